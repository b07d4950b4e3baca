"""缴费通知单 — drawn up by the department, read by its payer, issued and ended at the fee desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yimen.kernel.audit.action import verbs
from yimen.kernel.base.refusals import Text
from yimen.kernel.documents.serving import serve
from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb
from yimen.modules.approvals import actions, charge_offers
from yimen.modules.approvals.charging import reads
from yimen.modules.approvals.forms import charging as forms
from yimen.modules.approvals.forms.acts import Plain
from yimen.modules.approvals.models import ChargeOrder, FeeStandard
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import LineKind

from .opening import open_for

Page = Callable[[Request, ChargeOrder], HttpResponse]


def opens(name: str) -> Callable[[Page], Callable[[Request, UUID], HttpResponse]]:
    """The page of one verb of a bill: found among what the actor sees and may do it with, else 404."""

    def decorate(page: Page) -> Callable[[Request, UUID], HttpResponse]:
        @wraps(page)
        def opened(request: Request, charge_id: UUID) -> HttpResponse:
            order = seen(request, charge_id)
            verb = verbs()[f"approvals.{name}"]
            if not request.actor.may(verb.permission, order):
                raise Http404
            if request.method != "POST" and order.state not in verb.sources:
                return _charge_page(request, order, status=409)
            return page(request, order)

        return opened

    return decorate


def seen(request: Request, charge_id: UUID) -> ChargeOrder:
    rows = reads.orders(request.actor).select_related("document", "receipt", "application__version__item")
    return get_object_or_404(rows, pk=charge_id)


@require_GET
def charge(request: Request, charge_id: UUID) -> HttpResponse:
    """缴费通知单 — the lines with standard and basis, how to pay, what came in, what went back."""
    return _charge_page(request, seen(request, charge_id))


def _charge_page(request: Request, order: ChargeOrder, *, status: int = 200) -> HttpResponse:
    context = {
        "order": order,
        "lines": order.lines.select_related("standard", "org"),
        "payments": order.payments.order_by("paid_at"),
        "refunds": charge_offers.with_refunds(order.refunds, request.actor),
        "offers": charge_offers.of_order(order, request.actor),
        "is_mine": str(order.application.applicant_id) == request.actor.id,
        "is_late": status == 409,
        "crumbs": _crumbs(order),
    }
    response = render(request, "approvals/charge.html", context)
    response.status_code = status
    return response


@require_GET
def charge_paper(request: Request, charge_id: UUID, paper: str) -> HttpResponseBase:
    """缴费通知单和缴费凭证 as PDF."""
    order = seen(request, charge_id)
    document = {"notice": order.document, "receipt": order.receipt}.get(paper)
    if document is None:
        raise Http404
    return serve(document, filename=document.filename, inline=True, request=request)


def charge_draft(request: Request, application_id: UUID) -> HttpResponse:
    """计费 — the department states what is measured; the lines follow."""
    application = open_for(request, application_id, Permission.CHARGE_DRAFT)
    today = timezone.localdate()
    due = reads.next_due(application, today)
    if not due:
        raise Http404
    standards = reads.raised(application, today, due)
    stated = reads.stated(application, standards)
    initial = {f"measure-{key}": value for key, value in stated.items()}
    form = forms.Measures(sent(request), standards=standards, initial=initial)
    if form.is_valid() and (
        done := attempt(
            form, actions.draft_charge, application, **form.facts(), by=request.actor, at=timezone.now()
        )
    ):
        return _done(request, done.order, _("已计费，请核对明细后确认。"))
    crumbs = [Crumb(application.number, reverse("approvals:application", args=[application.pk]))]
    context = {"standards": standards, "crumbs": [*crumbs, Crumb(_("计费"))]}
    return _show(request, form, _("计费"), _("计算"), context)


@opens("amend_charge")
def charge_amendment(request: Request, order: ChargeOrder) -> HttpResponse:
    """重新计费 — before the department confirms."""
    charges = order.lines.filter(kind=LineKind.CHARGE).values("standard")
    standards = list(FeeStandard.objects.filter(pk__in=charges))
    initial = {f"measure-{key}": value for line in order.lines.all() for key, value in line.measured.items()}
    form = forms.Measures(sent(request), standards=standards, initial=initial)
    if form.is_valid() and attempt(
        form, actions.amend_charge, order, **form.facts(), by=request.actor, at=timezone.now()
    ):
        return _done(request, order, _("已重新计费。"))
    return _show(request, form, _("重新计费"), _("计算"), _of(order) | {"standards": standards})


@opens("confirm_charge")
def charge_confirmation(request: Request, order: ChargeOrder) -> HttpResponse:
    """确认收费明细 — the department stands for its lines."""
    form = Plain(sent(request))
    if form.is_valid() and attempt(form, actions.confirm_charge, order, by=request.actor, at=timezone.now()):
        return _done(request, order, _("收费明细已确认，可以开具缴费通知单。"))
    return _show(request, form, _("确认收费明细"), _("确认"), _of(order))


@opens("issue_charge")
def charge_issue(request: Request, order: ChargeOrder) -> HttpResponse:
    """开具缴费通知单 — the payer is told; from now on it cannot change."""
    form = Plain(sent(request))
    if form.is_valid() and attempt(form, actions.issue_charge, order, by=request.actor, at=timezone.now()):
        return _done(request, order, _("缴费通知单已开具，缴款人会收到通知。"))
    return _show(request, form, _("开具缴费通知单"), _("开具"), _of(order))


@opens("void_charge")
def charge_voiding(request: Request, order: ChargeOrder) -> HttpResponse:
    """作废缴费通知单 — with its reason; what was paid waits to go back."""
    form = forms.Reason(sent(request))
    if form.is_valid() and attempt(
        form, actions.void_charge, order, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return _done(request, order, _("缴费通知单已作废。"))
    return _show(request, form, _("作废缴费通知单"), _("作废"), _of(order) | {"kind": "danger"})


@opens("propose_refund")
def charge_refund(request: Request, order: ChargeOrder) -> HttpResponse:
    """提出退费 — the whole or some lines; another person approves."""
    form = forms.RefundOf(sent(request), order=order)
    if form.is_valid() and attempt(
        form, actions.propose_refund, order, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return _done(request, order, _("退费已提出，由另一人审批。"))
    return _show(request, form, _("提出退费"), _("提出退费"), _of(order))


def _done(request: Request, order: ChargeOrder, text: Text) -> HttpResponse:
    done_message(request, text)
    return redirect("approvals:charge", order.pk)


def _show(
    request: Request, form: BaseForm, heading: Text, button: Text, context: dict[str, Any]
) -> HttpResponse:
    shown = {"form": form, "heading": heading, "button": button, "kind": "primary"} | context
    return render(request, "approvals/charge_act.html", shown)


def _of(order: ChargeOrder) -> dict[str, Any]:
    lines = order.lines.select_related("standard", "org")
    return {"order": order, "lines": lines, "crumbs": [*_crumbs(order, linked=True)]}


def _crumbs(order: ChargeOrder, *, linked: bool = False) -> list[Crumb]:
    case = Crumb(order.application.number, reverse("approvals:application", args=[order.application_id]))
    own = reverse("approvals:charge", args=[order.pk]) if linked else ""
    return [case, Crumb(order.number or _("收费"), own)]
