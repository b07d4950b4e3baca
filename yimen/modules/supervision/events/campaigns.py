"""Facts about campaigns of inspection and what people were asked in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.modules.supervision.models import (
    CallBack,
    FieldVisit,
    InspectionCampaign,
    Questionnaire,
    QuestionSet,
    Sample,
    SampleFrame,
)


@dataclass(frozen=True)
class CampaignPlanned(Event):
    """计划专项检查 — what will be looked into, where and how."""

    code = "supervision.campaign.planned"
    says = _("%(by)s 计划了专项检查“%(campaign)s”，期间%(first)s至%(last)s")
    about: ClassVar[str] = "campaign"
    campaign: InspectionCampaign
    first: str
    last: str


@dataclass(frozen=True)
class CampaignStarted(Event):
    """开始专项检查 — samples can be drawn and people asked."""

    code = "supervision.campaign.started"
    says = _("%(by)s 开始了专项检查“%(campaign)s”")
    campaign: InspectionCampaign


@dataclass(frozen=True)
class CampaignClosed(Event):
    """结束专项检查 — with what it showed."""

    code = "supervision.campaign.closed"
    says = _("%(by)s 结束了专项检查“%(campaign)s”：%(summary)s")
    campaign: InspectionCampaign
    summary: str


@dataclass(frozen=True)
class SampleDrawn(Event):
    """随机抽样 — so many of so many, by this seed, from the list with this hash."""

    code = "supervision.sample.drawn"
    says = _("%(by)s 从%(population)s人中随机抽取%(size)s人，种子%(seed)s，名单散列值%(sha256)s")
    about: ClassVar[str] = "frame"
    frame: SampleFrame
    population: int
    size: int
    seed: str
    sha256: str


@dataclass(frozen=True)
class QuestionsSet(Event):
    """设定问题集 — the questions of the city in a new version."""

    code = "supervision.questions.set"
    says = _("%(by)s 设定了第%(version)s版问题集，自%(active_from)s起使用")
    about: ClassVar[str] = "question_set"
    question_set: QuestionSet
    version: int
    active_from: str


@dataclass(frozen=True)
class CallMade(Event):
    """回访 — somebody was called, and answered or not; what they said stands in the row, not here."""

    code = "supervision.call.made"
    says = _("%(by)s 回访了第%(position)s位抽样对象：%(result)s")
    about: ClassVar[str] = "sample"
    call: CallBack
    sample: Sample
    position: int
    result: str


@dataclass(frozen=True)
class VisitPaid(Event):
    """走访 — somebody was visited; what they said stands in the row, not here."""

    code = "supervision.visit.paid"
    says = _("%(by)s 于%(visited_on)s走访了第%(position)s位抽样对象：%(result)s")
    about: ClassVar[str] = "sample"
    visit: FieldVisit
    sample: Sample
    position: int
    visited_on: str
    result: str


@dataclass(frozen=True)
class QuestionnaireSent(Event):
    """发出问卷 — a link that holds until a day."""

    code = "supervision.questionnaire.sent"
    says = _("%(by)s 向第%(position)s位抽样对象发出问卷，%(expires_on)s前可以回答")
    about: ClassVar[str] = "sample"
    questionnaire: Questionnaire
    sample: Sample
    position: int
    expires_on: str


@dataclass(frozen=True)
class QuestionnaireAnswered(Event):
    """回答问卷 — by the respondent alone; nobody is named."""

    code = "supervision.questionnaire.answered"
    says = _("第%(position)s位抽样对象%(result)s")
    about: ClassVar[str] = "sample"
    questionnaire: Questionnaire
    sample: Sample
    position: int
    result: str
