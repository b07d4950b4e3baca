"""Facts of hearings."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.modules.approvals.models import Application, Hearing


@dataclass(frozen=True)
class HearingOffered(Event):
    """告知听证权利 — applicant and interested persons were told that they may ask for a hearing."""

    code = "approvals.hearing.offered"
    says = _("%(by)s 告知申请人、利害关系人有权要求听证，%(due_on)s 前提出：%(reason)s")
    application: Application
    hearing: Hearing
    reason: str
    due_on: str


@dataclass(frozen=True)
class HearingRequested(Event):
    """申请听证 — the applicant asked for the hearing in time."""

    code = "approvals.hearing.requested"
    says = _("%(by)s 申请听证，应在 %(due_on)s 前组织")
    application: Application
    hearing: Hearing
    due_on: str


@dataclass(frozen=True)
class HearingWaived(Event):
    """放弃听证 — the applicant does not want a hearing."""

    code = "approvals.hearing.waived"
    says = _("%(by)s 放弃听证")
    application: Application
    hearing: Hearing


@dataclass(frozen=True)
class HearingLapsed(Event):
    """逾期未申请听证 — nobody asked for the hearing in time."""

    code = "approvals.hearing.lapsed"
    says = _("期限内没有提出听证申请")
    application: Application
    hearing: Hearing


@dataclass(frozen=True)
class HearingCalled(Event):
    """决定举行听证 — law or the public interest demands a hearing, whoever asks."""

    code = "approvals.hearing.called"
    says = _("%(by)s 决定举行听证：%(reason)s")
    application: Application
    hearing: Hearing
    reason: str


@dataclass(frozen=True)
class HearingScheduled(Event):
    """通知听证 — time, place and host were told seven days ahead."""

    code = "approvals.hearing.scheduled"
    says = _("%(by)s 通知听证：%(begins_on)s，%(place)s，主持人%(host)s")
    application: Application
    hearing: Hearing
    begins_on: str
    place: str
    host: str


@dataclass(frozen=True)
class HearingMoved(Event):
    """变更听证 — another time, place or host, with the reason; noticed anew."""

    code = "approvals.hearing.moved"
    says = _("%(by)s 将听证变更为%(begins_on)s，%(place)s，主持人%(host)s：%(reason)s")
    application: Application
    hearing: Hearing
    begins_on: str
    place: str
    host: str
    reason: str


@dataclass(frozen=True)
class HearingRecorded(Event):
    """听证笔录 — the hearing was held; its minutes are signed."""

    code = "approvals.hearing.recorded"
    says = _("%(by)s 主持听证，笔录由参加人签字")
    application: Application
    hearing: Hearing
