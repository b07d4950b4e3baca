"""监督读取: what principals said about money, for those who judge whether an agent took any (R-OC-4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from .models import FollowUp


class MoneyAsked(NamedTuple):
    """收取反映 — one follow-up in which the principal said that money was asked for."""

    follow_up_id: UUID
    errand_id: UUID
    application_id: UUID | None
    service: str
    org_path: str
    point: str
    agent_person_id: UUID | None
    asked_on: date
    amount: Decimal | None


def money_asked(first: date, last: date) -> Iterator[MoneyAsked]:
    """Every follow-up of these days in which money was spoken of, in their order; names are not in it."""
    rows = FollowUp.objects.filter(is_money_asked=True, asked_on__range=(first, last)).order_by(
        "asked_at", "pk"
    )
    fields = (
        "pk", "errand_id", "errand__application_id", "errand__service__code", "org_path", "errand__point__name", "agent_person_id",
        "asked_on", "amount",
    )  # fmt: skip
    return (MoneyAsked(*row) for row in rows.values_list(*fields).iterator(5000))
