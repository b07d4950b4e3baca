"""Facts about rectification: suggestion, notice, signatures, plan, check, sample drawn again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.orgs.models import Org
from yimen.modules.supervision.models import (
    NoticeSignature,
    RectificationCheck,
    RectificationNotice,
    RectificationPlan,
    Resampling,
    SupervisionCase,
)


@dataclass(frozen=True)
class RectificationSuggested(Event):
    """发出整改建议 — by the office alone: what to put right, until when."""

    code = "supervision.rectification.suggested"
    says = _("%(by)s 发出整改建议%(number)s，整改期限%(due_on)s")
    supervision_case: SupervisionCase
    notice: RectificationNotice
    number: str
    due_on: str


@dataclass(frozen=True)
class NoticeDrafted(Event):
    """拟写整改通知书 — it waits for the signature of each body."""

    code = "supervision.notice.drafted"
    says = _("%(by)s 拟写了整改通知书，送%(bodies)s会签")
    supervision_case: SupervisionCase
    notice: RectificationNotice
    bodies: str


@dataclass(frozen=True)
class NoticeSigned(Event):
    """签发整改通知书 — for one body, by its own leader."""

    code = "supervision.notice.signed"
    says = _("%(by)s 代表%(org)s签发整改通知书")
    about: ClassVar[str] = "supervision_case"
    supervision_case: SupervisionCase
    signature: NoticeSignature
    org: Org


@dataclass(frozen=True)
class NoticeWithdrawn(Event):
    """收回整改通知书 — before it was issued; verification goes on."""

    code = "supervision.notice.withdrawn"
    says = _("%(by)s 收回了整改通知书：%(reason)s")
    supervision_case: SupervisionCase
    notice: RectificationNotice
    reason: str


@dataclass(frozen=True)
class NoticeIssued(Event):
    """下达整改通知书 — signed by every body, numbered, to be sealed with the seals of all."""

    code = "supervision.notice.issued"
    says = _("%(by)s 下达整改通知书%(number)s，整改期限%(due_on)s，整改方案期限%(plan_due_on)s")
    supervision_case: SupervisionCase
    notice: RectificationNotice
    number: str
    due_on: str
    plan_due_on: str


@dataclass(frozen=True)
class NoticeAcknowledged(Event):
    """签收整改文书 — the unit has it."""

    code = "supervision.notice.acknowledged"
    says = _("%(by)s 签收了整改文书")
    supervision_case: SupervisionCase


@dataclass(frozen=True)
class PlanSubmitted(Event):
    """报送整改方案 — resolved by the unit's meeting."""

    code = "supervision.plan.submitted"
    says = _("%(by)s 报送整改方案（%(meeting_on)s专题会议研究），责任人%(owner)s，%(done_by)s前完成")
    supervision_case: SupervisionCase
    plan: RectificationPlan
    meeting_on: str
    owner: str
    done_by: str


@dataclass(frozen=True)
class PlanReturned(Event):
    """退回整改方案 — what is missing."""

    code = "supervision.plan.returned"
    says = _("%(by)s 退回整改方案：%(reason)s")
    supervision_case: SupervisionCase
    plan: RectificationPlan
    reason: str


@dataclass(frozen=True)
class PlanAccepted(Event):
    """同意整改方案 — the unit puts it right."""

    code = "supervision.plan.accepted"
    says = _("%(by)s 同意整改方案")
    supervision_case: SupervisionCase
    plan: RectificationPlan


@dataclass(frozen=True)
class RectificationReported(Event):
    """报告整改结果 — the unit says that it is done."""

    code = "supervision.rectification.reported"
    says = _("%(by)s 报告整改完成")
    supervision_case: SupervisionCase


@dataclass(frozen=True)
class RectificationChecked(Event):
    """复查整改 — by another person than who drafted the notice."""

    code = "supervision.rectification.checked"
    says = _("%(by)s 复查整改情况：%(result)s")
    supervision_case: SupervisionCase
    check: RectificationCheck
    result: str


@dataclass(frozen=True)
class ResamplingRecorded(Event):
    """登记复查抽样 — people were asked again, and it lasted or not."""

    code = "supervision.resampling.recorded"
    says = _("%(by)s 登记复查抽样：%(result)s")
    supervision_case: SupervisionCase
    resampling: Resampling
    result: str
