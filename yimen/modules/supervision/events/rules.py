"""Facts of rules: how they stand, that one failed, what a run found, how well they were measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.modules.supervision.models import RuleFault, RuleMeasurement, SupervisionRule, Sweep


@dataclass(frozen=True)
class RuleAdopted(Event):
    """采用规则 — a rule stands in this city, switched off until somebody has looked at what it would have found."""

    code = "supervision.rule.adopted"
    says = _("%(by)s 采用监督规则 %(rule)s（第%(version)s版）")
    about = "rule"
    rule: SupervisionRule
    version: int
    parameters: Mapping[str, str]


@dataclass(frozen=True)
class RuleSet(Event):
    """设定规则 — from a day on it has these parameters, this level, these addressees."""

    code = "supervision.rule.set"
    says = _("%(by)s 设定监督规则 %(rule)s，自 %(active_from)s 起适用：%(reason)s")
    about = "rule"
    rule: SupervisionRule
    active_from: str
    parameters: Mapping[str, str]
    level: str
    addressees: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class RuleSwitchedOn(Event):
    """启用规则 — it raises alerts from the day on."""

    code = "supervision.rule.switched-on"
    says = _("%(by)s 启用监督规则 %(rule)s，自 %(active_from)s 起：%(reason)s")
    about = "rule"
    rule: SupervisionRule
    active_from: str
    reason: str


@dataclass(frozen=True)
class RuleSwitchedOff(Event):
    """停用规则 — it raises no alert from the day on; what it raised stays."""

    code = "supervision.rule.switched-off"
    says = _("%(by)s 停用监督规则 %(rule)s，自 %(active_from)s 起：%(reason)s")
    about = "rule"
    rule: SupervisionRule
    active_from: str
    reason: str


@dataclass(frozen=True)
class RuleParked(Event):
    """搁置规则 — it failed, and rests with its reason; the others went on."""

    code = "supervision.rule.parked"
    says = _("监督规则 %(fault)s 运行出错，已搁置：%(reason)s")
    about = "fault"
    fault: RuleFault
    reason: str


@dataclass(frozen=True)
class RuleResumed(Event):
    """恢复规则 — somebody looked at it; it runs again."""

    code = "supervision.rule.resumed"
    says = _("%(by)s 恢复监督规则 %(fault)s")
    fault: RuleFault


@dataclass(frozen=True)
class RulesSwept(Event):
    """按规则检查 — one run over some days: how many rules, what they found, what is new."""

    code = "supervision.rule.swept"
    says = _(
        "按 %(rules)s 条规则检查 %(sweep)s：发现 %(found)s 项，新增预警 %(raised)s 项，搁置规则 %(parked)s 条"
    )
    about = "sweep"
    sweep: Sweep
    rules: int
    found: int
    raised: int
    parked: int


@dataclass(frozen=True)
class RuleMeasured(Event):
    """检验规则 — how much of what was known to be there it found, and how much of what it found is so."""

    code = "supervision.rule.measured"
    says = _("检验监督规则 %(measurement)s：已知 %(planted)s 项，发现 %(found)s 项，其中属实 %(true)s 项")
    about = "measurement"
    measurement: RuleMeasurement
    planted: int
    found: int
    true: int
