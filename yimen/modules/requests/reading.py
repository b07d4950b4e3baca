"""期限说明: the due date of a request, read from its events; for pages, letters and acts alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from yimen.kernel import calendar
from yimen.kernel.calendar.days import WorkingDays

from . import regimes
from .clock import Happened, Reckoning, reckon
from .models import ClockEvent, InformationRequest
from .rules import Remedies


def happened(events: Iterable[ClockEvent]) -> list[Happened]:
    """The stored events as the pure clock reads them, in the order of their days."""
    return [Happened(one.kind, one.on, one.days, one.until, str(one.subject or "")) for one in events]


def reckoning(request: InformationRequest, today: date, days: WorkingDays | None = None) -> Reckoning:
    """答复期限 of a registered request, with every step that leads to it."""
    regime = regimes.regime_on(request.received_day)
    events = request.clock_events.order_by("on", "recorded_at", "pk")
    return reckon(happened(events), regime, days or calendar.current(), today)


def remedies_on(day: date) -> Remedies:
    """救济途径 by the law in force on the day of the answer."""
    return Remedies(
        reconsideration_days=regimes.limit(day, "reconsideration_days"),
        suit_months=regimes.limit(day, "suit_months"),
        suit_after_days=regimes.limit(day, "suit_after_days"),
        reconsideration_first=regimes.flag(day, "reconsideration_first"),
    )
