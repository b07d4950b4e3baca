"""信息处理费 through the treasury: the bank's file names the notice, and the period goes on; two persons match the rest."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from tests.money import last_payment, row, statement
from tests.world import NOON
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.actor import Machine
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.collecting import dues
from yimen.kernel.collecting.codes import reference_in
from yimen.modules.approvals import actions as treasury
from yimen.modules.approvals.charging.reconciliation import reconciliation
from yimen.modules.approvals.models import Payment
from yimen.modules.approvals.states import PaymentState, UnmatchedReason
from yimen.modules.requests import actions, reading
from yimen.modules.requests.models import InformationRequest
from yimen.modules.requests.public import fees_collected
from yimen.modules.requests.states import State

from .stage import Desk, after, client_of, clocks, codes, fresh, letters, refused

pytestmark = pytest.mark.django_db
PAID = "2026-03-09 10:00:00"  # a week after the notice
OVER = UnmatchedReason.OVERPAID


def charged(desk: Desk) -> InformationRequest:
    """201 pages: 2740 yuan are asked for."""
    request = desk.in_process()
    return fresh(actions.notify_fee(request, basis="pages", pages=201, by=desk.officer, at=NOON).request)


def code_of(request: InformationRequest) -> str:
    return request.fee_notice.code or ""


def came_in(desk: Desk, *, remark: str, amount: str = "2740.00", moment: str = PAID) -> Payment:
    """The bank's file of 10 March with one sum."""
    told = statement([row(amount=amount, remark=remark, moment=moment)])
    treasury.import_bank_file(desk.world.org("city-centre"), statement=told, by=desk.cashier, at=after(8))
    return last_payment()


def standing(payment: Payment) -> tuple[str, str, str, Decimal]:
    return payment.state, payment.reason, payment.due_code, payment.surplus


def test_the_bank_file_settles_the_notice_and_the_period_goes_on(desk: Desk) -> None:
    request = charged(desk)
    code = code_of(request)
    assert reference_in(f"信息处理费{code}") == code
    assert f"缴款码：{code}" in "".join(request.letters.get(kind="fee").document.data["paragraphs"])
    assert (request.state, clocks(request)["statutory"][2]) == (State.FEE_PENDING, "held")
    payment = came_in(desk, remark=f"信息处理费 {code}")
    request = fresh(request)
    assert standing(payment) == (PaymentState.SETTLED, "", code, Decimal(0))
    assert (request.state, clocks(request)["statutory"]) == (State.IN_PROCESS, (20, "2026-04-07", "running"))
    assert reading.reckoning(request, after(8).date()).due_on == date(2026, 4, 7)
    notice = request.fee_notice
    paid = (notice.paid_on, notice.reference, notice.bank_reference)
    assert paid == (date(2026, 3, 9), payment.bank_reference, payment.bank_reference)
    assert codes(request)[-2:] == ["requests.fee.paid", "requests.fee.received"]
    assert letters(request) == ["receipt", "fee"]
    assert fees_collected(desk.org, 2026) == Decimal("2740.00")
    balance = reconciliation(desk.cashier, after(8).date())
    assert (balance.settled.amount, balance.waiting.amount, balance.is_balanced) == (
        Decimal("2740.00"),
        Decimal("0.00"),
        True,
    )


def test_what_a_slip_confirmed_is_received_once_and_the_second_sum_waits(desk: Desk) -> None:
    request = charged(desk)
    actions.confirm_fee_paid(
        request, paid_on=after(7).date(), reference="示例凭证", by=desk.officer, at=after(7)
    )
    first = came_in(desk, remark=code_of(request), amount="2750.00")
    assert standing(first) == (PaymentState.UNMATCHED, OVER, code_of(request), Decimal("10.00"))
    notice = fresh(request).fee_notice
    assert (notice.reference, notice.bank_reference) == ("示例凭证", first.bank_reference)
    second = came_in(desk, remark=code_of(request))
    assert standing(second) == (
        PaymentState.UNMATCHED,
        UnmatchedReason.ALREADY_PAID,
        "",
        Decimal("2740.00"),
    )
    assert codes(fresh(request)).count("requests.fee.paid") == 1
    back = treasury.propose_return(second, reason="重复缴款", by=desk.cashier, at=after(8)).refund
    with pytest.raises(RuleBroken, match="另一人"):
        treasury.approve_refund(back, by=desk.cashier, at=after(8))
    treasury.approve_refund(back, by=desk.second_cashier, at=after(8))
    assert Payment.objects.get(pk=second.pk).state == PaymentState.RETURNED


def test_what_is_not_wanted_waits_with_its_reason(desk: Desk) -> None:
    request = charged(desk)
    for amount, moment, reason in (
        ("2739.99", PAID, UnmatchedReason.SHORT),
        ("2740.00", "2026-03-01 10:00:00", UnmatchedReason.ODD_DAY),
        ("2740.00", "2026-03-11 10:00:00", UnmatchedReason.ODD_DAY),
    ):
        waiting = came_in(desk, remark=code_of(request), amount=amount, moment=moment)
        assert standing(waiting) == (PaymentState.UNMATCHED, reason, "", Decimal(amount))
    assert codes(fresh(request))[-1] == "requests.fee.notified"
    actions.lapse_fee(request, by=desk.machine("request sweep"), at=after(29))
    late = came_in(desk, remark=code_of(request))
    assert standing(late) == (PaymentState.UNMATCHED, UnmatchedReason.VOID, "", Decimal("2740.00"))
    assert fresh(request).state == State.DECIDED


def test_two_persons_match_a_sum_without_code(desk: Desk) -> None:
    request = charged(desk)
    payment, client = came_in(desk, remark="政府信息公开"), client_of(desk.cashier)
    match = reverse("approvals:match", args=[payment.pk])
    said = {"number": code_of(request), "reason": "付款人来电说明"}
    assert client.post(match, said).status_code == 302
    payment.refresh_from_db()
    assert (payment.proposed_due, payment.proposed_by) == (code_of(request), desk.cashier.person)
    shown = client.get(reverse("approvals:payment", args=[payment.pk])).content.decode()
    assert f'信息处理费收费通知 <span class="number">{code_of(request)}</span>' in shown
    with pytest.raises(RuleBroken, match="另一人"):
        treasury.confirm_match(payment, by=desk.cashier, at=after(8))
    treasury.reject_match(payment, reason="户名不符", by=desk.second_cashier, at=after(8))
    payment.refresh_from_db()
    assert (payment.proposed_due, fresh(request).state) == ("", State.FEE_PENDING)
    api = f"/api/v1/approvals/payments/{payment.pk}/match"
    assert _json(client, api, said).json()["proposed_due"] == code_of(request)
    done = treasury.confirm_match(payment, by=desk.second_cashier, at=after(8))
    assert recorded(done) == (
        f"示例·金明 复核同意将到账款 缴款 {payment.bank_reference} 核销到 信息处理费收费通知 {code_of(request)}"
    )
    payment.refresh_from_db()
    assert standing(payment) == (PaymentState.SETTLED, "", code_of(request), Decimal(0))
    assert (payment.proposed_due, payment.confirmed_by) == ("", desk.second_cashier.person)
    assert fresh(request).state == State.IN_PROCESS


def _json(client: Client, path: str, body: dict[str, str]) -> object:
    answer = client.post(path, body, content_type="application/json")
    assert answer.status_code == 201, answer.content
    return answer


def test_a_fee_is_received_when_it_is_paid_and_by_the_machine_alone(desk: Desk) -> None:
    request, machine = charged(desk), Machine(dues.MACHINE)
    with refused(RuleBroken, request, "没有等待到账的信息处理费。"):
        actions.receive_fee(request, bank_reference="示例1", by=machine, at=after(8))
    with refused(NotAllowed, request):
        actions.receive_fee(request, bank_reference="示例1", by=desk.officer, at=after(8))
    with pytest.raises(NotAllowed):
        treasury.settle_due(
            came_in(desk, remark="无"), due=dues.find(code_of(request)), by=desk.cashier, at=after(8)
        )
    assert dues.find("210100202600099994") is None


def test_the_applicant_reads_how_to_pay(desk: Desk) -> None:
    request = charged(desk)
    page = reverse("requests:request", args=[request.pk])
    client = client_of(desk.resident)
    shown = client.get(page).content.decode()
    assert f'<span class="number">{code_of(request)}</span>' in shown
    assert "请一次足额缴纳，并在银行附言中填写缴款码" in shown
    told = client.get(f"/api/v1/requests/requests/{request.pk}").json()["fee"]
    assert (told["code"], told["bank_reference"]) == (code_of(request), "")
    came_in(desk, remark=code_of(request))
    assert "已到账" in client.get(page).content.decode()
