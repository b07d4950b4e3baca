"""Cases whose steps nodes tell of, in the same shape as our own."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from yimen.kernel.base.days import local_day
from yimen.kernel.cases.models import Case
from yimen.modules.network.public import watched
from yimen.modules.supervision.rules.facts import CaseRow, DecisionRow, ReviewRow, StepRow
from yimen.modules.supervision.rules.process import NODE

from .cases import clocks, hang, holds


def rows(cases: QuerySet[Case]) -> list[CaseRow]:
    """The mirrored cases among these, complete with what nodes told."""
    found: dict[Any, CaseRow] = {one.id: _case(one) for one in watched.mirrored(cases)}
    if not found:
        return []
    by_number = {case.number: case for case in found.values()}
    for step in watched.steps(cases):
        if (case := by_number.get(step.number)) is not None:
            _tell(case, step)
    hang(found, "clocks", clocks(cases))
    hang(found, "holds", holds(cases))
    return list(found.values())


def _tell(case: CaseRow, step: watched.WatchedStep) -> None:
    """One step: what was done there, and what follows from it for review and decision."""
    case.steps.append(StepRow(step.ref, f"node.{step.step}", step.officer, step.happened, step.received))
    if step.step == "accept":
        case.accepted_at = step.happened
    if step.step == "examined":
        case.reviews.append(ReviewRow(step.ref, step.officer, "", local_day(step.happened)))
    if step.step == "decided" and case.decided_at is None:
        case.decided_at = step.happened
        reviewer = case.reviews[-1].reviewer if case.reviews else ""
        case.decisions.append(DecisionRow(step.ref, reviewer, step.officer, "", False, True, step.happened))


def _case(row: watched.WatchedMirror) -> CaseRow:
    return CaseRow(
        id=str(row.id), number=row.number, item=row.item, org=row.org, org_path=row.org_path, pattern=NODE,
        mode="", state=row.state, outcome=row.outcome, in_hall=False, channel="", window_centre="", centre="",
        received=row.received_on, accepted=row.accepted_on, accepted_at=None, decided_at=None,
        concluded=row.concluded_on, delivered=None, is_deemed=row.is_deemed,
        rating=row.rating, rated_on=local_day(row.told_at) if row.rating is not None else None,
    )  # fmt: skip
