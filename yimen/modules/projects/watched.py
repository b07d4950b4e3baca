"""监督读取: tasks, seats and visits of stages in bulk, as they stand, for those who judge them. Nothing is decided here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import QuerySet

from yimen.kernel.audit.models import Refusal
from yimen.kernel.cases.models import Case
from yimen.modules.approvals.public import SecondVisit

from .models import ReviewSeat, Task
from .states import ReviewState, SeatState

CHUNK = 5000
VISIT = "approvals.call_inspection"


class WatchedTask(NamedTuple):
    """部门任务 as supervision reads it (R-PA-1): acknowledged when, by which day it should have been."""

    id: object
    stage: object
    case: object
    number: str
    item: str
    org: str
    org_path: str
    state: str
    begun_at: datetime
    acknowledge_due_on: date
    acknowledged_at: datetime | None
    opinion_due_on: date
    opinion_at: datetime | None
    completeness: str


class WatchedSeat(NamedTuple):
    """参会 as supervision reads it (R-PA-2): who stayed away without a word."""

    id: object
    stage: object
    number: str
    org: str
    org_path: str
    kind: str
    state: str
    begins_at: datetime
    held_at: datetime | None


class OwnVisit(NamedTuple):
    """另行勘验 — a department tried to hold a visit of its own beside the joint one, and was refused (R-PA-3)."""

    id: object
    case: object
    number: str
    org: str
    org_path: str
    at: datetime


def tasks(cases: QuerySet[Case]) -> Iterator[WatchedTask]:
    """The tasks whose own cases are among these."""
    rows = Task.objects.filter(case__in=cases).values_list(
        "pk", "stage_id", "case_id", "case__number", "item__item_code", "org__code", "org_path", "state", "begun_at",
        "acknowledge_due_on", "acknowledged_at", "opinion_due_on", "opinion_at", "completeness",
    ).order_by()  # fmt: skip
    return map(WatchedTask._make, rows.iterator(CHUNK))


def absences(cases: QuerySet[Case]) -> Iterator[WatchedSeat]:
    """Seats of held reviews of these stages that nobody took and nobody excused."""
    rows = ReviewSeat.objects.filter(
        review__stage__in=cases.values("pk"), review__state=ReviewState.HELD, state=SeatState.DEEMED_CONSENT
    ).values_list(
        "pk", "review__stage_id", "review__stage__case__number", "org__code", "org_path", "review__kind", "state",
        "review__begins_at", "review__held_at",
    ).order_by()  # fmt: skip
    return map(WatchedSeat._make, rows.iterator(CHUNK))


def own_visits(cases: QuerySet[Case]) -> Iterator[OwnVisit]:
    """Attempts at a visit of one's own on parts of stages among these cases.

    An attempt that was refused for anything else, such as a day that is over, is none.
    """
    told = Task.objects.filter(case__in=cases).values_list("case_id", "case__number", "org__code", "org_path")
    parts = {str(row[0]): row for row in told}
    rows = Refusal.objects.filter(
        subject_type="approvals.application", subject_id__in=list(parts), verb=VISIT, reason=SecondVisit.code
    )
    fields = ("pk", "subject_id", "happened_at")
    for key, subject, at in rows.order_by("pk").values_list(*fields).iterator(CHUNK):
        case, number, org, path = parts[subject]
        yield OwnVisit(key, case, number, org, path, at)
