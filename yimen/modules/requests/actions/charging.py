"""Verbs of the information-processing fee: the notice is computed, paid or lapsed (国办函〔2020〕109号)."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from yimen.kernel import calendar, policies
from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import work
from yimen.kernel.cases.models import Clock, ClockKind
from yimen.kernel.collecting import codes
from yimen.kernel.collecting.accounts import account
from yimen.kernel.people.roles import Role
from yimen.modules.requests import fees, papers, regimes, rules
from yimen.modules.requests.counting import counted_before
from yimen.modules.requests.events import FeeLapsed, FeeNotified, FeePaid, FeeReceived
from yimen.modules.requests.models import FeeNotice, InformationRequest
from yimen.modules.requests.permissions import Permission
from yimen.modules.requests.states import WORKING, ClockEventKind, FeeBasis, State

from . import timing
from .ending import end_without_answer
from .stating import next_state

STANDARDS = {FeeBasis.ITEMS: "requests.fee_per_item", FeeBasis.PAGES: "requests.fee_per_page"}


@action(permission=Permission.FEE_HANDLE, moves=(WORKING, State.FEE_PENDING))
def notify_fee(
    request: InformationRequest, *, basis: str, pages: int = 0, by: Actor, at: datetime
) -> FeeNotified:
    """通知收费 — by items or by pages, never both; the amount follows from the standard in force, nobody types it."""
    today = local_day(at)
    standard = policies.find(today, STANDARDS[FeeBasis(basis)]) if basis in FeeBasis.values else None
    if standard is None:
        raise RuleBroken(_("没有可以适用的信息处理费标准。"), fields={"basis": _("请选择计收方式")})
    if FeeNotice.objects.filter(request=request).exists():
        raise RuleBroken(_("此申请已经发出过收费通知，不能再次收费。"))
    if today > (timing.reckoned(request, today).due_on or today):
        raise RuleBroken(_("收费通知应当在答复期限内发出，期限已经届满。"))
    notice = _computed(request, FeeBasis(basis), pages, standard.text, today)
    timing.pause(
        request, ClockEventKind.FEE_NOTICE, today, subject=notice.pk, why=_("等待缴纳信息处理费"), days=20
    )
    papers.fee(request, notice, at=at)
    work.wait_for(request.own_case, "await_fee", role=Role.DISCLOSURE_OFFICER, at=at, due_on=notice.pay_by)
    return FeeNotified(request, notice, f"{notice.amount:.2f}", notice.pay_by.isoformat())


def _computed(
    request: InformationRequest, basis: FeeBasis, pages: int, written: str, today: date
) -> FeeNotice:
    before = counted_before(request) if basis == FeeBasis.ITEMS else 0
    quantity = request.matters.count() if basis == FeeBasis.ITEMS else pages
    if quantity < 1:
        raise RuleBroken(_("请填写页数。"), fields={"pages": _("请填写页数")})
    found = fees.lines(written, quantity, before=before)
    amount = sum(one.amount for one in found)
    if not amount:
        raise RuleBroken(_("没有超过免费的数量，依法不收取费用。"))
    return FeeNotice.objects.create(
        request=request,
        basis=basis,
        before=before,
        quantity=quantity,
        amount=amount,
        lines=[
            {
                "first": one.first,
                "last": one.last,
                "count": one.count,
                "price": str(one.price),
                "amount": str(one.amount),
            }
            for one in found
        ],
        notified_on=today,
        code=codes.payment_code(request.org.region_id, today.year),
        account=account(request.org, today),
        pay_by=calendar.current().add(today, regimes.limit(today, "fee_payment")).on,
    )


@action(permission=Permission.FEE_CONFIRM, moves=((State.FEE_PENDING,), (State.IN_PROCESS, State.DELAYED)))
def confirm_fee_paid(
    request: InformationRequest, *, paid_on: date, reference: str, by: Actor, at: datetime
) -> FeePaid:
    """确认缴费 — the whole amount came in; the period goes on, or begins anew where the rule says so."""
    notice = _notice(request)
    reference = rules.require_text(reference, "reference", _("请填写缴款凭证号。"), most=60)
    if not notice.notified_on <= paid_on <= local_day(at):
        told = _("应当在通知日期和今天之间")
        raise RuleBroken(_("缴费日期应当在通知日期和今天之间。"), fields={"paid_on": told})
    FeeNotice.objects.filter(pk=notice.pk).update(paid_on=paid_on, reference=reference)
    timing.go_on(request, ClockEventKind.FEE_PAID, paid_on, subject=notice.pk, result=_("已缴费"))
    request.state = next_state(request)
    work.done(request.own_case, "await_fee", at=at)
    clock = Clock.objects.filter(case=request.case_id, kind=ClockKind.STATUTORY, stop_on=None).first()
    work.done(request.own_case, "handle", at=at)
    due_on = clock.due_on if clock else None
    work.wait_for(request.own_case, "handle", role=Role.DISCLOSURE_OFFICER, at=at, due_on=due_on)
    return FeePaid(request, notice, f"{notice.amount:.2f}", paid_on.isoformat())


@action(permission=Permission.FEE_RECEIVE)
def receive_fee(request: InformationRequest, *, bank_reference: str, by: Actor, at: datetime) -> FeeReceived:
    """信息处理费到账 — the treasury's account has it; a fee that was confirmed is received once."""
    notice = FeeNotice.objects.filter(request=request, paid_on__isnull=False, bank_reference="").first()
    if notice is None:
        raise RuleBroken(_("没有等待到账的信息处理费。"))
    FeeNotice.objects.filter(pk=notice.pk).update(bank_reference=bank_reference)
    return FeeReceived(request, notice, f"{notice.amount:.2f}", bank_reference)


@action(permission=Permission.REQUEST_LAPSE, moves=((State.FEE_PENDING,), State.DECIDED))
def lapse_fee(request: InformationRequest, *, by: Actor, at: datetime) -> FeeLapsed:
    """逾期未缴费 — twenty working days without payment: given up, not handled further."""
    notice = _notice(request)
    if local_day(at) <= notice.pay_by:
        raise RuleBroken(_("缴费期限尚未届满。"))
    end_without_answer(request, "abandoned_fee_unpaid", {"due": papers.cn(notice.pay_by)}, at=at)
    return FeeLapsed(request, notice, notice.pay_by.isoformat())


def _notice(request: InformationRequest) -> FeeNotice:
    notice = FeeNotice.objects.filter(request=request, paid_on__isnull=True).first()
    if notice is None:
        raise RuleBroken(_("没有等待缴费的收费通知。"))
    return notice
