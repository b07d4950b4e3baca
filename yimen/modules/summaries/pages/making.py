"""年度工作总结 — the desk of those who write, review and publish it: one page an act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yimen.kernel.base.punctuation import joined
from yimen.kernel.metrics.figures import measures
from yimen.kernel.people.actor import has_role
from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Tone, state_badges
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.modules.summaries import actions, forms, queries, rules
from yimen.modules.summaries.models import AnnualSummary
from yimen.modules.summaries.permissions import Permission
from yimen.modules.summaries.states import SummaryState

from .columns import AS_OF, EDITION, TITLE
from .found import crumbs, kept_summary, own_centres

TONES: dict[str, Tone] = {SummaryState.DRAFT: "neutral", SummaryState.PUBLISHED: "success"}
"""The others are on their way."""


state_badge = state_badges(TONES, "info")


DESK = Table(
    name="summaries",
    caption=gettext_lazy("年度工作总结"),
    default_sort="-year",
    columns=[
        TITLE,
        Column("year", gettext_lazy("年度"), sort=("year", "org__path", "edition"), number=True),
        EDITION,
        AS_OF,
        Column("state", gettext_lazy("状态"), value=state_badge),
    ],
    filters=[
        Filter("year", gettext_lazy("年度"), lookup="year__iexact"),
        Filter("state", gettext_lazy("状态"), kind="choice", choices=SummaryState),
    ],
    empty=gettext_lazy("还没有年度工作总结，请先制定提纲、起草。"),
)


@require_safe
def desk(request: Request) -> HttpResponseBase:
    """编写年度工作总结 — those of the bodies where the actor's posts reach."""
    if not has_role(request.actor, *queries.READERS):
        raise Http404
    page = DESK.read(request.GET, queries.kept_summaries(request.actor))
    context = {
        "may_write": bool(queries.writes_for(request.actor)),
        "crumbs": crumbs(None, _("编写年度工作总结")),
    }
    return table_response(request, "summaries/desk.html", page, context)


def outline(request: Request) -> HttpResponse:
    """总结提纲 — the outline that holds, to be changed; what can be quoted stands below."""
    orgs = own_centres(request)
    there = queries.outline_of(orgs[0])
    form = forms.Outline(
        request.POST or None,
        orgs=orgs,
        initial={"org": str(orgs[0].pk), "source": there.source if there else ""},
    )
    if form.is_valid():
        source = form.cleaned_data["source"]
        if attempt(
            form, actions.set_outline, form.chosen, source=source, by=request.actor, at=timezone.now()
        ):
            done_message(request, _("已制定总结提纲。"))
            return redirect("summaries:desk")
    known = [one for one in measures().values() if not any(part.is_of_now for part in one.parts)]
    return _blank(request, "outline", form, _("总结提纲"), outline=there, measures=known)


def drafting(request: Request) -> HttpResponse:
    """起草年度工作总结 — for a year, as of a day."""
    orgs, today = own_centres(request), timezone.localdate()
    last = today.replace(month=1, day=1) - timedelta(days=1)
    first = {"org": str(orgs[0].pk), "year": last.year, "as_of": last}
    form = forms.Drafting(request.POST or None, orgs=orgs, initial=first)
    if form.is_valid():
        done = attempt(
            form, actions.draft_summary, form.chosen, **form.facts(), by=request.actor, at=timezone.now()
        )
        if done:
            done_message(request, _("已起草，请计算数值。"))
            return redirect("summaries:summary", done.summary.pk)
    return _blank(request, "drafting", form, _("起草年度工作总结"))


def computation(request: Request, summary_id: UUID) -> HttpResponse:
    """计算总结数值 — as of a day that may be chosen anew."""
    summary = kept_summary(request, summary_id, Permission.SUMMARY_COMPUTE)
    form = forms.AsOf(request.POST or None, initial={"as_of": summary.as_of})
    return _told(request, "computation", form, actions.compute_summary, summary, _("计算数值"))


def writing(request: Request, summary_id: UUID, part_id: UUID) -> HttpResponse:
    """撰写总结段落 — the text with the places of its numbers; what was typed is pointed out."""
    summary = kept_summary(request, summary_id, Permission.SUMMARY_WRITE)
    part = get_object_or_404(summary.parts, pk=part_id)
    form = forms.Writing(request.POST or None, initial={"title": part.title, "text": part.text})
    if form.is_valid():
        facts = form.cleaned_data | {"part": part.pk, "by": request.actor, "at": timezone.now()}
        if attempt(form, actions.write_part, summary, **facts):
            if typed := rules.typed(form.cleaned_data["text"]):
                said = _("有人工填写的数字：%(numbers)s。有指标的，请改为引用。")
                done_message(request, said % {"numbers": joined(typed, "、")}, "warning")
            return redirect("summaries:summary", summary_id)
    figures = [one for one in summary.figures.all() if not one.is_split]
    return _shown(request, "writing", form, summary, part.shown_title, figures=figures)


def order(request: Request, summary_id: UUID) -> HttpResponse:
    """调整段落次序 — within the chapters."""
    summary = kept_summary(request, summary_id, Permission.SUMMARY_ARRANGE)
    form = forms.Order(request.POST or None, parts=list(summary.parts.all()))
    if form.is_valid() and attempt(
        form, actions.arrange_parts, summary, order=form.order(), by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已调整次序。"))
        return redirect("summaries:summary", summary_id)
    return _shown(request, "order", form, summary, _("调整次序"))


def review(request: Request, summary_id: UUID) -> HttpResponse:
    """审核 — by another one than who wrote it."""
    return _simple(
        request, summary_id, "review", actions.review_summary, Permission.SUMMARY_REVIEW, _("审核")
    )


def freezing(request: Request, summary_id: UUID) -> HttpResponse:
    """定稿 — from here on the numbers do not move."""
    return _simple(
        request, summary_id, "freezing", actions.freeze_summary, Permission.SUMMARY_FREEZE, _("定稿")
    )


def publication(request: Request, summary_id: UUID) -> HttpResponse:
    """公布 — for everybody, with the sealed text and the data."""
    return _simple(
        request, summary_id, "publication", actions.publish_summary, Permission.SUMMARY_PUBLISH, _("公布")
    )


def rebuilding(request: Request, summary_id: UUID) -> HttpResponse:
    """重建核对 — counted again from the records, and compared."""
    return _simple(
        request, summary_id, "rebuilding", actions.rebuild_summary, Permission.SUMMARY_REBUILD, _("重建核对")
    )


def return_(request: Request, summary_id: UUID) -> HttpResponse:
    """退回 — with the reason."""
    summary = kept_summary(request, summary_id, Permission.SUMMARY_RETURN)
    form = forms.WhyForm(request.POST or None)
    return _told(request, "return", form, actions.return_summary, summary, _("退回"))


def correction(request: Request, summary_id: UUID) -> HttpResponse:
    """更正 — a new edition with a note."""
    summary = kept_summary(request, summary_id, Permission.SUMMARY_CORRECT)
    form = forms.Correction(request.POST or None, initial={"as_of": summary.as_of})
    if form.is_valid():
        done = attempt(
            form, actions.correct_summary, summary, **form.cleaned_data, by=request.actor, at=timezone.now()
        )
        if done:
            done_message(request, _("已建立更正版次。"))
            return redirect("summaries:summary", done.summary.pk)
    return _shown(request, "correction", form, summary, _("更正"))


def _simple(
    request: Request, summary_id: UUID, name: str, act: Callable[..., Any], permission: str, title: str
) -> HttpResponse:
    """A page of one act that asks nothing but yes."""
    summary = kept_summary(request, summary_id, permission)
    form = forms.Nothing(sent(request))
    return _told(request, name, form, act, summary, title)


def _told(
    request: Request, name: str, form: Any, act: Callable[..., Any], summary: AnnualSummary, title: str
) -> HttpResponse:
    """A page of one act whose facts are the fields of the form."""
    if form.is_valid() and attempt(
        form, act, summary, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已办理：%(act)s。") % {"act": title})
        return redirect("summaries:summary", summary.pk)
    return _shown(request, name, form, summary, title)


def _shown(
    request: Request, name: str, form: object, summary: AnnualSummary, title: str, **more: object
) -> HttpResponse:
    context = {"form": form, "summary": summary, "title": title, "crumbs": crumbs(summary, title)}
    return render(request, f"summaries/{name}.html", context | {"lead": summary.shown_title} | more)


def _blank(request: Request, name: str, form: object, title: str, **more: object) -> HttpResponse:
    """A page that is about no report yet."""
    context = {"form": form, "title": title, "lead": "", "crumbs": crumbs(None, title)}
    return render(request, f"summaries/{name}.html", context | more)
