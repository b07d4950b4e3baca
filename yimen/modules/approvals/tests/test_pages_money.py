"""收费管理 by its pages: every step is reached from the page before, by whoever may take it."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.money import drafted, file_of, fresh, last_payment, paid, row, take
from tests.world import NOON, World
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import ChargeOrder
from yimen.modules.approvals.states import ChargeState, PaymentState, RefundState

from .pages import enter, text

pytestmark = pytest.mark.django_db


def page(order: ChargeOrder) -> str:
    return reverse("approvals:charge", args=[order.pk])


def step(browser: Client, where: str, name: str, **facts: str) -> None:
    """Follows the link of this step from the page and sends its form; the page must lead there."""
    found = re.search(rf'href="([^"]+/{name}/)"', text(browser.get(where)))
    assert found, f"{where} leads to no {name}"
    answer = browser.post(found[1], facts)
    assert answer.status_code == 302, text(answer)


def leads(browser: Client, where: str) -> set[str]:
    """The steps to which the page leads."""
    names = "confirmation|issue|amendment|refund|voiding|approval|rejection|match|match-confirmation|return"
    return set(re.findall(rf'href="[^"]+/({names})/"', text(browser.get(where))))


def test_from_the_lines_to_the_receipt(world: World) -> None:
    order = drafted(world)
    head, cashier = enter(world.head), enter(world.cashier)
    step(head, page(order), "confirmation")
    step(cashier, page(order), "issue")
    order = fresh(order)
    assert order.state == ChargeState.ISSUED
    assert leads(enter(world.examiner), page(order)) == set()
    file = SimpleUploadedFile("bank.csv", file_of([row(order)]), content_type="text/csv")
    assert "approvals/bank-files/import/" in text(cashier.get(reverse("approvals:charges")))
    cashier.post(reverse("approvals:bank-import"), {"file": file})
    assert fresh(order).state == ChargeState.PAID


def test_a_refund_is_approved_by_whoever_sees_it_and_did_not_propose_it(world: World) -> None:
    order = paid(world)
    first, second = enter(world.cashier), enter(world.second_cashier)
    step(first, page(order), "refund", scope="whole", reason="重复收费")
    assert leads(first, page(order)) == set()
    assert page(order) in text(second.get(reverse("approvals:refunds")))
    assert leads(second, page(order)) == {"approval", "rejection"}
    step(second, page(order), "approval")
    refund = order.refunds.get()
    assert (refund.state, fresh(order).refunded) == (RefundState.APPROVED, order.total)


def test_a_sum_that_names_no_bill_is_settled_by_two(world: World) -> None:
    order = actions.issue_charge(
        actions.confirm_charge(drafted(world), by=world.head, at=NOON).order, by=world.cashier, at=NOON
    ).order
    take(world, [row(amount=order.total)])
    payment = last_payment()
    where = reverse("approvals:payment", args=[payment.pk])
    first, second = enter(world.cashier), enter(world.second_cashier)
    assert leads(first, where) == {"match", "return"}
    step(first, where, "match", number=str(order.number), reason="付款人来电说明")
    assert leads(first, where) == set()
    step(second, where, "match-confirmation")
    payment.refresh_from_db()
    assert (payment.state, fresh(order).state) == (PaymentState.SETTLED, ChargeState.PAID)


def test_what_came_in_too_much_goes_back_by_two(world: World) -> None:
    order = paid(world)
    take(world, [row(order, amount="50.00")])
    payment = last_payment()
    where = reverse("approvals:payment", args=[payment.pk])
    first, second = enter(world.cashier), enter(world.second_cashier)
    step(first, where, "return", reason="多缴")
    assert leads(second, where) == {"approval", "rejection"}
    step(second, where, "rejection", note="待核实")
    assert payment.refunds.get().state == RefundState.REJECTED
