"""What several verbs do at the end: the counted outcome, the letter, the work that follows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from yimen.kernel.base.days import local_day
from yimen.kernel.people.roles import Role
from yimen.modules.requests import papers
from yimen.modules.requests.models import Answer, InformationRequest, Outcome

from .stating import hand_to


def count_as(request: InformationRequest, outcome: Outcome, *, at: datetime) -> None:
    """计入 — the first answer counts in the report; what is answered anew after a judgment does not count twice."""
    if request.decided_on is None:
        request.outcome, request.decided_on = outcome, local_day(at)


def end_without_answer(
    request: InformationRequest, code: str, facts: Mapping[str, str], *, at: datetime
) -> None:
    """不再处理 — the applicant let a period pass; the letter says so, and waits for its seal like every answer."""
    outcome = Outcome.objects.get(pk=code)
    document = papers.abandonment(request, outcome, facts, at=at)
    Answer.objects.create(
        request=request,
        sequence=next_sequence(request),
        outcome=outcome,
        drafted_at=at,
        approved_at=at,
        document=document,
    )
    count_as(request, outcome, at=at)
    hand_to(request, "seal_answer", Role.SEAL_KEEPER, at=at)


def next_sequence(request: InformationRequest) -> int:
    return request.answers.count() + 1
