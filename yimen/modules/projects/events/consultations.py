"""Facts about consultations: numbers and topics; who came and what was said stay in the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.base.refusals import Text
from yimen.modules.projects.models import ProjectConsultation


@dataclass(frozen=True)
class ConsultationLogged(Event):
    """登记来访咨询 — somebody came and asked."""

    code = "projects.consultation.logged"
    says = _("%(by)s 登记了来访咨询 %(consultation)s，主题：%(topic)s")
    about = "consultation"
    consultation: ProjectConsultation
    topic: Text


@dataclass(frozen=True)
class ConsultationAnswered(Event):
    """答复来访咨询 — what was asked is answered."""

    code = "projects.consultation.answered"
    says = _("%(by)s 答复了来访咨询 %(consultation)s")
    consultation: ProjectConsultation


@dataclass(frozen=True)
class FollowUpPlanned(Event):
    """安排咨询回访 — until when, by whom."""

    code = "projects.consultation.follow-up-planned"
    says = _("%(by)s 安排 %(officer)s 于 %(due_on)s 前回访")
    consultation: ProjectConsultation
    follow_up_id: str
    officer: str
    due_on: date


@dataclass(frozen=True)
class FollowUpDone(Event):
    """办理咨询回访 — it was done."""

    code = "projects.consultation.follow-up-done"
    says = _("%(by)s 完成了来访咨询 %(consultation)s 的回访")
    consultation: ProjectConsultation
    follow_up_id: str


@dataclass(frozen=True)
class FollowUpReminded(Event):
    """提醒咨询回访 — its day has come, and it is not done."""

    code = "projects.consultation.follow-up-reminded"
    says = _("来访咨询 %(consultation)s 的回访已到期（%(due_on)s），已提醒 %(officer)s")
    consultation: ProjectConsultation
    follow_up_id: str
    officer: str
    due_on: date
