"""Facts about what comes from outside."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.modules.disclosure.models import HarvestSource, ImportRun, Publication, PublicationVersion


@dataclass(frozen=True)
class ImportStarted(Event):
    """开始导入 — what comes in becomes drafts, which are checked like any other."""

    code = "disclosure.import.started"
    says = _("%(by)s 开始导入 %(run)s")
    about = "run"
    run: ImportRun


@dataclass(frozen=True)
class TakeOverStarted(Event):
    """开始转入 — what comes in was published already, under the responsibility of who starts it."""

    code = "disclosure.import.take-over-started"
    says = _("%(by)s 开始转入 %(run)s")
    about = "run"
    run: ImportRun


@dataclass(frozen=True)
class DocumentTakenIn(Event):
    """接收文件 — one document of an import had its turn: taken in, or there already."""

    code = "disclosure.import.document-taken-in"
    says = _("%(by)s 处理了 %(run)s 中的“%(title)s”：%(outcome)s")
    run: ImportRun
    title: str
    outcome: str
    publication: Publication | None


@dataclass(frozen=True)
class FaultNoted(Event):
    """登记错误 — one document of an import could not be taken in; its place and what is wrong."""

    code = "disclosure.import.fault-noted"
    says = _("%(by)s 没有接收 %(run)s 中的“%(key)s”：%(message)s")
    run: ImportRun
    key: str
    message: str


@dataclass(frozen=True)
class ImportEnded(Event):
    """结束导入 — every document had its turn, or the import could not go on."""

    code = "disclosure.import.ended"
    says = _("%(by)s 结束了 %(run)s：导入 %(taken)s，已有 %(skipped)s，有错误 %(failed)s")
    run: ImportRun
    taken: int
    skipped: int
    failed: int


@dataclass(frozen=True)
class ImportStopped(Event):
    """停止导入 — what has come in stays; the rest does not come."""

    code = "disclosure.import.stopped"
    says = _("%(by)s 停止了 %(run)s")
    run: ImportRun


@dataclass(frozen=True)
class HarvestSourceAdded(Event):
    """登记采集来源 — another portal that is harvested from now on."""

    code = "disclosure.harvest.source-added"
    says = _("%(by)s 登记了采集来源 %(source)s")
    about = "source"
    source: HarvestSource


@dataclass(frozen=True)
class HarvestSourceAmended(Event):
    """变更采集来源 — its name, whether it is harvested, what becomes of what comes."""

    code = "disclosure.harvest.source-amended"
    says = _("%(by)s 变更了采集来源 %(source)s")
    source: HarvestSource


@dataclass(frozen=True)
class HarvestStarted(Event):
    """开始采集 — the portal has something new."""

    code = "disclosure.harvest.started"
    says = _("%(by)s 开始采集 %(source)s")
    source: HarvestSource
    run: ImportRun


@dataclass(frozen=True)
class HarvestChecked(Event):
    """采集结果 — the portal was asked: nothing new, all taken, or an error."""

    code = "disclosure.harvest.checked"
    says = _("%(by)s 查看了采集来源 %(source)s：%(outcome)s")
    source: HarvestSource
    outcome: str


@dataclass(frozen=True)
class VersionTakenOver(Event):
    """转入新版本 — a later version of what another authority published; the earlier ones stay readable."""

    code = "disclosure.publication.version-taken-over"
    says = _("%(by)s 转入了 %(publication)s 的第%(number)s版，来源：%(source)s")
    publication: Publication
    version: PublicationVersion
    source: str
    number: int


@dataclass(frozen=True)
class ImportCounted(Event):
    """清点导入 — how many documents there are."""

    code = "disclosure.import.counted"
    says = _("%(by)s 清点了 %(run)s：共 %(total)s 件")
    run: ImportRun
    total: int


@dataclass(frozen=True)
class HarvestAsked(Event):
    """要求采集 — somebody wants a portal harvested now."""

    code = "disclosure.harvest.asked"
    says = _("%(by)s 要求采集 %(source)s")
    source: HarvestSource
