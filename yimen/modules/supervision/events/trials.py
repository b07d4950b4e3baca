"""Facts of back-tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.modules.supervision.models import RuleTrial


@dataclass(frozen=True)
class TrialOrdered(Event):
    """安排回测 — a worker counts what the rule would have found on these days."""

    code = "supervision.trial.ordered"
    says = _("%(by)s 安排监督规则 %(trial)s 回测，期间 %(first_day)s 至 %(last_day)s")
    about = "trial"
    trial: RuleTrial
    first_day: str
    last_day: str
    parameters: Mapping[str, str]


@dataclass(frozen=True)
class TrialRecorded(Event):
    """登记回测结果 — how much the rule would have found."""

    code = "supervision.trial.recorded"
    says = _("监督规则 %(trial)s 回测完成：共 %(total)s 项")
    trial: RuleTrial
    total: int


@dataclass(frozen=True)
class TrialFailed(Event):
    """回测出错 — the rule failed on these days; the reason is kept."""

    code = "supervision.trial.failed"
    says = _("监督规则 %(trial)s 回测出错：%(reason)s")
    trial: RuleTrial
    reason: str
