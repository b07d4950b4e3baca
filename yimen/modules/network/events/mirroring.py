"""Facts that nodes told of their cases; the officer is the one who acted there."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.base.refusals import Text
from yimen.modules.network.models import CentreVersion, MirroredCase, MirroredCharge, MirroredPaper, Node


@dataclass(frozen=True)
class CaseSentToNode(Event):
    """转送办件 — an application received here goes to the node that handles the item."""

    code = "network.case.sent"
    says = _("申请已发往 %(node)s")
    about = "mirror"
    node: Node
    mirror: MirroredCase


@dataclass(frozen=True)
class CaseMirrored(Event):
    """镜像收件 — a node received an application; its case is followed here."""

    code = "network.case.mirrored"
    says = _("%(node)s 收到申请，收件日期 %(received_on)s")
    about = "mirror"
    node: Node
    mirror: MirroredCase
    received_on: str


@dataclass(frozen=True)
class MirroredAcceptance(Event):
    """镜像受理 — the node accepted; the clocks run here as they run there."""

    code = "network.case.accepted"
    says = _("%(node)s的 %(officer)s 受理了申请，承诺 %(promised_due_on)s 前办结")
    mirror: MirroredCase
    node: Text
    officer: str
    promised_due_on: str


@dataclass(frozen=True)
class MirroredStep(Event):
    """镜像环节 — one step that was taken at the node."""

    code = "network.case.stepped"
    says = _("%(node)s的 %(officer)s 办理：%(step)s")
    mirror: MirroredCase
    node: Text
    officer: str
    step: Text
    note: str


@dataclass(frozen=True)
class MirroredHoldBegun(Event):
    """镜像特别程序 — a special procedure began at the node."""

    code = "network.case.hold-begun"
    says = _("%(node)s的 %(officer)s 启动%(hold)s，预计 %(expected_days)s 个工作日")
    mirror: MirroredCase
    node: Text
    officer: str
    hold: Text
    expected_days: int


@dataclass(frozen=True)
class MirroredHoldEnded(Event):
    """镜像特别程序结束 — a special procedure ended at the node."""

    code = "network.case.hold-ended"
    says = _("%(node)s的 %(officer)s 结束%(hold)s")
    mirror: MirroredCase
    node: Text
    officer: str
    hold: Text


@dataclass(frozen=True)
class MirroredResult(Event):
    """镜像办结 — the node told the result."""

    code = "network.case.concluded"
    says = _("%(node)s的 %(officer)s 办结：%(result)s")
    mirror: MirroredCase
    node: Text
    officer: str
    result: Text


@dataclass(frozen=True)
class MirroredLicenceTold(Event):
    """镜像证照 — the node issued a licence."""

    code = "network.case.licensed"
    says = _("%(node)s 颁发%(licence)s %(number)s")
    mirror: MirroredCase
    node: Text
    licence: str
    number: str


@dataclass(frozen=True)
class MirroredMaterialTold(Event):
    """镜像材料 — a material was added at the node."""

    code = "network.case.material-told"
    says = _("%(node)s 登记了材料“%(material)s”")
    mirror: MirroredCase
    node: Text
    material: str


@dataclass(frozen=True)
class MirroredPaperFetched(Event):
    """取得镜像文书 — the file behind a hash came and is what the hash says."""

    code = "network.paper.fetched"
    says = _("已从节点取得“%(paper)s”，散列相符")
    mirror: MirroredCase
    paper: MirroredPaper


@dataclass(frozen=True)
class MirroredChargeTold(Event):
    """镜像收费 — what the node charged."""

    code = "network.case.charged"
    says = _("%(node)s 开具缴款书 %(number)s，金额 %(amount)s 元")
    mirror: MirroredCase
    node: Text
    charge: MirroredCharge
    number: str
    amount: str


@dataclass(frozen=True)
class MirroredRatingTold(Event):
    """镜像评价 — how the applicant rated the node's service."""

    code = "network.case.rated"
    says = _("申请人对 %(node)s 的办理评价 %(score)s 分")
    mirror: MirroredCase
    node: Text
    score: int


@dataclass(frozen=True)
class CaseAnswered(Event):
    """补正转送 — what the applicant corrected went to the node."""

    code = "network.case.answered"
    says = _("补正材料已发往 %(node)s")
    mirror: MirroredCase
    node: Text


@dataclass(frozen=True)
class CaseHandedBack(Event):
    """镜像退回 — the node gave the case back; it is handled here."""

    code = "network.case.handed-back"
    says = _("%(node)s的 %(officer)s 退回办件：%(reason)s")
    mirror: MirroredCase
    node: Text
    officer: str
    reason: str


@dataclass(frozen=True)
class VersionTold(Event):
    """登记中心事项版本 — the centre published a version of an item."""

    code = "network.version.told"
    says = _("%(node)s 公布了 %(version)s")
    about = "version"
    node: Node
    version: CentreVersion
