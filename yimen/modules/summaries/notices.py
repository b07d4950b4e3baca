"""通知 — who must act next on a yearly work report is told: to review, to change, to publish."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from yimen.kernel.audit.followers import tells
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.notices.sending import send
from yimen.kernel.people.roles import Role

from . import queries
from .events import SummaryComputed, SummaryFrozen, SummaryReturned
from .models import AnnualSummary


def _tell(
    summary: AnnualSummary, message: str, *roles: Role, at: datetime, by: Actor, **facts: object
) -> None:
    """Tells the holders of the roles, but the one who did it."""
    link = reverse("summaries:summary", args=[summary.pk])
    for person in queries.told_of(summary, *roles, on=local_day(at)):
        if str(person.pk) != by.id:
            send(person, f"summaries.{message}", {"summary": summary, **facts}, link=link)


@tells(SummaryComputed)
def computed(fact: SummaryComputed, *, by: Actor, at: datetime) -> None:
    """数值已计算: the other one who writes reviews it; once, not at every count."""
    if fact.is_first:
        _tell(fact.summary, "computed", *queries.WRITERS, at=at, by=by)


@tells(SummaryReturned)
def returned(fact: SummaryReturned, *, by: Actor, at: datetime) -> None:
    """已退回: those who write it read why."""
    _tell(fact.summary, "returned", *queries.WRITERS, at=at, by=by, reason=fact.reason)


@tells(SummaryFrozen)
def frozen(fact: SummaryFrozen, *, by: Actor, at: datetime) -> None:
    """已定稿: the office of open government publishes it."""
    _tell(fact.summary, "frozen", Role.OPENNESS_SUPERVISOR, at=at, by=by)
