"""期限: the date by which the next thing is due, how many working days are left, and why it is this date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects

from yimen.kernel import calendar
from yimen.kernel.base.refusals import Text
from yimen.kernel.cases import clocks
from yimen.kernel.cases.models import Clock, ClockState
from yimen.kernel.cases.why_due import Line

from .models import Application


@dataclass(frozen=True)
class Deadline:
    """期限 — one running clock as people read it; ``left`` counts working days and is negative when overdue.

    ``due_on`` is the day with which ``lines`` end: while the clock is held, as if it went on today.
    """

    label: Text
    due_on: date
    left: int
    state: str
    lines: Sequence[Line]


def deadlines(application: Application, *, today: date) -> list[Deadline]:
    """The clocks of the case that have not stopped, the nearest first; none before submission or after the end."""
    if application.case is None:
        return []
    prefetch_related_objects([application.case], "holds")
    running = application.case.clocks.exclude(state=ClockState.STOPPED).select_related("extension")
    found = [_deadline(clock, application, today) for clock in running.order_by("due_on", "-kind")]
    return sorted(found, key=lambda one: one.due_on)


def _deadline(clock: Clock, application: Application, today: date) -> Deadline:
    assert application.case is not None  # noqa: S101 - a clock belongs to a case
    clock.case = application.case
    state = "held" if clock.state == ClockState.HELD else "provisional" if clock.is_provisional else "running"
    lines = clocks.explain(clock, today=today)
    due_on = lines[-1].to_on
    left = calendar.current().count(today, due_on)
    return Deadline(clock.get_kind_display(), due_on, left, state, lines)
