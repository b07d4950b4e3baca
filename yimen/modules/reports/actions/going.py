"""The verbs by which a report goes on: reviewed, submitted, received, published; or returned."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.documents import actions as documents
from yimen.kernel.documents.models import SealKind
from yimen.modules.reports import papers, queries
from yimen.modules.reports.events import (
    ReportPublished,
    ReportReceived,
    ReportReturned,
    ReportReviewed,
    ReportSentBack,
    ReportSubmitted,
)
from yimen.modules.reports.models import AnnualReport
from yimen.modules.reports.permissions import Permission
from yimen.modules.reports.states import ReportState

from .required import person_id, reason_of, require_another

State = ReportState
SENT = (State.SUBMITTED, State.PUBLISHED)


@action(permission=Permission.REPORT_REVIEW, moves=((State.DRAFTED,), State.REVIEWED))
def review_report(report: AnnualReport, *, by: Actor, at: datetime) -> ReportReviewed:
    """审核年度报告 — by the head of the disclosure office, who did not draft it; every check must hold."""
    require_another(by, report.drafted_by_id)
    _require_sound(report)
    report.reviewed_by_id, report.reviewed_at = person_id(by), at
    return ReportReviewed(report)


@action(permission=Permission.REPORT_RETURN, moves=((State.DRAFTED, State.REVIEWED), State.FROZEN))
def return_report(report: AnnualReport, *, reason: str, by: Actor, at: datetime) -> ReportReturned:
    """退回起草 — the texts stay; what was signed does not."""
    report.returned_reason = reason_of(reason)
    _unsign(report)
    return ReportReturned(report, report.returned_reason)


@action(permission=Permission.REPORT_SUBMIT, moves=((State.REVIEWED,), State.SUBMITTED))
def submit_report(report: AnnualReport, *, by: Actor, at: datetime) -> ReportSubmitted:
    """报送年度报告 — by the leader, who neither drafted nor reviewed it; never while a check fails."""
    require_another(by, report.drafted_by_id)
    require_another(by, report.reviewed_by_id)
    _require_sound(report)
    report.submitted_by_id, report.submitted_at = person_id(by), at
    return ReportSubmitted(report)


@action(permission=Permission.REPORT_RECEIVE, moves=(SENT, SENT))
def receive_report(report: AnnualReport, *, by: Actor, at: datetime) -> ReportReceived:
    """接收年度报告 — by the body in charge of openness (政府信息公开条例第四十九条)."""
    if report.received_at is not None:
        raise RuleBroken(_("这份年度报告已经接收。"))
    report.received_by_id, report.received_at = person_id(by), at
    return ReportReceived(report)


@action(permission=Permission.REPORT_RECEIVE, moves=((State.SUBMITTED,), State.FROZEN))
def send_back_report(report: AnnualReport, *, reason: str, by: Actor, at: datetime) -> ReportSentBack:
    """退回报送 — with what must be changed, before it is published."""
    report.returned_reason = reason_of(reason)
    report.received_by_id = report.received_at = None
    _unsign(report)
    return ReportSentBack(report, report.returned_reason)


@action(permission=Permission.REPORT_PUBLISH, moves=((State.SUBMITTED,), State.PUBLISHED))
def publish_report(report: AnnualReport, *, by: Actor, at: datetime) -> ReportPublished:
    """公布年度报告 — for everybody, with its sealed text; a published version never changes."""
    report.published_at = at
    report.document = documents.draw_up(
        kind="annual_report",
        org=report.org,
        data=papers.data_of(report, at=at),
        subject_label=str(report),
        seal_with=SealKind.OFFICIAL,
        seals_itself=True,
        at=at,
    )
    return ReportPublished(report)


def _unsign(report: AnnualReport) -> None:
    report.reviewed_by_id = report.reviewed_at = None
    report.submitted_by_id = report.submitted_at = None


def _require_sound(report: AnnualReport) -> None:
    """No check fails, and nothing waits for its second person."""
    failed = [one.message for one in queries.findings(report) if one.is_blocking]
    if queries.waiting_supplements(report).exists():
        failed.insert(0, _("还有补充数没有复核。"))
    if failed:
        raise RuleBroken(_("核验没有通过：%(failed)s") % {"failed": " ".join(failed[:10])})
