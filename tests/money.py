"""How tests charge: standards as the pricing office publishes them, bills on their way, the bank's file as bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tests.world import FOUR_ONES, LOADED, NOON, World
from yimen.kernel.base.actor import Machine
from yimen.kernel.base.ids import new_id
from yimen.kernel.collecting.bank import Statement, gateway
from yimen.kernel.people.actor import PersonActor
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application, ChargeOrder, FeeStandard, Payment

AREA = {"key": "area", "label": "占用面积", "unit": "平方米"}
DAYS = {"key": "days", "label": "占用天数", "unit": "日"}
POOR = {"key": "poor", "name": "低收入家庭减免", "basis": "示例减免规定", "percent": "50"}
WHOLE = {"key": "emergency", "name": "抢险工程免收", "basis": "示例免收规定", "percent": "100"}
FIXED = {"kind": "fixed", "amount": "100.00"}
BY_AREA = {"kind": "per_unit", "rate": "0.50", "measures": [AREA, DAYS], "reductions": [POOR, WHOLE]}
MEASURED = {"area": Decimal("120"), "days": Decimal("10")}
HEAD = "银行流水号,交易时间,金额,付款人,付款账号,收款账号,渠道,附言"
ACCOUNT = "0000000000000000000"


def standard(
    world: World, formula: Mapping[str, Any] = FIXED, *, at: datetime = LOADED, **facts: Any
) -> FeeStandard:
    """A published standard of the construction bureau; another code each time."""
    given: dict[str, Any] = {
        "code": f"fee-{new_id().hex}",
        "name": "示例收费",
        "nature": "administrative",
        "legal_basis": "示例法第一条",
        "pricing_document_number": "示例价字〔2025〕1号",
        "effective_from": date(2025, 1, 1),
    } | facts
    done = actions.publish_fee_standard(
        world.org("development-reform"),
        org=world.org(),
        formula=formula,
        **given,
        by=Machine("city data", origin="command"),
        at=at,
    )
    return done.standard


def charged_item(world: World, *standards: FeeStandard, due: str = "decision", code: str = FOUR_ONES) -> str:
    """An item that names the standards; its code."""
    fees = [
        {"name": one.name, "basis": one.legal_basis, "standard": one.code, "due": due} for one in standards
    ]
    return world.variant(code, content={"fees": fees})


def drafted(
    world: World, formula: Mapping[str, Any] = BY_AREA, *, reductions: Sequence[str] = (), **facts: Any
) -> ChargeOrder:
    """A bill of an application in review, drawn up by its examiner."""
    one = standard(world, formula)
    application = world.in_review(code=charged_item(world, one, **facts))
    measured = MEASURED if formula.get("measures") else {}
    chosen = [f"{one.code}.{key}" for key in reductions]
    if application.charges.exists():
        return application.charges.get()
    done = actions.draft_charge(application, measured=measured, reductions=chosen, by=world.examiner, at=NOON)
    return fresh(done.order)


def confirmed(world: World, *args: Any, **facts: Any) -> ChargeOrder:
    return fresh(actions.confirm_charge(drafted(world, *args, **facts), by=world.head, at=NOON).order)


def issued(world: World, *args: Any, **facts: Any) -> ChargeOrder:
    return fresh(actions.issue_charge(confirmed(world, *args, **facts), by=world.cashier, at=NOON).order)


def paid(world: World, *args: Any, **facts: Any) -> ChargeOrder:
    order = issued(world, *args, **facts)
    take(world, [row(order)])
    return fresh(order)


def fresh(order: ChargeOrder) -> ChargeOrder:
    return ChargeOrder.objects.select_related("application__case", "org").get(pk=order.pk)


def row(
    order: ChargeOrder | None = None,
    *,
    amount: Decimal | str | None = None,
    reference: str = "",
    remark: str | None = None,
    moment: str = "2026-03-03 10:00:00",
) -> str:
    """One line of the bank's file; by default the whole sum of the bill with its number."""
    due = amount if amount is not None else order.total if order else "100.00"
    said = remark if remark is not None else (order.number if order else "") or ""
    return f"{reference or new_id().hex},{moment},{due},示例付款人,6222000000001234,{ACCOUNT},转账,{said}"


def file_of(rows: Sequence[str], *, encoding: str = "utf-8") -> bytes:
    return "\r\n".join([HEAD, *rows, ""]).encode(encoding)


def statement(rows: Sequence[str], *, encoding: str = "utf-8", name: str = "bank.csv") -> Statement:
    return gateway().read(file_of(rows, encoding=encoding), filename=name)


def take(world: World, rows: Sequence[str], *, by: PersonActor | None = None, **facts: Any) -> Any:
    """Imports a file with these rows; what came of it."""
    return actions.import_bank_file(
        world.org("city-centre"), statement=statement(rows, **facts), by=by or world.cashier, at=NOON
    )


def last_payment() -> Payment:
    return Payment.objects.select_related("order").order_by("-pk").first()  # type: ignore[return-value]


def application_of(world: World, order: ChargeOrder) -> Application:
    return world.fresh(order.application)
