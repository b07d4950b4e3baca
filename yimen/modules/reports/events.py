"""Facts in the past tense: frozen dataclasses, each with the sentence that tells it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.orgs.models import Org

from .models import AnnualReport


@dataclass(frozen=True)
class ReportOpened(Event):
    """建立年度报告 — of a body for a year; its figures live until they are frozen."""

    code = "reports.report.opened"
    says = _("%(by)s 建立了 %(report)s")
    about = "report"
    report: AnnualReport
    org: Org


@dataclass(frozen=True)
class ReportFrozen(Event):
    """锁定年度数据 — every cell with the ids behind it, under one hash."""

    code = "reports.report.frozen"
    says = _("%(by)s 锁定了 %(report)s 的数据，散列值 %(sha256)s")
    report: AnnualReport
    cells: int
    sha256: str


@dataclass(frozen=True)
class ReportDrafted(Event):
    """起草年度报告 — the texts stand; it waits for the review."""

    code = "reports.report.drafted"
    says = _("%(by)s 起草了 %(report)s")
    report: AnnualReport


@dataclass(frozen=True)
class ReportReviewed(Event):
    """审核年度报告 — another one has checked it."""

    code = "reports.report.reviewed"
    says = _("%(by)s 审核通过了 %(report)s")
    report: AnnualReport


@dataclass(frozen=True)
class ReportReturned(Event):
    """退回起草 — something must be changed first."""

    code = "reports.report.returned"
    says = _("%(by)s 退回了 %(report)s：%(reason)s")
    report: AnnualReport
    reason: str


@dataclass(frozen=True)
class ReportSubmitted(Event):
    """报送年度报告 — to the body in charge of openness; every check held."""

    code = "reports.report.submitted"
    says = _("%(by)s 报送了 %(report)s")
    report: AnnualReport


@dataclass(frozen=True)
class ReportReceived(Event):
    """接收年度报告 — the body in charge of openness has it."""

    code = "reports.report.received"
    says = _("%(by)s 接收了 %(report)s")
    report: AnnualReport


@dataclass(frozen=True)
class ReportSentBack(Event):
    """退回报送 — the body in charge of openness asks for changes."""

    code = "reports.report.sent-back"
    says = _("%(by)s 退回了报送的 %(report)s：%(reason)s")
    report: AnnualReport
    reason: str


@dataclass(frozen=True)
class ReportPublished(Event):
    """公布年度报告 — everybody reads it."""

    code = "reports.report.published"
    says = _("%(by)s 公布了 %(report)s")
    report: AnnualReport


@dataclass(frozen=True)
class ReportCorrected(Event):
    """更正年度报告 — a new version is begun; the one that is published stays until then."""

    code = "reports.report.corrected"
    says = _("%(by)s 开始更正 %(replaced)s，形成第 %(version)s 版：%(note)s")
    about = "report"
    report: AnnualReport
    replaced: AnnualReport
    version: int
    note: str


@dataclass(frozen=True)
class ReportReminded(Event):
    """催报年度报告 — its last day comes near, or has passed."""

    code = "reports.report.reminded"
    says = _("%(by)s 催报 %(report)s，期限 %(due_on)s")
    report: AnnualReport
    due_on: str


@dataclass(frozen=True)
class SupplementsEntered(Event):
    """填报补充数 — numbers that another system counted."""

    code = "reports.supplements.entered"
    says = _("%(by)s 为 %(report)s 填报了 %(count)s 项补充数")
    report: AnnualReport
    count: int
    rows: list[dict[str, str]]


@dataclass(frozen=True)
class SupplementsConfirmed(Event):
    """复核补充数 — another one has compared them with their source."""

    code = "reports.supplements.confirmed"
    says = _("%(by)s 复核了 %(report)s 的 %(count)s 项补充数")
    report: AnnualReport
    count: int
    codes: list[str]


@dataclass(frozen=True)
class SupplementWithdrawn(Event):
    """撤回补充数 — it was wrong; another one may be entered."""

    code = "reports.supplement.withdrawn"
    says = _("%(by)s 撤回了 %(report)s 的一项补充数（%(cell)s）：%(reason)s")
    report: AnnualReport
    cell: str
    reason: str
