"""专项 — the programmes, one of them class by class, and the acts on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yimen.kernel.audit.offers import open_to
from yimen.kernel.cases.desk import case_page
from yimen.kernel.cases.queries import cases
from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import briefly, named
from yimen.modules.projects import actions, figures, offers, progress, queries
from yimen.modules.projects.forms import acts as common
from yimen.modules.projects.forms import programmes as forms
from yimen.modules.projects.forms.special_handling import CaseChoice
from yimen.modules.projects.models import Programme
from yimen.modules.projects.states import ProgrammeState

from .acting import Says, act_page, offered_items, open_for

PROGRAMMES = Table(
    name="programmes",
    caption=gettext_lazy("专项"),
    default_sort="-set_up_at",
    columns=[
        Column(
            "name",
            gettext_lazy("名称"),
            value=named,
            link=lambda row: reverse("projects:programme", args=[row.pk]),
        ),
        Column("org", gettext_lazy("牵头机构"), value=lambda row: briefly(row.org)),
        Column("state", gettext_lazy("状态"), value=lambda row: row.get_state_display()),
        Column("project_count", gettext_lazy("项目数"), number=True),
        Column("case_count", gettext_lazy("办件数"), number=True),
        Column("set_up_at", gettext_lazy("设立时间"), sort="set_up_at"),
    ],
    filters=[
        Filter("q", gettext_lazy("名称"), lookups=["name__icontains", "name_en__icontains"]),
        Filter("state", gettext_lazy("状态"), kind="choice", choices=ProgrammeState),
    ],
    empty=gettext_lazy("没有符合条件的专项。"),
)


def _shown(row: Any) -> str:
    """The page of the case, for those who see the case."""
    return case_page(row.case) if row.is_seen else ""


def _progress(row: Any) -> str:
    return str(progress.standing(row).label)


CASES = Table(
    name="programme-cases",
    caption=gettext_lazy("专项办件"),
    default_sort="-added_at",
    columns=[
        Column(
            "number", gettext_lazy("办件编号"), value=lambda row: row.case.number, link=_shown, nowrap=True
        ),
        Column("title", gettext_lazy("事由"), value=lambda row: row.case.title),
        Column("programme_class", gettext_lazy("专项类别"), value=lambda row: named(row.programme_class)),
        Column("org", gettext_lazy("责任机构"), value=lambda row: briefly(row.case.org)),
        Column("progress", gettext_lazy("进度"), value=_progress),
        Column("due_on", gettext_lazy("应办结日期"), value=lambda row: row.case.due_on),
        Column("added_at", gettext_lazy("加入时间"), sort="added_at"),
    ],
    filters=[
        Filter(
            "q", gettext_lazy("编号或事由"), lookups=["case__number__startswith", "case__title__icontains"]
        ),
        Filter(
            "class",
            gettext_lazy("专项类别"),
            kind="choice",
            lookup="programme_class",
            among=queries.classes_of,
        ),
        Filter(
            "progress",
            gettext_lazy("进度"),
            kind="choice",
            choices=progress.Standing,
            apply=progress.narrowed,
        ),
    ],
    empty=gettext_lazy("没有符合条件的办件。"),
)


def _crumbs(*steps: Crumb) -> list[Crumb]:
    return [
        Crumb(_("重大项目窗口"), reverse("projects:vip")),
        Crumb(_("专项"), reverse("projects:programmes")),
        *steps,
    ]


@require_safe
def programmes(request: Request) -> HttpResponseBase:
    """专项 — those that the actor sees."""
    if not queries.sees_projects(request.actor):
        raise Http404
    page = PROGRAMMES.read(request.GET, queries.programme_list(request.actor))
    may = queries.leading(request.actor).exists()
    context = {
        "title": _("专项"),
        "lead": _("一条地铁线这样的工程，把多个项目、多类办件归在一起，按类别看受理和办结。"),
        "start_href": reverse("projects:programme-setting") if may else "",
        "start_label": _("设立专项"),
        "crumbs": [_crumbs()[0], Crumb(_("专项"))],
    }
    return table_response(request, "projects/vip_list.html", page, context)


@require_safe
def programme(request: Request, programme_id: UUID) -> HttpResponseBase:
    """一个专项 — accepted and done class by class, investment currency by currency, every case."""
    found = get_object_or_404(queries.programmes(request.actor), pk=programme_id)
    rows = progress.marked(queries.programme_cases(found, request.actor))
    page = CASES.read(request.GET, rows)
    projects = queries.projects_of(found)
    seen = set(queries.projects(request.actor).filter(pk__in=projects).values_list("pk", flat=True))
    context = {
        "programme": found,
        "lines": progress.lines(found),
        "projects": [(one, one.pk in seen) for one in projects],
        "sums": figures.invested(projects).items(),
        "offers": open_to(request.actor, found, offers.OF_PROGRAMME),
        "crumbs": _crumbs(Crumb(named(found))),
    }
    return table_response(request, "projects/programme.html", page, context)


def programme_setting(request: Request) -> HttpResponse:
    """设立专项."""
    orgs = queries.leading(request.actor)
    if not orgs.exists():
        raise Http404
    form = forms.ProgrammeSetting(sent(request), orgs=orgs)
    if form.is_valid():
        org, facts = form.cleaned_data["org"], form.facts()
        done = attempt(form, actions.set_up_programme, org, **facts, by=request.actor, at=timezone.now())
        if done:
            done_message(request, _("已设立专项。请增加类别。"))
            return redirect("projects:programme", done.programme.pk)
    says = Says(_("设立专项"), _("设立"), "")
    back = reverse("projects:programmes")
    context = {"form": form, "says": says, "back": back, "crumbs": _crumbs(Crumb(says.title))}
    return render(request, "projects/act.html", context)


def class_adding(request: Request, programme_id: UUID) -> HttpResponse:
    """增加专项类别."""
    found = _open(request, programme_id, "add_programme_class")
    form = forms.ClassAdding(sent(request), items=offered_items())
    says = Says(_("增加专项类别"), _("增加"), _("已增加类别。"))
    return _acted(request, form, actions.add_programme_class, found, says)


def project_grouping(request: Request, programme_id: UUID) -> HttpResponse:
    """项目加入专项."""
    found = _open(request, programme_id, "group_project")
    form = forms.ProjectGrouping(sent(request), projects=queries.projects(request.actor))
    says = Says(_("项目加入专项"), _("加入"), _("项目已加入专项。"))
    return _acted(request, form, actions.group_project, found, says)


def case_grouping(request: Request, programme_id: UUID) -> HttpResponse:
    """办件加入专项."""
    found = _open(request, programme_id, "group_case")
    form = CaseChoice(sent(request), cases=cases(request.actor))
    says = Says(_("办件加入专项"), _("加入"), _("办件已加入专项。"))
    return _acted(request, form, actions.group_case, found, says)


def case_ungrouping(request: Request, programme_id: UUID, case_id: UUID) -> HttpResponse:
    """办件移出专项."""
    found = _open(request, programme_id, "ungroup_case")
    row = get_object_or_404(queries.programme_cases(found, request.actor), case=case_id)
    form = common.Reason(sent(request))
    says = Says(_("办件移出专项"), _("移出"), _("办件已移出专项。"), row.case.number, kind="danger")
    return _acted(
        request, form, actions.ungroup_case, found, says, lambda: {"case": row.case, **form.cleaned_data}
    )


def programme_ending(request: Request, programme_id: UUID) -> HttpResponse:
    """专项结束."""
    found = _open(request, programme_id, "end_programme")
    says = Says(_("登记专项结束"), _("登记结束"), _("已登记专项结束。"), kind="danger")
    return _acted(request, common.Nothing(sent(request)), actions.end_programme, found, says)


def _open(request: Request, programme_id: UUID, verb: str) -> Programme:
    return open_for(request, queries.programmes(request.actor), programme_id, verb)


def _acted(
    request: Request,
    form: Any,
    act: Any,
    found: Programme,
    says: Says,
    facts: Callable[[], Mapping[str, Any]] | None = None,
) -> HttpResponse:
    back = reverse("projects:programme", args=[found.pk])
    crumbs = _crumbs(Crumb(named(found), back), Crumb(says.title))
    return act_page(request, form, act, found, says=says, back=back, crumbs=crumbs, facts=facts)
