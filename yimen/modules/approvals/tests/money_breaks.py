"""Attempts to break the constraints of the price list, of bills and of payments, each on a row that is whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Model

from tests.money import BY_AREA, drafted, last_payment, paid, row, standard, take
from tests.world import NOON, World
from yimen.kernel.base.ids import new_id
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import (
    Application,
    BankFile,
    ChargeLine,
    ChargeOrder,
    Payment,
    Refund,
)

Break = Callable[[World, Application], Any]
MONEY: dict[str, Break] = {}
LESS = Decimal("-1.00")


def breaks(name: str) -> Callable[[Break], Break]:
    def decorate(attempt: Break) -> Break:
        MONEY[name] = attempt
        return attempt

    return decorate


def again(made: Model, **changes: Any) -> None:
    """The row once more, changed."""
    made.pk = new_id()
    made._state.adding = True
    for key, value in changes.items():
        setattr(made, key, value)
    made.save(force_insert=True)


def new_standard(world: World, **changes: Any) -> None:
    again(standard(world), **{"code": "other", **changes})


@breaks("fee_standard_ends_after_it_begins")
def _(world: World, _whole: Application) -> None:
    new_standard(world, effective_to=date(2020, 1, 1))


@breaks("fee_standard_most_is_not_below_least")
def _(world: World, _whole: Application) -> None:
    new_standard(world, least=Decimal(2), most=Decimal(1))


@breaks("fee_standard_has_its_basis")
def _(world: World, _whole: Application) -> None:
    new_standard(world, legal_basis="")


@breaks("one_standard_of_a_fee_at_a_time")
def _(world: World, _whole: Application) -> None:
    again(standard(world))


@breaks("one_open_charge_order_in_a_case")
def _(world: World, _whole: Application) -> None:
    again(drafted(world))


@breaks("issued_charge_order_has_number_and_time")
def _(world: World, _whole: Application) -> None:
    ChargeOrder.objects.filter(pk=drafted(world).pk).update(state="issued")


@breaks("charge_is_never_negative")
def _(world: World, _whole: Application) -> None:
    ChargeOrder.objects.filter(pk=drafted(world).pk).update(total=LESS, paid=LESS)


@breaks("no_more_is_paid_than_charged")
def _(world: World, _whole: Application) -> None:
    ChargeOrder.objects.filter(pk=drafted(world).pk).update(paid=F("total") + 1)


@breaks("no_more_is_refunded_than_paid")
def _(world: World, _whole: Application) -> None:
    ChargeOrder.objects.filter(pk=drafted(world).pk).update(refunded=1)


@breaks("paid_order_is_paid_in_full")
def _(world: World, _whole: Application) -> None:
    ChargeOrder.objects.filter(pk=paid(world).pk).update(paid=1)


@breaks("void_order_is_unpaid_and_has_its_reason")
def _(world: World, _whole: Application) -> None:
    ChargeOrder.objects.filter(pk=drafted(world).pk).update(state="void")


@breaks("charge_lines_have_their_places")
def _(world: World, _whole: Application) -> None:
    again(drafted(world).lines.get())


@breaks("exemption_is_a_line_with_its_basis")
def _(world: World, _whole: Application) -> None:
    line = drafted(world, BY_AREA, reductions=["poor"]).lines.get(kind="exemption")
    assert isinstance(line, ChargeLine)
    again(line, position=9, basis="")


@breaks("every_row_of_a_bank_file_is_accounted_for")
def _(world: World, _whole: Application) -> None:
    take(world, [row()])
    BankFile.objects.update(new_count=F("row_count") + 1)


@breaks("a_bank_row_is_taken_once")
def _(world: World, _whole: Application) -> None:
    take(world, [row()])
    again(last_payment())


@breaks("payment_is_a_positive_sum")
def _(world: World, _whole: Application) -> None:
    take(world, [row()])
    again(last_payment(), amount=Decimal(0), bank_reference="x")


@breaks("no_more_is_settled_and_returned_than_came_in")
def _(world: World, _whole: Application) -> None:
    paid(world)
    Payment.objects.filter(pk=last_payment().pk).update(returned=1)


@breaks("what_is_settled_names_its_order")
def _(world: World, _whole: Application) -> None:
    paid(world)
    Payment.objects.filter(pk=last_payment().pk).update(order=None)


@breaks("a_sum_is_settled_in_one_place")
def _(world: World, _whole: Application) -> None:
    paid(world)
    Payment.objects.filter(pk=last_payment().pk).update(due_code="210100202600000018")


@breaks("a_match_is_proposed_to_one_place")
def _(world: World, _whole: Application) -> None:
    order = paid(world)
    take(world, [row()])
    Payment.objects.filter(pk=last_payment().pk).update(
        proposed_order=order, proposed_due="210100202600000018"
    )


@breaks("match_is_confirmed_by_another")
def _(world: World, _whole: Application) -> None:
    take(world, [row()])
    person = world.cashier.person
    Payment.objects.filter(pk=last_payment().pk).update(proposed_by=person, confirmed_by=person)


def refund(world: World) -> Refund:
    done = actions.propose_refund(paid(world), scope="whole", reason="退", by=world.cashier, at=NOON)
    return done.refund


def returned(world: World) -> Refund:
    take(world, [row()])
    return actions.propose_return(last_payment(), reason="退", by=world.cashier, at=NOON).refund


@breaks("refund_is_a_positive_sum")
def _(world: World, _whole: Application) -> None:
    Refund.objects.filter(pk=refund(world).pk).update(amount=0)


@breaks("refund_is_of_a_bill_or_of_a_payment")
def _(world: World, _whole: Application) -> None:
    Refund.objects.filter(pk=refund(world).pk).update(order=None)


@breaks("refund_is_approved_by_another")
def _(world: World, _whole: Application) -> None:
    Refund.objects.filter(pk=refund(world).pk).update(decided_by=F("proposed_by"))


@breaks("approved_refund_has_number_and_second_person")
def _(world: World, _whole: Application) -> None:
    Refund.objects.filter(pk=refund(world).pk).update(state="approved")


@breaks("one_open_refund_of_an_order")
def _(world: World, _whole: Application) -> None:
    again(refund(world))


@breaks("one_open_refund_of_a_payment")
def _(world: World, _whole: Application) -> None:
    again(returned(world))
