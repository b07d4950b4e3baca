"""特事特办 — the orders, and the act by which one is given for a case."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yimen.kernel.base.actor import Actor
from yimen.kernel.cases.desk import case_page
from yimen.kernel.cases.models import Case
from yimen.kernel.cases.queries import cases
from yimen.kernel.web.acts import sent
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import named
from yimen.modules.approvals import public as approvals
from yimen.modules.projects import actions, queries
from yimen.modules.projects.forms import special_handling as forms

from .acting import Says, act_page, open_for

ORDERS = Table(
    name="special-handling",
    caption=gettext_lazy("特事特办"),
    default_sort="-ordered_at",
    columns=[
        Column(
            "number",
            gettext_lazy("办件编号"),
            value=lambda row: row.case.number,
            link=lambda row: case_page(row.case),
            nowrap=True,
        ),
        Column("title", gettext_lazy("事由"), value=lambda row: row.case.title),
        Column("departures", gettext_lazy("特事特办的内容"), value=lambda row: row.shown_departures),
        Column("days_before", gettext_lazy("原承诺时限"), number=True),
        Column("days", gettext_lazy("缩短后的时限"), number=True),
        Column("reason", gettext_lazy("理由")),
        Column("ordered_by", gettext_lazy("决定人"), value=lambda row: named(row.ordered_by)),
        Column("ordered_at", gettext_lazy("决定时间"), sort="ordered_at"),
    ],
    filters=[
        Filter(
            "q", gettext_lazy("编号或事由"), lookups=["case__number__startswith", "case__title__icontains"]
        ),
        Filter("ordered", gettext_lazy("决定时间"), kind="dates", lookup="ordered_at"),
    ],
    empty=gettext_lazy("没有符合条件的特事特办。"),
)


def _crumbs(*steps: Crumb) -> list[Crumb]:
    return [
        Crumb(_("重大项目窗口"), reverse("projects:vip")),
        Crumb(_("特事特办"), reverse("projects:orders")),
        *steps,
    ]


@require_safe
def orders(request: Request) -> HttpResponseBase:
    """特事特办 — every order on the cases that the actor sees."""
    if not queries.sees_projects(request.actor):
        raise Http404
    page = ORDERS.read(request.GET, queries.orders(request.actor))
    context = {
        "title": _("特事特办"),
        "lead": _(
            "可以缩短时限、优先办理、延时办理、依法容缺；不能省略法定环节，不能免交必需材料，不能越过受理在先的申请。"
        ),
        "start_href": reverse("projects:order-start") if queries.gives_orders(request.actor) else "",
        "start_label": _("决定特事特办"),
        "crumbs": [_crumbs()[0], Crumb(_("特事特办"))],
    }
    return table_response(request, "projects/vip_list.html", page, context)


def order_start(request: Request) -> HttpResponse:
    """特事特办 — which case is meant."""
    if not queries.gives_orders(request.actor):
        raise Http404
    form = forms.CaseChoice(sent(request), cases=_approvals(request.actor))
    if form.is_valid():
        return redirect("projects:special-handling", form.cleaned_data["case"].pk)
    says = Says(_("决定特事特办"), _("下一步"), "")
    context = {
        "form": form,
        "says": says,
        "back": reverse("projects:orders"),
        "crumbs": _crumbs(Crumb(says.title)),
    }
    return render(request, "projects/act.html", context)


def special_handling(request: Request, case_id: UUID) -> HttpResponse:
    """决定特事特办 — for one case."""
    found = open_for(request, _approvals(request.actor), case_id, "order_special_handling")
    form = forms.SpecialHandling(sent(request), tolerable=_tolerable(found))
    lead = f"{found.number} {found.title}"
    says = Says(_("决定特事特办"), _("决定"), _("已决定，并已对办件生效。"), lead)
    crumbs = _crumbs(Crumb(says.title))
    return act_page(
        request, form, actions.order_special_handling, found, says=says, back=case_page(found), crumbs=crumbs
    )


def _approvals(actor: Actor) -> QuerySet[Case]:
    """Open cases of approvals that the actor sees."""
    return cases(actor).filter(kind="approvals", closed_at=None)


def _tolerable(case: Case) -> list[tuple[str, str]]:
    application = approvals.application_with_id(case.pk)
    return approvals.tolerable_materials(application) if application else []
