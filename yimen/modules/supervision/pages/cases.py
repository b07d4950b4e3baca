"""监督案件: the list, the opening, the case with its evidence, and its papers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_safe

from yimen.kernel.documents.serving import serve
from yimen.kernel.ledger.pages.files import proof_file
from yimen.kernel.ledger.proofs import standing_of
from yimen.kernel.people.actor import has_role
from yimen.kernel.people.roles import Role
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Badge, Crumb, FileLine, Tone, state_badges
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import briefly, named
from yimen.modules.supervision import actions, lists
from yimen.modules.supervision.case_states import PLAN_WAITS, CaseState, Violation
from yimen.modules.supervision.case_steps import steps
from yimen.modules.supervision.case_story import proof_of, story
from yimen.modules.supervision.forms import cases as forms
from yimen.modules.supervision.models import RectificationNotice, SupervisionCase
from yimen.modules.supervision.queries import cases

from .case_acts import offers, seen

TONES: dict[str, Tone] = {
    CaseState.OPENED: "info",
    CaseState.SUGGESTED: "warning",
    CaseState.SIGNING: "warning",
    CaseState.ORDERED: "warning",
    CaseState.RECTIFYING: "warning",
    CaseState.VERIFIED: "success",
    CaseState.CLOSED: "success",
    CaseState.ESCALATED: "danger",
    CaseState.UNFOUNDED: "neutral",
}


state_badge = state_badges(TONES, "info")


def due_shown(row: SupervisionCase) -> object:
    """Until when the unit must do what comes next, or a badge where that day has passed."""
    day = row.plan_due_on if row.state in PLAN_WAITS else row.due_on
    if day is None or row.state not in (*PLAN_WAITS, CaseState.PLAN_RECEIVED, CaseState.RECTIFYING):
        return None
    return Badge(_("逾期"), tone="danger") if day < timezone.localdate() else day


def _of_kind(rows: Any, value: Any) -> Any:
    return rows.filter(findings__violation=value).distinct()


CASES = Table(
    columns=[
        Column(
            "number",
            gettext_lazy("案件编号"),
            value=str,
            link=lambda row: reverse("supervision:case", args=[row.pk]),
            nowrap=True,
        ),
        Column("unit", gettext_lazy("被监督单位"), value=lambda row: briefly(row.unit)),
        Column("title", gettext_lazy("案由")),
        Column("state", gettext_lazy("状态"), value=state_badge),
        Column("due_on", gettext_lazy("期限"), value=due_shown),
        Column("opened_at", gettext_lazy("立案时间"), sort="opened_at"),
    ],
    filters=[
        Filter("q", gettext_lazy("编号、单位或者案由"), lookups=["case__number", "unit__name", "title"]),
        Filter("state", gettext_lazy("状态"), kind="choice", choices=CaseState),
        Filter("violation", gettext_lazy("违规行为"), kind="choice", choices=Violation, apply=_of_kind),
        Filter("opened", gettext_lazy("立案日期"), kind="dates", lookup="opened_at", more=True),
    ],
    default_sort="-opened_at",
    name="supervision-cases",
    caption=lists.CASES,
    empty=gettext_lazy("没有监督案件。"),
)


@require_safe
def case_list(request: Request) -> HttpResponseBase:
    """监督案件 — of the supervisors in scope; a unit sees its own once it was told."""
    if not cases.reads_cases(request.actor):
        raise Http404
    page = CASES.read(request.GET, cases.supervision_cases(request.actor))
    context = {"crumbs": [Crumb(lists.CASES)], "may_open": has_role(request.actor, Role.SUPERVISOR)}
    return table_response(request, "supervision/cases.html", page, context)


def opening_start(request: Request) -> HttpResponse:
    """选择单位 — against whom a case would be opened."""
    if not has_role(request.actor, Role.SUPERVISOR):
        raise Http404
    form = forms.ChosenUnit(request.GET or None, about=None, actor=request.actor)
    if form.is_valid():
        return redirect("supervision:case-opening", form.cleaned_data["unit"].code)
    trail = [Crumb(lists.CASES, reverse("supervision:cases")), Crumb(_("监督立案"))]
    return render(request, "supervision/case_opening_start.html", {"form": form, "crumbs": trail})


def opening(request: Request, unit: str) -> HttpResponse:
    """监督立案 — from the leads about one unit."""
    about = get_object_or_404(cases.units(request.actor, timezone.localdate()), code=unit)
    chosen = {name: request.GET.getlist(name) for name in ("alerts", "suspicions", "complaints")}
    form = forms.Opening(request.POST or None, about=about, actor=request.actor, initial=chosen)
    if form.is_valid():
        done = attempt(
            form,
            actions.open_supervision_case,
            about,
            **form.facts(),
            by=request.actor,
            at=timezone.now(),
        )
        if done is not None:
            done_message(request, _("已立案。"))
            return redirect("supervision:case", done.supervision_case.pk)
    trail = [Crumb(lists.CASES, reverse("supervision:cases")), Crumb(_("监督立案"))]
    return render(request, "supervision/case_opening.html", {"form": form, "about": about, "crumbs": trail})


@require_safe
def case_page(request: Request, case_id: UUID) -> HttpResponse:
    """监督案件 — where it stands, what was found, what is demanded, what was done, and what is open to the reader."""
    shown, actor = seen(request, case_id), request.actor
    whole = cases.oversees(actor, shown)
    context = {
        "shown": shown,
        "badge": state_badge(shown),
        "due": due_shown(shown),
        "steps": steps(shown),
        "whole": whole,
        "supervises": cases.supervises(actor, shown),
        "moments": story(shown, whole=whole),
        "ledger": standing_of(shown.pk),
        "offers": offers(shown, actor),
        "findings": shown.findings.order_by("position") if cases.reads_findings(actor, shown) else [],
        "notices": [one for one in shown.notices.all() if whole or one.state == "issued"],
        "letters": [letter_line(shown, one) for one in issued(shown)],
        "plans": shown.plans.all(),
        "checks": shown.checks.select_related("checked_by"),
        "signatures": _signatures(shown),
        "leads": shown.leads.select_related("alert", "suspicion__case", "complaint") if whole else [],
        "accountability": getattr(shown, "accountability", None),
        "resampling": getattr(shown, "resampling", None),
        "crumbs": [Crumb(lists.CASES, reverse("supervision:cases")), Crumb(str(shown))],
    }
    return render(request, "supervision/case.html", context)


@require_safe
def case_ledger_proof(request: Request, case_id: UUID) -> HttpResponse:
    """入账证明 — to keep, and to check without this site."""
    shown = seen(request, case_id)
    return proof_file(proof_of(shown, whole=cases.oversees(request.actor, shown)), shown)


def issued(shown: SupervisionCase) -> list[RectificationNotice]:
    rows = shown.notices.filter(state="issued").select_related("document__org", "document__sealed_file")
    return list(rows)


def letter_line(shown: SupervisionCase, one: RectificationNotice) -> FileLine:
    """整改文书 in the list of papers."""
    document: Any = one.document
    waits = document.state == "drawn_up"
    return FileLine(
        name=document.title,
        href=reverse("supervision:paper", args=[shown.pk, document.pk]),
        kind="PDF",
        note=one.number,
        at=document.sealed_at or document.issued_at,
        state=_("待用印") if waits else document.get_state_display(),
        tone="warning" if waits else "success",
    )


def _signatures(shown: SupervisionCase) -> list[tuple[str, Badge]]:
    draft = shown.notices.filter(state="draft").first()
    rows = draft.signatures.select_related("org") if draft else ()
    badge = state_badges({"signed": "success", "awaited": "warning"})
    return [(named(one.org), badge(one)) for one in rows]


@require_GET
def paper(request: Request, case_id: UUID, document_id: UUID) -> HttpResponseBase:
    """整改文书 — as PDF, sealed by every body that issued it."""
    shown = seen(request, case_id)
    one = get_object_or_404(shown.notices.filter(state="issued"), document_id=document_id)
    document: Any = one.document
    return serve(document, filename=document.filename, inline=True, request=request)
