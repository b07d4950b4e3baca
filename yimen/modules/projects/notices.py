"""通知 — what the applicant is told of a stage, and departments of what concerns them all."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.urls import reverse

from yimen.kernel.audit.followers import tells
from yimen.kernel.base.actor import Actor
from yimen.kernel.notices.sending import send

from .events import (
    CorrectionConsolidated,
    StageAccepted,
    StageAllDecided,
    StageCorrectionLapsed,
    StageDeclined,
    StageExtended,
    StageIssued,
)
from .models import Stage


def _tell(stage: Stage, message: str, **data: Any) -> None:
    facts = {"stage": stage, "number": stage.number, "project": stage.project}
    link = reverse("projects:stage", args=[stage.pk])
    send(stage.applicant, f"projects.{message}", facts | data, link=link, sms=True)


@tells(StageAccepted)
def accepted(fact: StageAccepted, *, by: Actor, at: datetime) -> None:
    """并联受理: how many items, by when."""
    due_on = date.fromisoformat(fact.due_on)
    _tell(fact.stage, "accepted", count=fact.count, departments=fact.departments, due_on=due_on)


@tells(StageDeclined)
def declined(fact: StageDeclined, *, by: Actor, at: datetime) -> None:
    """不予并联受理: why."""
    _tell(fact.stage, "declined", reason=fact.reason)


@tells(CorrectionConsolidated)
def correction(fact: CorrectionConsolidated, *, by: Actor, at: datetime) -> None:
    """统一补正告知: what, by when; once for all departments."""
    due_on = date.fromisoformat(fact.due_on)
    _tell(fact.stage, "correction", names=list(fact.names), due_on=due_on)


@tells(StageCorrectionLapsed)
def correction_lapsed(fact: StageCorrectionLapsed, *, by: Actor, at: datetime) -> None:
    """统一补正逾期: what did not come, and how many parts ended; each part says for itself what follows."""
    _tell(fact.stage, "correction_lapsed", names=list(fact.names), count=fact.count)


@tells(StageExtended)
def extended(fact: StageExtended, *, by: Actor, at: datetime) -> None:
    """延长并联期限: until when, and why."""
    _tell(fact.stage, "extended", reason=fact.reason, due_on=date.fromisoformat(fact.due_on))


@tells(StageAllDecided)
def all_decided(fact: StageAllDecided, *, by: Actor, at: datetime) -> None:
    """各部门均已决定: how many were granted."""
    _tell(fact.stage, "all_decided", granted=fact.granted, others=fact.others)


@tells(StageIssued)
def issued(fact: StageIssued, *, by: Actor, at: datetime) -> None:
    """统一发放结果: how many."""
    _tell(fact.stage, "issued", count=fact.count)
