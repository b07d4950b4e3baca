"""大厅统计: how long people waited, how many were served, how many did not come; counted live from the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F, FloatField, Q, QuerySet
from django.db.models.functions import Extract, ExtractHour

from yimen.kernel.metrics.periods import Period
from yimen.kernel.orgs.models import Org

from .models import Appointment, Ticket
from .states import AppointmentState, TicketState

DIMENSIONS = ("window", "business", "hour")


class Percentile(Aggregate):
    """百分位数 — percentile_cont of PostgreSQL: the value that so many in a hundred do not pass."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"

    def __init__(self, expression: Any, share: float, **extra: Any) -> None:
        super().__init__(expression, share=share, output_field=FloatField(), **extra)


@dataclass(frozen=True)
class HallRow:
    """大厅统计行 — one window, class or hour (or the whole hall) in a period."""

    key: Any
    taken: int
    served: int
    passed: int
    left: int
    median: float | None
    slow: float | None

    @property
    def median_minutes(self) -> int | None:
        return None if self.median is None else round(self.median / 60)

    @property
    def slow_minutes(self) -> int | None:
        return None if self.slow is None else round(self.slow / 60)


WAITED = Extract(
    ExpressionWrapper(F("first_called_at") - F("taken_at"), output_field=DurationField()),
    "epoch",
    output_field=FloatField(),
)
NUMBERS = {
    "taken": Count("pk"),
    "served": Count("pk", filter=Q(state=TicketState.SERVED)),
    "passed": Count("pk", filter=Q(state=TicketState.PASSED)),
    "left": Count("pk", filter=Q(state=TicketState.LEFT)),
    "median": Percentile(WAITED, 0.5),
    "slow": Percentile(WAITED, 0.95),
}


def numbers(centre: Org, period: Period) -> QuerySet[Ticket]:
    return Ticket.objects.filter(centre=centre, day__gte=period.first, day__lte=period.last).order_by()


def whole(centre: Org, period: Period) -> HallRow:
    """The hall as a whole; one query."""
    found: dict[str, Any] = {"key": "", **numbers(centre, period).aggregate(**NUMBERS)}
    return HallRow(**found)


def split(centre: Org, period: Period, dimension: str) -> Sequence[HallRow]:
    """By window, class or hour of arrival; one query."""
    paths: dict[str, Any] = {
        "window": F("window__number"),
        "business": F("business__letter"),
        "hour": ExtractHour("taken_at"),
    }
    rows: Any = numbers(centre, period).values(key=paths[dimension]).annotate(**NUMBERS).order_by("key")
    return [HallRow(**row) for row in rows]


def missed(centre: Org, period: Period) -> tuple[int, int]:
    """Appointments of the period whose holders came, and those that nobody kept."""
    rows = Appointment.objects.filter(
        business__centre=centre, starts_at__date__gte=period.first, starts_at__date__lte=period.last
    )
    found = rows.aggregate(
        came=Count("pk", filter=Q(state=AppointmentState.ARRIVED)),
        missed=Count("pk", filter=Q(state=AppointmentState.MISSED)),
    )
    return found["came"], found["missed"]
