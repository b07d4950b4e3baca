"""计费: lines follow from published standards and what was measured; nobody states an amount."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tests.money import BY_AREA, FIXED, MEASURED, charged_item, drafted, fresh, standard
from tests.trials import only, refused
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application, ChargeLine, ChargeOrder
from yimen.modules.approvals.states import ChargeState

pytestmark = pytest.mark.django_db


def lines(order: ChargeOrder) -> list[tuple[str, str, str]]:
    return [(one.kind, one.name, str(one.amount)) for one in order.lines.order_by("position")]


def test_the_lines_follow_from_standard_and_measures(world: World) -> None:
    order = drafted(world)
    assert (order.state, order.total, order.number) == (ChargeState.DRAFTED, Decimal("600.00"), None)
    assert lines(order) == [("charge", "示例收费", "600.00")]
    line = order.lines.get()
    assert (line.measured, line.measured_in_words) == ({"area": "120", "days": "10"}, "120 平方米 × 10 日")
    assert line.basis == "示例法第一条；示例价字〔2025〕1号"


def test_exemptions_are_lines_with_their_basis(world: World) -> None:
    order = drafted(world, reductions=["poor"])
    assert lines(order) == [
        ("charge", "示例收费", "600.00"),
        ("exemption", "低收入家庭减免", "-300.00"),
    ]
    assert (order.total, order.lines.get(kind="exemption").basis) == (Decimal("300.00"), "示例减免规定")


def test_exemptions_never_come_to_more_than_the_charge(world: World) -> None:
    order = drafted(world, reductions=["poor", "emergency"])
    assert [one[2] for one in lines(order)] == ["600.00", "-300.00", "-300.00"]
    assert order.total == 0


def test_the_sentence_names_the_sum(world: World) -> None:
    application = world.in_review(code=charged_item(world, standard(world, BY_AREA)))
    done = actions.draft_charge(application, measured=MEASURED, by=world.examiner, at=NOON)
    assert recorded(done) == "示例·王磊 按公布的标准计费，合计 600.00 元"


def test_where_nothing_is_measured_the_bill_is_there_at_acceptance(world: World) -> None:
    application = world.accepted(code=charged_item(world, standard(world, FIXED), standard(world, FIXED)))
    order = application.charges.get()
    assert (order.total, order.drafted_by, order.lines.count()) == (
        Decimal("200.00"),
        "系统（收费）",
        2,
    )


def test_what_is_due_before_delivery_is_charged_after_the_decision(world: World) -> None:
    application = world.in_approval(code=charged_item(world, standard(world, FIXED), due="delivery"))
    assert not application.charges.exists()
    actions.approve(application, by=world.leader, at=NOON)
    assert application.charges.get().due_before == "delivery"


def test_a_case_has_one_open_bill(world: World) -> None:
    order = drafted(world)
    with refused(RuleBroken, order.application, "此办件已有未办结的缴费通知单，一个办件只开一张。"):
        actions.draft_charge(order.application, measured=MEASURED, by=world.examiner, at=NOON)
    with pytest.raises(IntegrityError, match="one_open_charge_order_in_a_case"), transaction.atomic():
        ChargeOrder.objects.create(
            application=order.application, org=order.org, payer="x", drafted_at=NOON, drafted_by="x"
        )


def test_an_item_without_a_published_standard_is_not_charged(world: World, in_review: Application) -> None:
    with refused(RuleBroken, in_review, "此办件没有需要收取的费用。"):
        actions.draft_charge(in_review, measured={}, by=world.examiner, at=NOON)


@pytest.mark.parametrize("measured", [{}, {"area": Decimal(5)}, MEASURED | {"days": Decimal(0)}])
def test_what_must_be_measured_is_asked_for(world: World, measured: dict[str, Decimal]) -> None:
    application = world.in_review(code=charged_item(world, standard(world, BY_AREA)))
    with refused(RuleBroken, application):
        actions.draft_charge(application, measured=measured, by=world.examiner, at=NOON)


def test_refuses_before_acceptance(world: World) -> None:
    application = world.submitted(code=charged_item(world, standard(world, BY_AREA)))
    with refused(WrongState, application):
        actions.draft_charge(application, measured=MEASURED, by=world.examiner, at=NOON)


def test_only_the_department_charges(world: World) -> None:
    application = world.in_review(code=charged_item(world, standard(world, BY_AREA)))
    only(
        world,
        application,
        actions.draft_charge,
        "examiner",
        "second_examiner",
        "head",
        measured=MEASURED,
    )


def test_it_is_drawn_up_anew_until_it_is_confirmed(world: World) -> None:
    order = drafted(world)
    done = actions.amend_charge(order, measured=MEASURED | {"days": Decimal(20)}, by=world.examiner, at=NOON)
    assert recorded(done) == "示例·王磊 重新计费，合计 1200.00 元"
    assert (fresh(order).total, lines(order)) == (
        Decimal("1200.00"),
        [("charge", "示例收费", "1200.00")],
    )
    actions.confirm_charge(order, by=world.head, at=NOON)
    with pytest.raises(WrongState):
        actions.amend_charge(order, measured=MEASURED, by=world.examiner, at=NOON)


def test_the_database_keeps_the_lines_of_a_confirmed_bill(world: World) -> None:
    order = drafted(world)
    actions.confirm_charge(order, by=world.head, at=NOON)
    for change in ({"amount": Decimal(1)}, {"name": "另一项"}):
        with pytest.raises(IntegrityError, match="cannot change"), transaction.atomic():
            ChargeLine.objects.filter(order=order).update(**change)
    with pytest.raises(IntegrityError, match="cannot change"), transaction.atomic():
        ChargeLine.objects.filter(order=order).delete()
