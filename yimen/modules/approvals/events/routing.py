"""Facts of routing."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.modules.approvals.models import RoutingRule, Team


@dataclass(frozen=True)
class TeamFormed(Event):
    """组建审核小组 — examiners who share a kind of work."""

    code = "approvals.team.formed"
    about = "team"
    says = _("%(by)s 组建%(name)s：%(members)s")
    team: Team
    name: str
    members: list[str]


@dataclass(frozen=True)
class TeamChanged(Event):
    """调整审核小组 — its members from now on."""

    code = "approvals.team.changed"
    says = _("%(by)s 调整%(name)s成员：%(members)s")
    team: Team
    name: str
    members: list[str]


@dataclass(frozen=True)
class RuleAdded(Event):
    """设定分派规则 — what goes to whom from now on."""

    code = "approvals.routing-rule.added"
    about = "rule"
    says = _("%(by)s 设定分派规则：%(rule_text)s")
    rule: RoutingRule
    rule_text: str


@dataclass(frozen=True)
class RuleEnded(Event):
    """停用分派规则 — from the next day on it does not hold."""

    code = "approvals.routing-rule.ended"
    says = _("%(by)s 停用分派规则：%(rule_text)s")
    rule: RoutingRule
    rule_text: str
