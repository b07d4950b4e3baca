"""按期: against which days a decision is measured, in each pattern."""

from __future__ import annotations

from datetime import date

from yimen.kernel import calendar
from yimen.kernel.base.asked_often import AskedOften
from yimen.kernel.cases.models import Clock, ClockKind
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import Pattern

MEASURED = (ClockKind.PROMISED, ClockKind.STATUTORY)


CLOCKS = AskedOften(
    lambda case: Clock.objects.filter(case=case).order_by("start_on", "id").values_list("kind", "due_on")
)


def due_dates(application: Application) -> list[date]:
    """The days by which the decision had to be there: the last promised and statutory clocks that ran.

    What is decided in one contact has no such clock: its time runs from receipt, by the promise of the item and
    by the limit for an answer (行政许可法 32).
    """
    latest: dict[str, date] = {}
    for kind, due_on in CLOCKS.all(application.own_case.pk):
        latest[kind] = due_on
    ran = [latest[kind] for kind in MEASURED if kind in latest]
    if ran:
        return ran
    promised = calendar.current().add(application.received_day, application.version.promised_days).on
    return [promised, *([latest[ClockKind.ACCEPTANCE]] if ClockKind.ACCEPTANCE in latest else [])]


def was_in_time(application: Application) -> bool:
    """上报: the first review ended no later than its own clock allowed; true where there was none."""
    if application.pattern != Pattern.REPORT_UP:
        return True
    first = application.own_case.clocks.filter(kind=ClockKind.FIRST_REVIEW, stop_on__isnull=False)
    return all(one.stop_on is None or one.stop_on <= one.due_on for one in first)
