"""特事特办 — the orders, and the act by which one is given for a case."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import Text
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
from yimen.modules.projects.forms import acts as common
from yimen.modules.projects.forms import special_handling as forms
from yimen.modules.projects.models import SpecialHandlingOrder
from yimen.modules.projects.permissions import Permission

from .acting import Says, act_page, open_for

COLUMNS = [
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
]
FILTERS = [
    Filter("q", gettext_lazy("编号或事由"), lookups=["case__number__startswith", "case__title__icontains"]),
    Filter("ordered", gettext_lazy("决定时间"), kind="dates", lookup="ordered_at"),
]


def orders_table(actor: Actor) -> Table:
    """The list as this reader has it: who may revoke an order has the way there."""

    def way(order: SpecialHandlingOrder) -> str:
        open_to = order.stands and actor.may(Permission.ORDER_REVOKE, order.case)
        return reverse("projects:order-revocation", args=[order.pk]) if open_to else ""

    def standing(order: SpecialHandlingOrder) -> Text:
        return _("有效（可以撤销）") if way(order) else _standing(order)

    return Table(
        name="special-handling",
        caption=gettext_lazy("特事特办"),
        default_sort="-ordered_at",
        columns=[*COLUMNS, Column("standing", gettext_lazy("状态"), value=standing, link=way)],
        filters=FILTERS,
        empty=gettext_lazy("没有符合条件的特事特办。"),
    )


def _standing(order: SpecialHandlingOrder) -> Text:
    if order.revoked_at is None:
        return _("有效") if order.stands else _("办件已办结")
    return _("已撤销：%(reason)s") % {"reason": order.revocation_reason}


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
    page = orders_table(request.actor).read(request.GET, queries.orders(request.actor))
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


def order_revocation(request: Request, special_handling_order_id: UUID) -> HttpResponse:
    """撤销特事特办 — by whoever may order it; what was done stays."""
    order = get_object_or_404(queries.orders(request.actor), pk=special_handling_order_id)
    found = open_for(request, cases(request.actor), order.case_id, "revoke_special_handling")
    lead = _("撤销后按正常顺序办理；已经办理的不受影响，已经缩短的承诺时限不变。")
    says = Says(_("撤销特事特办"), _("撤销"), _("已撤销，申请人会收到通知。"), lead, kind="danger")
    form, crumbs = common.Reason(sent(request)), _crumbs(Crumb(says.title))
    return act_page(
        request,
        form,
        actions.revoke_special_handling,
        found,
        says=says,
        back=reverse("projects:orders"),
        crumbs=crumbs,
        facts=lambda: {"order": order, **form.cleaned_data},
    )


def _approvals(actor: Actor) -> QuerySet[Case]:
    """Open cases of approvals that the actor sees."""
    return cases(actor).filter(kind="approvals", closed_at=None)


def _tolerable(case: Case) -> list[tuple[str, str]]:
    application = approvals.application_with_id(case.pk)
    return approvals.tolerable_materials(application) if application else []
