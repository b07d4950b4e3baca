"""Facts of alerts: raised, answered by the unit, judged by the supervisors."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.modules.supervision.models import Alert


@dataclass(frozen=True)
class AlertRaised(Event):
    """发出预警 — a rule found an occurrence; the entries and rows it rests on are named."""

    code = "supervision.alert.raised"
    says = _("监督规则 %(rule)s（第%(version)s版）发出预警：%(subject)s")
    about = "alert"
    alert: Alert
    rule: str
    version: int
    level: str
    subject: str
    occurrence: str
    happened_on: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class AlertAcknowledged(Event):
    """签收预警 — the unit has seen it."""

    code = "supervision.alert.acknowledged"
    says = _("%(by)s 签收了预警 %(alert)s")
    alert: Alert


@dataclass(frozen=True)
class AlertExplained(Event):
    """说明预警 — the unit says how it came to be."""

    code = "supervision.alert.explained"
    says = _("%(by)s 说明了预警 %(alert)s：%(explanation)s")
    alert: Alert
    explanation: str


@dataclass(frozen=True)
class AlertContested(Event):
    """对预警提出异议 — the unit says that it is wrong, and why."""

    code = "supervision.alert.contested"
    says = _("%(by)s 对预警 %(alert)s 提出异议：%(objection)s")
    alert: Alert
    objection: str
    file: str


@dataclass(frozen=True)
class AlertConfirmed(Event):
    """认定预警 — a supervisor found it to be so."""

    code = "supervision.alert.confirmed"
    says = _("%(by)s 认定预警 %(alert)s 属实")
    alert: Alert


@dataclass(frozen=True)
class AlertDecided(Event):
    """复核预警 — a second supervisor decided what it is worth: justified, confirmed or cancelled."""

    code = "supervision.alert.decided"
    says = _("%(by)s 复核预警 %(alert)s，结论为“%(outcome)s”：%(decision)s")
    alert: Alert
    outcome: str
    decision: str
