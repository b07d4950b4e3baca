"""开具缴费通知单: number without gaps, account, last day; frozen from then on; the decision waits for the money."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.money import (
    BY_AREA,
    FIXED,
    MEASURED,
    application_of,
    charged_item,
    confirmed,
    drafted,
    fresh,
    issued,
    paid,
    row,
    standard,
    take,
)
from tests.trials import papers, refused
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.actor import Machine
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.notices.models import Notice
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import ChargeOrder
from yimen.modules.approvals.states import ChargeState, State

pytestmark = pytest.mark.django_db


def test_issues_with_number_account_and_last_day(world: World) -> None:
    done = actions.issue_charge(confirmed(world), by=world.cashier, at=NOON)
    order = fresh(done.order)
    assert order.number == "210100202600000017"
    assert recorded(done) == "示例·钱进 开具缴费通知单 210100202600000017，应缴 600.00 元"
    assert (order.state, order.pay_by, order.paid) == (ChargeState.ISSUED, date(2026, 3, 16), 0)
    assert order.account["account_number"] == "0000000000000000000"


def test_the_paper_says_what_to_pay_where_and_why(world: World) -> None:
    order = issued(world, reductions=["poor"])
    document = order.document
    assert document is not None
    assert document.number == "沈城乡建设缴字〔2026〕1号"
    assert (document.data["charge_no"], document.data["total"]) == (order.number, "300.00")
    assert document.data["rows"] == [
        {
            "name": "示例收费",
            "standard": "每平方米·日 0.5元",
            "measured": "120 平方米 × 10 日",
            "basis": "示例法第一条；示例价字〔2025〕1号",
            "amount": "600.00",
        },
        {
            "name": "低收入家庭减免",
            "standard": "每平方米·日 0.5元",
            "measured": "",
            "basis": "示例减免规定",
            "amount": "-300.00",
        },
    ]
    assert document.data["account_bank"] == "示例银行沈阳分行"


def test_the_applicant_is_told(world: World) -> None:
    order = issued(world)
    notice = Notice.objects.filter(code="approvals.charge_issued").latest("pk")
    assert notice.person == world.resident.person
    assert notice.subject == f"请缴费 600.00 元：{order.application.item.name}"
    assert order.number is not None
    assert order.number in notice.body


def test_a_bill_that_is_wholly_exempted_is_settled_with_its_issue(world: World) -> None:
    order = issued(world, reductions=["emergency"])
    assert (order.state, order.total, order.paid) == (ChargeState.PAID, 0, 0)


def test_numbers_follow_one_another_and_a_void_one_is_not_given_again(world: World) -> None:
    first = issued(world)
    actions.void_charge(first, reason="重复开单", by=world.cashier, at=NOON)
    second = issued(world)
    assert [one.number[:-1] for one in (first, second) if one.number] == [
        "21010020260000001",
        "21010020260000002",
    ]


def test_the_database_freezes_what_is_issued(world: World) -> None:
    order = issued(world)
    rows = ChargeOrder.objects.filter(pk=order.pk)
    changes: tuple[dict[str, Any], ...] = ({"total": Decimal(1)}, {"payer": "他人"}, {"number": "1"})
    for change in changes:
        with pytest.raises(IntegrityError, match="cannot change"), transaction.atomic():
            rows.update(**change)
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
        rows._raw_delete(rows.db)


def test_refuses_what_is_not_confirmed_and_what_is_issued(world: World) -> None:
    for order in (drafted(world), issued(world)):
        with pytest.raises(WrongState):
            actions.issue_charge(order, by=world.cashier, at=NOON)


def test_a_stranger_issues_nothing(world: World) -> None:
    order = confirmed(world)
    for person in (world.resident, world.outsider, world.manager, world.pricing, world.leader):
        with pytest.raises(NotAllowed):
            actions.issue_charge(order, by=person, at=NOON)
    assert fresh(order).number is None


def test_the_decision_waits_until_the_bill_is_settled(world: World) -> None:
    order = confirmed(world)
    application = order.application
    actions.examine(application, opinion="grant", grounds="符合。", by=world.examiner, at=NOON)
    with refused(RuleBroken, application, "缴费通知单  尚未缴清（已确认，待开单），不能继续办理。"):
        actions.approve(application, by=world.leader, at=NOON)
    order = fresh(actions.issue_charge(order, by=world.cashier, at=NOON).order)
    with refused(RuleBroken, application):
        actions.approve(application, by=world.leader, at=NOON)
    take(world, [row(order)])
    assert actions.approve(application, by=world.leader, at=NOON).application.state == State.DECIDED


def test_the_decision_waits_for_a_bill_that_is_not_drawn_up(world: World) -> None:
    application = world.in_approval(code=charged_item(world, standard(world, BY_AREA)))
    with refused(RuleBroken, application, "此办件应当收费，还没有开具缴费通知单，请先计费开单。"):
        actions.approve(application, by=world.leader, at=NOON)


def test_a_refusal_waits_for_no_money_and_ends_the_bill(world: World) -> None:
    order = issued(world)
    application = order.application
    actions.examine(application, opinion="refuse", grounds="不符合。", by=world.examiner, at=NOON)
    actions.refuse(application, reasons="不符合条件。", by=world.leader, at=NOON)
    order = fresh(order)
    assert (order.state, order.void_reason) == (ChargeState.VOID, "未予许可，不再收费")
    assert order.document is not None
    assert order.document.state == "revoked"


def test_withdrawal_ends_the_bill(world: World) -> None:
    order = issued(world)
    actions.withdraw(order.application, by=world.resident, at=NOON)
    assert fresh(order).state == ChargeState.VOID


def test_the_result_is_not_handed_over_before_its_bill_is_paid(world: World) -> None:
    one = standard(world, FIXED)
    application = world.sealed(code=charged_item(world, one, due="delivery"))
    handed = {"method": "window", "receiver": "示例居民甲", "identity_checked": True}
    with refused(RuleBroken, application):
        actions.deliver(application, **handed, by=world.issuer, at=NOON)
    order = application.charges.get()
    actions.confirm_charge(order, by=world.head, at=NOON)
    order = fresh(actions.issue_charge(order, by=world.cashier, at=NOON).order)
    take(world, [row(order)])
    assert actions.deliver(application, **handed, by=world.issuer, at=NOON).application.state


def test_a_fee_that_changes_while_a_bill_is_open_leaves_the_bill_alone(world: World) -> None:
    order = confirmed(world)
    old = order.lines.get().standard
    later = world.later(1)
    actions.change_fee_standard(
        old,
        pricing_document_number="示例价字〔2026〕2号",
        formula=old.formula | {"rate": "9.00"},
        effective_from=later.date(),
        by=Machine("city data"),
        at=NOON,
    )
    order = fresh(actions.issue_charge(order, by=world.cashier, at=world.later(2)).order)
    assert (order.total, order.lines.get().standard) == (Decimal("600.00"), old)
    fresh_case = world.in_review(code=charged_item(world, old), at=world.later(2))
    done = actions.draft_charge(fresh_case, measured=MEASURED, by=world.examiner, at=world.later(2))
    assert (done.order.total, done.order.lines.get().standard.pricing_document_number) == (
        Decimal("10800.00"),
        "示例价字〔2026〕2号",
    )


def test_paid_and_receipted(world: World) -> None:
    order = paid(world)
    assert (order.state, order.paid, order.receipt is not None) == (
        ChargeState.PAID,
        Decimal("600.00"),
        True,
    )
    assert papers(application_of(world, order))[-2:] == ["charge_notice", "payment_receipt"]
