"""Two at the same moment at the fee desk: one bill, one number, one sum taken in, one refund."""

from __future__ import annotations

import pytest

from tests.money import (
    BY_AREA,
    MEASURED,
    charged_item,
    confirmed,
    fresh,
    issued,
    paid,
    row,
    standard,
    statement,
)
from tests.races import at_once, lost
from tests.world import NOON, World
from yimen.kernel.base.refusals import Refused
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import BankFile, ChargeOrder, Payment

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture
def world() -> World:
    return World()


def test_two_cashiers_issue_one_bill(world: World) -> None:
    order = confirmed(world)
    results = at_once(
        lambda: actions.issue_charge(order, by=world.actor("fees.one"), at=NOON),
        lambda: actions.issue_charge(order, by=world.actor("fees.two"), at=NOON),
    )
    assert len(lost(results)) == 1
    assert fresh(order).number is not None
    assert order.application.documents.filter(kind="charge_notice").count() == 1


def test_many_bills_at_once_have_numbers_without_gap_or_double(world: World) -> None:
    one = standard(world, BY_AREA)
    code = charged_item(world, one)
    orders = []
    for _time in range(6):
        drawn = actions.draft_charge(
            world.in_review(code=code), measured=MEASURED, by=world.examiner, at=NOON
        ).order
        orders.append(actions.confirm_charge(drawn, by=world.head, at=NOON).order)
    results = at_once(
        *(lambda order=order: actions.issue_charge(order, by=World().cashier, at=NOON) for order in orders)
    )
    assert lost(results) == []
    serials = sorted(int(fresh(order).number[10:17]) for order in orders)  # type: ignore[index]
    assert serials == list(range(serials[0], serials[0] + 6))


def test_two_examiners_draw_up_one_bill(world: World) -> None:
    application = world.in_review(code=charged_item(world, standard(world, BY_AREA)))
    results = at_once(
        lambda: actions.draft_charge(application, measured=MEASURED, by=World().examiner, at=NOON),
        lambda: actions.draft_charge(application, measured=MEASURED, by=World().head, at=NOON),
    )
    assert len(lost(results)) == 1
    assert ChargeOrder.objects.filter(application=application).count() == 1


def test_the_same_file_by_two_cashiers_is_taken_once(world: World) -> None:
    order = issued(world)
    told = statement([row(order, reference="SAME-1"), row(reference="SAME-2")])
    centre = world.org("city-centre")
    results = at_once(
        lambda: actions.import_bank_file(centre, statement=told, by=world.actor("fees.one"), at=NOON),
        lambda: actions.import_bank_file(centre, statement=told, by=world.actor("fees.two"), at=NOON),
    )
    assert len(lost(results)) == 1
    assert BankFile.objects.filter(sha256=told.sha256).count() == 1
    assert Payment.objects.filter(bank_reference__startswith="SAME-").count() == 2
    assert (fresh(order).paid, fresh(order).state) == (order.total, "paid")


def test_the_same_row_in_two_files_at_once_is_one_payment(world: World) -> None:
    order = issued(world)
    both = [statement([row(order, reference="ROW-1"), row(reference=f"OWN-{name}")]) for name in "ab"]
    centre = world.org("city-centre")
    results = at_once(
        *(
            lambda told=told: actions.import_bank_file(centre, statement=told, by=World().cashier, at=NOON)
            for told in both
        )
    )
    assert not [one for one in results if isinstance(one, Exception)]
    assert Payment.objects.filter(bank_reference="ROW-1").count() == 1
    assert sorted(one.file.repeated_count for one in results) == [0, 1]
    assert fresh(order).paid == order.total


def test_a_refund_is_approved_once(world: World) -> None:
    order = paid(world)
    refund = actions.propose_refund(order, scope="whole", reason="多收", by=world.cashier, at=NOON).refund
    results = at_once(
        lambda: actions.approve_refund(refund, by=world.actor("fees.two"), at=NOON),
        lambda: actions.approve_refund(refund, by=world.actor("fees.two"), at=NOON),
    )
    assert len([one for one in results if isinstance(one, Refused)]) == 1
    assert fresh(order).refunded == order.total
