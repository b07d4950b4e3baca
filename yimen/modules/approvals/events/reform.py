"""Facts about delegations and clean-up rounds."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.base.refusals import Text
from yimen.modules.approvals.models import CatalogueRound, CleanupProposal, DelegationGrant, Item, RoundMember


@dataclass(frozen=True)
class DelegationDrafted(Event):
    """起草下放决定 — items, receivers and conditions were written down."""

    code = "approvals.delegation.drafted"
    says = _("%(by)s 起草了《%(grant)s》，共%(count)s条")
    about = "grant"
    grant: DelegationGrant
    count: int


@dataclass(frozen=True)
class DelegationAmended(Event):
    """修改下放决定 — the draft was written anew before anybody published it."""

    code = "approvals.delegation.amended"
    says = _("%(by)s 修改了《%(grant)s》的草稿，共%(count)s条")
    grant: DelegationGrant
    count: int


@dataclass(frozen=True)
class DelegationPublished(Event):
    """公布下放决定 — from its first day on the receivers are competent."""

    code = "approvals.delegation.published"
    says = _("%(by)s 公布了《%(grant)s》（%(instrument)s），自 %(starts_on)s 起施行")
    grant: DelegationGrant
    instrument: str
    starts_on: str


@dataclass(frozen=True)
class DelegationInForce(Event):
    """下放施行 — the first day has come."""

    code = "approvals.delegation.in-force"
    says = _("《%(grant)s》施行")
    grant: DelegationGrant


@dataclass(frozen=True)
class DelegationEnded(Event):
    """终止下放 — from the day on the items are back with their body."""

    code = "approvals.delegation.ended"
    says = _("%(by)s 终止了《%(grant)s》，自 %(ends_on)s 起由原机关受理（%(instrument)s）")
    grant: DelegationGrant
    ends_on: str
    instrument: str


@dataclass(frozen=True)
class HandOverPointConfirmed(Event):
    """确认交接 — one point of the hand-over is done."""

    code = "approvals.delegation.point-confirmed"
    says = _("%(by)s 确认《%(grant)s》的交接：%(point)s")
    grant: DelegationGrant
    point: Text
    note: str


@dataclass(frozen=True)
class RoundOpened(Event):
    """启动集中清理 — every item in force is up for a proposal."""

    code = "approvals.round.opened"
    says = _("%(by)s 启动了%(round)s，共%(count)s个事项，成员单位：%(members)s")
    about = "round"
    round: CatalogueRound
    count: int
    members: list[str]


@dataclass(frozen=True)
class CleanupProposed(Event):
    """提出清理意见 — the department says what shall become of its item."""

    code = "approvals.cleanup.proposed"
    says = _("%(by)s 对 %(proposal)s 提出：%(outcome)s")
    proposal: CleanupProposal
    outcome: Text


@dataclass(frozen=True)
class CleanupCirculated(Event):
    """送征求意见 — the proposal went to the members and cannot change any more."""

    code = "approvals.cleanup.circulated"
    says = _("%(by)s 将 %(proposal)s 的清理意见送成员单位征求意见")
    proposal: CleanupProposal


@dataclass(frozen=True)
class OpinionGiven(Event):
    """提出成员意见 — one member of the work group has spoken."""

    code = "approvals.cleanup.opinion-given"
    says = _("%(member)s（%(by)s）对 %(proposal)s：%(stance)s")
    proposal: CleanupProposal
    member: RoundMember
    stance: Text


@dataclass(frozen=True)
class CleanupDecided(Event):
    """决定清理意见 — adopted, as proposed or changed, or not adopted."""

    code = "approvals.cleanup.decided"
    says = _("%(by)s 登记决定（%(instrument)s）：%(proposal)s %(result)s")
    proposal: CleanupProposal
    result: Text
    instrument: str


@dataclass(frozen=True)
class CleanupPublished(Event):
    """公布清理结果 — the decision about one item is public."""

    code = "approvals.cleanup.published"
    says = _("%(proposal)s 的清理结果公布")
    proposal: CleanupProposal


@dataclass(frozen=True)
class CleanupExecuted(Event):
    """执行清理决定 — the catalogue follows the decision."""

    code = "approvals.cleanup.executed"
    says = _("%(proposal)s：%(outcome)s，已执行")
    proposal: CleanupProposal
    outcome: Text
    made: list[str]


@dataclass(frozen=True)
class RoundPublished(Event):
    """公布清理结果目录 — the list of all outcomes, by one instrument."""

    code = "approvals.round.published"
    says = _("%(by)s 公布了%(round)s的结果（%(instrument)s），共%(count)s个事项")
    round: CatalogueRound
    instrument: str
    count: int


@dataclass(frozen=True)
class RoundClosed(Event):
    """结束集中清理 — nothing is undecided, nothing lost, every retained item has its place."""

    code = "approvals.round.closed"
    says = _(
        "%(by)s 结束了%(round)s：清理前%(before)s，保留%(retained)s，取消%(cancelled)s，下放%(devolved)s，合并%(merged)s，新增%(added)s"
    )
    round: CatalogueRound
    before: int
    retained: int
    cancelled: int
    devolved: int
    merged: int
    added: int


@dataclass(frozen=True)
class ItemRenamed(Event):
    """更名 — the item has another name from now on."""

    code = "approvals.item.renamed"
    says = _("%(by)s 将事项“%(old)s”更名为“%(new)s”")
    item: Item
    old: str
    new: str
