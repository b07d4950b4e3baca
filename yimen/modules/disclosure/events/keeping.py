"""Facts about the trees, guides, rules and standing checks."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.orgs.models import Org
from yimen.modules.disclosure.models import ClassificationNode, Guide, RuleCompilation, StandingCheck


@dataclass(frozen=True)
class ClassificationAdded(Event):
    """增设分类 — a place in a tree."""

    code = "disclosure.classification.added"
    says = _("%(by)s 增设了分类 %(node)s（%(scheme)s）")
    about = "node"
    node: ClassificationNode
    scheme: str


@dataclass(frozen=True)
class ClassificationAmended(Event):
    """变更分类 — its name or its order; its code and its place stay."""

    code = "disclosure.classification.amended"
    says = _("%(by)s 变更了分类 %(node)s")
    node: ClassificationNode
    changes: dict[str, str]


@dataclass(frozen=True)
class ClassificationEnded(Event):
    """停用分类 — nothing new is put there; what lies there stays findable."""

    code = "disclosure.classification.ended"
    says = _("%(by)s 自 %(on)s 起停用分类 %(node)s，由 %(replaced_by)s 替代")
    node: ClassificationNode
    on: str
    replaced_by: ClassificationNode | None


@dataclass(frozen=True)
class GuidePublished(Event):
    """公布公开指南 — a new edition; the one before it stays readable."""

    code = "disclosure.guide.published"
    says = _("%(by)s 公布了 %(org)s 公开指南第%(number)s版")
    about = "guide"
    org: Org
    guide: Guide
    number: int


@dataclass(frozen=True)
class RulesCompiled(Event):
    """编印制度汇编 — the rules in force, in one document."""

    code = "disclosure.rules.compiled"
    says = _("%(by)s 编印了 %(org)s 政务公开制度汇编第%(number)s版，收录 %(count)s 件")
    about = "compilation"
    org: Org
    compilation: RuleCompilation
    number: int
    count: int


@dataclass(frozen=True)
class StandingCheckProposed(Event):
    """提出类别审查 — the secrecy reviewer says which fields of a class of results may always be open."""

    code = "disclosure.standing.proposed"
    says = _("%(by)s 提出类别审查“%(standing)s”")
    about = "standing"
    standing: StandingCheck


@dataclass(frozen=True)
class StandingCheckConfirmed(Event):
    """确认类别审查 — the head of the unit agrees."""

    code = "disclosure.standing.confirmed"
    says = _("%(by)s 确认类别审查“%(standing)s”")
    standing: StandingCheck


@dataclass(frozen=True)
class StandingCheckSigned(Event):
    """签发类别审查 — the leader puts it into force for a time."""

    code = "disclosure.standing.signed"
    says = _("%(by)s 签发类别审查“%(standing)s”，有效期至 %(valid_until)s")
    standing: StandingCheck
    valid_until: str


@dataclass(frozen=True)
class StandingCheckEnded(Event):
    """终止类别审查 — from now on its results are checked one by one."""

    code = "disclosure.standing.ended"
    says = _("%(by)s 终止类别审查“%(standing)s”：%(reason)s")
    standing: StandingCheck
    reason: str
