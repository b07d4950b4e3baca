"""通知 — who must act next on a yearly report is told: to review, to submit, to receive, to change; and the reminder."""

from __future__ import annotations

from datetime import date, datetime

from django.urls import reverse

from yimen.kernel.audit.followers import tells
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.notices.sending import send
from yimen.kernel.people.roles import Role

from . import queries
from .events import (
    ReportDrafted,
    ReportReminded,
    ReportReturned,
    ReportReviewed,
    ReportSentBack,
    ReportSubmitted,
)
from .models import AnnualReport


def _tell(report: AnnualReport, message: str, *roles: Role, at: datetime, by: Actor, **facts: object) -> None:
    """Tells the holders of the roles, but the one who did it."""
    link = reverse("reports:report", args=[report.pk])
    for person in queries.told(report, *roles, on=local_day(at)):
        if str(person.pk) != by.id:
            send(person, f"reports.{message}", {"report": report, **facts}, link=link)


@tells(ReportDrafted)
def drafted(fact: ReportDrafted, *, by: Actor, at: datetime) -> None:
    """已起草: the head of the disclosure office reviews it."""
    _tell(fact.report, "drafted", Role.DISCLOSURE_HEAD, at=at, by=by)


@tells(ReportReviewed)
def reviewed(fact: ReportReviewed, *, by: Actor, at: datetime) -> None:
    """已审核: the leader submits it."""
    _tell(fact.report, "reviewed", Role.LEADER, at=at, by=by)


@tells(ReportSubmitted)
def submitted(fact: ReportSubmitted, *, by: Actor, at: datetime) -> None:
    """已报送: the body in charge of openness receives it."""
    _tell(fact.report, "submitted", Role.OPENNESS_SUPERVISOR, at=at, by=by)


@tells(ReportReturned, ReportSentBack)
def returned(fact: ReportReturned | ReportSentBack, *, by: Actor, at: datetime) -> None:
    """已退回: whoever drafts it reads why."""
    _tell(fact.report, "returned", Role.DISCLOSURE_OFFICER, at=at, by=by, reason=fact.reason)


@tells(ReportReminded)
def reminded(fact: ReportReminded, *, by: Actor, at: datetime) -> None:
    """催报: who makes the report, and when it is too late who supervises."""
    due_on = date.fromisoformat(fact.due_on)
    roles = [Role.DISCLOSURE_OFFICER, Role.DISCLOSURE_HEAD]
    if local_day(at) > due_on:
        roles.append(Role.OPENNESS_SUPERVISOR)
    _tell(fact.report, "reminded", *roles, at=at, by=by, due_on=due_on, is_late=local_day(at) > due_on)
