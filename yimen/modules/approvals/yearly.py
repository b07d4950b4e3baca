"""年度统计 — what the yearly report of a body counts of approvals: decisions on licences, and what was charged."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.db.models import F, Q, Sum

from yimen.kernel.orgs.models import Org

from .models import ChargeOrder, Decision
from .states import ItemKind


def licence_decisions(org: Org, year: int, *, with_lower: bool = False) -> list[UUID]:
    """行政许可处理决定 — the applications on which the body decided in the year; one decided anew counts once."""
    rows = Decision.objects.filter(
        _at(org, "application__org_path", with_lower),
        decided_at__year=year,
        application__item__kind=ItemKind.LICENCE,
    )
    return list(rows.order_by("application_id").values_list("application_id", flat=True).distinct())


def charges_collected(org: Org, year: int, *, with_lower: bool = False) -> Decimal:
    """行政事业性收费 — what was paid in full in the year, in yuan, less what was paid back of it."""
    rows = ChargeOrder.objects.filter(_at(org, "org__path", with_lower), paid_at__year=year)
    return rows.aggregate(sum=Sum(F("paid") - F("refunded")))["sum"] or Decimal("0.00")


def _at(org: Org, path: str, with_lower: bool) -> Q:
    return Q(**{f"{path}__startswith": org.path}) if with_lower else Q(**{path: org.path})
