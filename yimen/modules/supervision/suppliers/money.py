"""Bills, receipts, registers and numbered papers; checks and visits that are due."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models.functions import TruncDate

from yimen.modules.approvals.public import watched
from yimen.modules.supervision.models import RegisterRow
from yimen.modules.supervision.rules.facts import (
    ChargeRow,
    CheckRow,
    PaperRow,
    ReceiptRow,
    RegisterEntry,
    SerialRow,
    VisitRow,
)


def papers(first: date, last: date) -> list[PaperRow]:
    """Licences and decisions of these days."""
    return [
        PaperRow(
            f"{kind}:{key}", kind, number or "", org, path, day, case_number or "", str(case or ""), uses
        )
        for kind, key, number, org, path, day, case, case_number, uses in watched.papers(first, last)
    ]


def serials(first: date, last: date) -> list[SerialRow]:
    """The numbers that were given on these days."""
    return [
        SerialRow(f"decisions:{key}", number, series, org, path, day)
        for key, number, series, org, path, day in watched.serials(first, last)
    ]


def registers(first: date, last: date) -> list[RegisterEntry]:
    """Rows of the registers that were imported on these days."""
    rows = RegisterRow.objects.filter(register__imported_at__date__range=(first, last)).annotate(
        imported=TruncDate("register__imported_at")
    )
    fields = ("register_id", "row", "register__kind", "register__org__code", "register__org__path", "number",
              "dated_on", "imported")  # fmt: skip
    return [
        RegisterEntry(f"register:{key}/{row}", kind, org, path, number, day, imported)
        for key, row, kind, org, path, number, day, imported in rows.values_list(*fields).order_by(
            "register_id", "row"
        )
    ]


def papers_for(first: date, last: date, entries: list[RegisterEntry]) -> list[PaperRow]:
    """The papers of these days and of all days of which the registers speak."""
    days = [first, last, *(one.day for one in entries)]
    return papers(min(days), max(days))


def charges(first: date, last: date) -> list[ChargeRow]:
    """收费明细 of bills of these days."""
    return [
        ChargeRow(f"approvals.chargeline:{key}", str(case), number, org, path, day, amount, expected)
        for key, case, number, org, path, day, amount, expected in watched.charges(first, last)
    ]


def receipts(first: date, last: date) -> list[ReceiptRow]:
    """Money without a bill, and fees that were kept although the case ended without a grant."""
    without = [
        ReceiptRow(f"approvals.payment:{key}", "receipt_without_bill", org, path, day, amount)
        for key, _reference, org, path, day, amount in watched.receipts(first, last)
    ]
    kept = [
        ReceiptRow(
            f"approvals.chargeorder:{key}", "not_refunded", org, path, day, paid - refunded, str(case), number
        )
        for key, case, number, org, path, day, paid, refunded in watched.kept_fees(first, last)
    ]
    return without + kept


def checks(first: date, last: date) -> list[CheckRow]:
    return [_check(row) for row in watched.commitment_checks(first, last)]


def _check(row: tuple[Any, ...]) -> CheckRow:
    key, case, number, org, path, due, done = row
    return CheckRow(f"approvals.commitmentcheck:{key}", str(case), number, org, path, due, done)


def visits(first: date) -> list[VisitRow]:
    return [
        VisitRow(f"approvals.inspectionpart:{key}", str(case), number, *rest)
        for key, case, number, *rest in watched.visits(first)
    ]
