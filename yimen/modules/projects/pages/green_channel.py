"""绿色通道 — the projects that go through it, and the acts of the two persons by whom one gets in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yimen.kernel.audit.offers import open_to
from yimen.kernel.web.acts import sent
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import named
from yimen.modules.projects import actions, offers, queries
from yimen.modules.projects.forms import acts as common
from yimen.modules.projects.forms import green_channel as forms
from yimen.modules.projects.models import GreenChannelEnrolment
from yimen.modules.projects.states import EnrolmentState

from .acting import Says, act_page, open_for

ENROLMENTS = Table(
    name="green-channel",
    caption=gettext_lazy("绿色通道"),
    default_sort="-applied_at",
    columns=[
        Column(
            "project",
            gettext_lazy("重大项目"),
            value=lambda row: row.project.name,
            link=lambda row: reverse("projects:enrolment", args=[row.pk]),
        ),
        Column("number", gettext_lazy("项目编号"), value=lambda row: row.project.number, nowrap=True),
        Column("state", gettext_lazy("状态"), value=lambda row: row.get_state_display()),
        Column("officer", gettext_lazy("代理专员"), value=lambda row: named(row.officer)),
        Column("applied_at", gettext_lazy("提出时间"), sort="applied_at"),
        Column("from_on", gettext_lazy("起始日期"), sort="from_on"),
        Column("until_on", gettext_lazy("截止日期")),
    ],
    filters=[
        Filter(
            "q",
            gettext_lazy("项目名称或者编号"),
            lookups=["project__name__icontains", "project__number__startswith"],
        ),
        Filter("state", gettext_lazy("状态"), kind="choice", choices=EnrolmentState),
    ],
    empty=gettext_lazy("没有符合条件的项目。"),
)


def _crumbs(*steps: Crumb) -> list[Crumb]:
    return [
        Crumb(_("重大项目窗口"), reverse("projects:vip")),
        Crumb(_("绿色通道"), reverse("projects:enrolments")),
        *steps,
    ]


@require_safe
def enrolments(request: Request) -> HttpResponseBase:
    """绿色通道 — the projects that go or went through it."""
    if not queries.sees_projects(request.actor):
        raise Http404
    page = ENROLMENTS.read(request.GET, queries.enrolments(request.actor))
    context = {
        "title": _("绿色通道"),
        "lead": _("从项目页面提出；由提出人以外的另一人批准。"),
        "crumbs": [_crumbs()[0], Crumb(_("绿色通道"))],
    }
    return table_response(request, "projects/vip_list.html", page, context)


@require_safe
def enrolment(request: Request, enrolment_id: UUID) -> HttpResponse:
    """进入绿色通道的项目 — the criteria that it meets, who applied, who decided, who leads it through."""
    found = get_object_or_404(queries.enrolments(request.actor), pk=enrolment_id)
    context = {
        "enrolment": found,
        "criteria": queries.criteria().filter(pk__in=found.criteria),
        "offers": open_to(request.actor, found, offers.OF_ENROLMENT),
        "crumbs": _crumbs(Crumb(found.project.name)),
    }
    return render(request, "projects/enrolment.html", context)


def enrolment_application(request: Request, project_id: UUID) -> HttpResponse:
    """提出进入绿色通道."""
    found = open_for(request, queries.projects(request.actor), project_id, "apply_green_channel")
    officers = queries.officers(found.org, timezone.localdate())
    form = forms.EnrolmentApplication(sent(request), officers=officers)
    says = Says(_("提出进入绿色通道"), _("提出"), _("已提出，等待另一人批准。"), found.name)
    back = reverse("projects:project", args=[found.pk])
    crumbs = _crumbs(Crumb(says.title))
    return act_page(request, form, actions.apply_green_channel, found, says=says, back=back, crumbs=crumbs)


def enrolment_approval(request: Request, enrolment_id: UUID) -> HttpResponse:
    """批准进入绿色通道."""
    says = Says(_("批准进入绿色通道"), _("批准"), _("已批准。"))
    form = common.Nothing(sent(request))
    return _acted(request, form, actions.approve_enrolment, enrolment_id, "approve_enrolment", says)


def enrolment_declining(request: Request, enrolment_id: UUID) -> HttpResponse:
    """不同意进入绿色通道."""
    says = Says(_("不同意进入绿色通道"), _("不同意"), _("已登记。"), kind="danger")
    form = common.Reason(sent(request))
    return _acted(request, form, actions.decline_enrolment, enrolment_id, "decline_enrolment", says)


def enrolment_ending(request: Request, enrolment_id: UUID) -> HttpResponse:
    """退出绿色通道."""
    says = Says(_("退出绿色通道"), _("退出"), _("已登记。"), kind="danger")
    form = common.Reason(sent(request))
    return _acted(request, form, actions.end_enrolment, enrolment_id, "end_enrolment", says)


def _acted(request: Request, form: Any, act: Any, key: UUID, verb: str, says: Says) -> HttpResponse:
    found: GreenChannelEnrolment = open_for(request, queries.enrolments(request.actor), key, verb)
    back = reverse("projects:enrolment", args=[found.pk])
    crumbs = _crumbs(Crumb(found.project.name, back), Crumb(says.title))
    return act_page(request, form, act, found, says=says, back=back, crumbs=crumbs)
