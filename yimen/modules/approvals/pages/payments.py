"""收费管理 — the fee desk: bills, the bank's files, what came in, what waits, what goes back, and the day's balance."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yimen.kernel.base.refusals import RuleBroken, Text
from yimen.kernel.collecting import bank, dues
from yimen.kernel.web.acts import sent
from yimen.kernel.web.attempt import attempt, done_message
from yimen.kernel.web.pages import render, table_response
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Crumb, Tab
from yimen.kernel.web.tables import Table
from yimen.modules.approvals import actions, charge_offers, charge_tables
from yimen.modules.approvals.charging import reads, reconciliation
from yimen.modules.approvals.forms import charging as forms
from yimen.modules.approvals.forms.acts import Plain
from yimen.modules.approvals.models import ChargeOrder, Payment, Refund
from yimen.modules.approvals.permissions import Permission


def fee_desk(request: Request) -> bool:
    """Whether the actor keeps or checks the accounts of a centre."""
    return bool(reads.accounts_of(request.actor))


def _tabs(current: str) -> list[Tab]:
    names = (
        ("charges", _("缴费通知单")),
        ("payments", _("到账款")),
        ("bank-files", _("到账文件")),
        ("refunds", _("退费")),
        ("reconciliation", _("每日对账")),
    )
    return [Tab(label, reverse(f"approvals:{name}"), current=name == current) for name, label in names]


def _listed(request: Request, name: str, table: Table, rows: Any, title: Text) -> HttpResponseBase:
    if not fee_desk(request):
        raise Http404
    page = table.read(request.GET, rows)
    context = {
        "heading": title,
        "tabs": _tabs(name),
        "may_import": bool(reads.desks(request.actor)),
        "crumbs": [Crumb(_("收费管理")), Crumb(title)],
    }
    return table_response(request, "approvals/fee_desk.html", page, context)


@require_GET
def charges(request: Request) -> HttpResponseBase:
    """缴费通知单 — every bill of the centre, by state: what waits to be issued, paid, paid back."""
    rows = reads.handled_orders(request.actor)
    return _listed(request, "charges", charge_tables.CHARGES, rows, _("缴费通知单"))


@require_GET
def payments(request: Request) -> HttpResponseBase:
    """到账款 — every sum that came in; those that could not be settled with their reason."""
    rows = reads.payments(request.actor)
    return _listed(request, "payments", charge_tables.PAYMENTS, rows, _("到账款"))


@require_GET
def bank_files(request: Request) -> HttpResponseBase:
    """到账文件 — what was imported when, by whom, with what outcome."""
    rows = reads.bank_files(request.actor)
    return _listed(request, "bank-files", charge_tables.FILES, rows, _("到账文件"))


@require_GET
def refunds(request: Request) -> HttpResponseBase:
    """退费 — what was proposed, approved, not approved."""
    rows = reads.refunds(request.actor)
    return _listed(request, "refunds", charge_tables.REFUNDS, rows, _("退费"))


@require_GET
def reconciled(request: Request) -> HttpResponse:
    """每日对账 — bills, money, refunds of a day; the differences that must be zero."""
    if not fee_desk(request):
        raise Http404
    day = _day(request.GET.get("on", "")) or timezone.localdate()
    found = reconciliation.reconciliation(request.actor, day)
    if request.GET.get("format") == "csv":
        return charge_tables.reconciliation_file(found)
    context = {
        "found": found,
        "rows": charge_tables.reconciliation_rows(found),
        "day": day,
        "tabs": _tabs("reconciliation"),
        "crumbs": [Crumb(_("收费管理")), Crumb(_("每日对账"))],
    }
    return render(request, "approvals/reconciliation.html", context)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def bank_import(request: Request) -> HttpResponse:
    """导入到账文件 — all rows or none; what came before is told."""
    desks = reads.desks(request.actor)
    if not desks or not request.actor.may(Permission.PAYMENT_IMPORT, desks[0]):
        raise Http404
    form = forms.BankFile(request.POST or None, request.FILES or None)
    statement = _read(form) if form.is_valid() else None
    if statement and (
        done := attempt(
            form, actions.import_bank_file, desks[0], statement=statement, by=request.actor, at=timezone.now()
        )
    ):
        told = _("新增 %(added)s 笔，自动核销 %(matched)s 笔；%(repeated)s 行以前已经导入，没有重复入账。")
        facts = {"added": done.added, "matched": done.matched, "repeated": done.repeated}
        done_message(request, told % facts)
        return redirect(f"{reverse('approvals:payments')}?state=unmatched")
    crumbs = [Crumb(_("到账文件"), reverse("approvals:bank-files")), Crumb(_("导入"))]
    context = {"form": form, "heading": _("导入银行到账文件"), "button": _("导入"), "crumbs": crumbs}
    return render(request, "approvals/money_act.html", context | {"has_file": True})


def _read(form: BaseForm) -> bank.Statement | None:
    """The file as the gateway reads it; what is wrong with it stands beside the field."""
    given = form.cleaned_data["file"]
    try:
        return bank.gateway().read(given.read(), filename=given.name)
    except RuleBroken as refusal:
        form.add_error("file", refusal.fields.get("file", str(refusal)))  # type: ignore[arg-type]
        return None


def seen(request: Request, payment_id: UUID) -> Payment:
    return get_object_or_404(reads.payments(request.actor), pk=payment_id)


@require_GET
def payment(request: Request, payment_id: UUID) -> HttpResponse:
    """到账款 — one sum: what the bank said, what was settled, what waits and why."""
    shown = seen(request, payment_id)
    context = {
        "payment": shown,
        **_dues(shown),
        "offers": charge_offers.of_payment(shown, request.actor),
        "refunds": charge_offers.with_refunds(shown.refunds, request.actor),
        "crumbs": [Crumb(_("到账款"), reverse("approvals:payments")), Crumb(shown.bank_reference)],
    }
    return render(request, "approvals/payment.html", context)


def _dues(shown: Payment) -> dict[str, dues.Due | None]:
    """What another module asked for, where the sum was settled on it or shall be."""
    return {"due": dues.find(shown.due_code), "proposed_due": dues.find(shown.proposed_due)}


def _opened(request: Request, payment_id: UUID, permission: str) -> Payment:
    found = seen(request, payment_id)
    if not request.actor.may(permission, found):
        raise Http404
    return found


def match(request: Request, payment_id: UUID) -> HttpResponse:
    """提出人工核销 — to which bill, and how one knows."""
    found = _opened(request, payment_id, Permission.PAYMENT_PROPOSE_MATCH)
    form = forms.Match(sent(request))
    order = _asked_for(request, form) if form.is_valid() else None
    if order is not None and attempt(
        form,
        actions.propose_match,
        found,
        order=order,
        reason=form.cleaned_data["reason"],
        by=request.actor,
        at=timezone.now(),
    ):
        return _done(request, found, _("已提出，由另一人复核。"))
    return _show(request, found, form, _("人工核销"), _("提出核销"))


def _asked_for(request: Request, form: BaseForm) -> ChargeOrder | dues.Due | None:
    """The bill with the code that the actor handles, or what another module asks for under it."""
    number = form.cleaned_data["number"]
    found = reads.handled_orders(request.actor).filter(number=number).first() or dues.find(number)
    if found is None:
        form.add_error("number", _("没有找到这张通知单。"))
    return found


def match_confirmation(request: Request, payment_id: UUID) -> HttpResponse:
    """复核人工核销 — by another person."""
    found = _opened(request, payment_id, Permission.PAYMENT_CONFIRM_MATCH)
    form = Plain(sent(request))
    if form.is_valid() and attempt(form, actions.confirm_match, found, by=request.actor, at=timezone.now()):
        return _done(request, found, _("已核销。"))
    return _show(request, found, form, _("复核人工核销"), _("同意核销"))


def match_rejection(request: Request, payment_id: UUID) -> HttpResponse:
    """不同意人工核销 — with the reason."""
    found = _opened(request, payment_id, Permission.PAYMENT_CONFIRM_MATCH)
    form = forms.Reason(sent(request))
    if form.is_valid() and attempt(
        form, actions.reject_match, found, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return _done(request, found, _("已退回，款项继续等待核销。"))
    return _show(request, found, form, _("不同意核销"), _("不同意"))


def payment_return(request: Request, payment_id: UUID) -> HttpResponse:
    """提出退回款项 — what is left over goes back; another person approves."""
    found = _opened(request, payment_id, Permission.REFUND_PROPOSE)
    form = forms.Reason(sent(request))
    if form.is_valid() and attempt(
        form, actions.propose_return, found, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        return _done(request, found, _("已提出退回，由另一人审批。"))
    return _show(request, found, form, _("退回付款人"), _("提出退回"))


def _refund(request: Request, refund_id: UUID) -> Refund:
    found = get_object_or_404(reads.refunds(request.actor), pk=refund_id)
    if not request.actor.may(Permission.REFUND_DECIDE, found):
        raise Http404
    return found


def refund_approval(request: Request, refund_id: UUID) -> HttpResponse:
    """批准退费 — by another person than the one who proposed."""
    return _decide(request, _refund(request, refund_id), forms.Note, actions.approve_refund, _("批准退费"))


def refund_rejection(request: Request, refund_id: UUID) -> HttpResponse:
    """不予退费 — with the reason."""
    found = _refund(request, refund_id)
    return _decide(request, found, forms.Rejection, actions.reject_refund, _("不予退费"))


def _decide(
    request: Request, refund: Refund, kind: type[BaseForm], act: Callable[..., Any], title: str
) -> HttpResponse:
    form = kind(sent(request))
    if form.is_valid() and attempt(
        form, act, refund, **form.cleaned_data, by=request.actor, at=timezone.now()
    ):
        done_message(request, _("已登记。"))
        return redirect("approvals:refunds")
    crumbs = [Crumb(_("退费"), reverse("approvals:refunds")), Crumb(title)]
    context = {"form": form, "heading": title, "button": title, "refund": refund, "crumbs": crumbs}
    return render(request, "approvals/money_act.html", context)


def _done(request: Request, found: Payment, text: Text) -> HttpResponse:
    done_message(request, text)
    return redirect("approvals:payment", found.pk)


def _show(request: Request, found: Payment, form: BaseForm, title: str, button: str) -> HttpResponse:
    crumbs = [
        Crumb(_("到账款"), reverse("approvals:payments")),
        Crumb(found.bank_reference, reverse("approvals:payment", args=[found.pk])),
        Crumb(title),
    ]
    context = {"form": form, "heading": title, "button": button, "payment": found, "crumbs": crumbs}
    return render(request, "approvals/money_act.html", context | _dues(found))
