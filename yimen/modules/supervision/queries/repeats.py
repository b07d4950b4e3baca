"""再次违反: whether the same unit was found to have done the same lately, and how much more it then counts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from yimen.kernel import policies
from yimen.kernel.cases.due import months_after
from yimen.modules.supervision.models import CaseFinding, SupervisionCase


def is_repeat(supervision_case: SupervisionCase, violation: str, rule: str, day: date) -> bool:
    """By the rule where a rule found it, else by the kind of violation; only cases whose unit was told."""
    months = policies.on(day, "supervision.repeat_months").int
    rows = CaseFinding.objects.filter(
        supervision_case__unit=supervision_case.unit_id,
        supervision_case__told_at__isnull=False,
        found_on__gte=months_after(day, -months),
    ).exclude(supervision_case=supervision_case)
    return (rows.filter(rule=rule) if rule else rows.filter(violation=violation)).exists()


def factor(day: date) -> Decimal:
    """扣分倍数 of a repeat (待确认): data of the city."""
    return policies.on(day, "supervision.repeat_factor").decimal
