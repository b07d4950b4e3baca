"""年度报告: the acts of those who make, review, submit and receive it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from ninja import Status

from yimen.kernel.web.request import Request
from yimen.modules.reports import actions, queries
from yimen.modules.reports.actions import SupplementGiven
from yimen.modules.reports.pages.found import kept_report
from yimen.modules.reports.permissions import Permission

from .reading import router, shown, supplements_of
from .schemas import (
    ConfirmationIn,
    ReportOpeningIn,
    ReportOut,
    SupplementOut,
    SupplementsIn,
    TextsIn,
    WhyReturnedIn,
    YearlyCorrectionIn,
)

Out = {201: ReportOut}
Added = {201: list[SupplementOut]}


@router.post("/opening", response=Out)
def open_report(request: Request, body: ReportOpeningIn) -> Status[ReportOut]:
    """建立年度报告."""
    today = timezone.localdate()
    org = next((one for one in queries.opens_for(request.actor, today) if one.code == body.org), None)
    if org is None:
        raise Http404
    facts = {"org": org, "year": body.year, "format_year": body.format_year}
    handler = queries.handler_of(org, today)
    done = actions.open_report(handler, **facts, by=request.actor, at=timezone.now())  # type: ignore[arg-type]
    return Status(201, shown(request, done.report))


@router.post("/{uuid:report_id}/freezing", response=Out)
def freeze_report(request: Request, report_id: UUID) -> Status[ReportOut]:
    """锁定年度数据."""
    return _done(request, report_id, actions.freeze_report, Permission.REPORT_DRAFT)


@router.post("/{uuid:report_id}/draft", response=Out)
def draft_report(request: Request, report_id: UUID, body: TextsIn) -> Status[ReportOut]:
    """起草."""
    return _done(request, report_id, actions.draft_report, Permission.REPORT_DRAFT, **body.dict())


@router.post("/{uuid:report_id}/review", response=Out)
def review_report(request: Request, report_id: UUID) -> Status[ReportOut]:
    """审核."""
    return _done(request, report_id, actions.review_report, Permission.REPORT_REVIEW)


@router.post("/{uuid:report_id}/return", response=Out)
def return_report(request: Request, report_id: UUID, body: WhyReturnedIn) -> Status[ReportOut]:
    """退回起草."""
    return _done(request, report_id, actions.return_report, Permission.REPORT_RETURN, **body.dict())


@router.post("/{uuid:report_id}/submission", response=Out)
def submit_report(request: Request, report_id: UUID) -> Status[ReportOut]:
    """报送."""
    return _done(request, report_id, actions.submit_report, Permission.REPORT_SUBMIT)


@router.post("/{uuid:report_id}/reception", response=Out)
def receive_report(request: Request, report_id: UUID) -> Status[ReportOut]:
    """接收."""
    return _done(request, report_id, actions.receive_report, Permission.REPORT_RECEIVE)


@router.post("/{uuid:report_id}/sending-back", response=Out)
def send_back_report(request: Request, report_id: UUID, body: WhyReturnedIn) -> Status[ReportOut]:
    """退回报送."""
    return _done(request, report_id, actions.send_back_report, Permission.REPORT_RECEIVE, **body.dict())


@router.post("/{uuid:report_id}/publication", response=Out)
def publish_report(request: Request, report_id: UUID) -> Status[ReportOut]:
    """公布."""
    return _done(request, report_id, actions.publish_report, Permission.REPORT_PUBLISH)


@router.post("/{uuid:report_id}/correction", response=Out)
def correct_report(request: Request, report_id: UUID, body: YearlyCorrectionIn) -> Status[ReportOut]:
    """更正 — the new version."""
    found = kept_report(request, report_id, Permission.REPORT_CORRECT)
    done = actions.correct_report(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, shown(request, done.report))


@router.post("/{uuid:report_id}/supplements", response=Added)
def enter_supplements(request: Request, report_id: UUID, body: SupplementsIn) -> Status[list[SupplementOut]]:
    """填报补充数."""
    found = kept_report(request, report_id, Permission.SUPPLEMENT_ENTER)
    rows = [SupplementGiven(one.cell, one.value, one.source) for one in body.supplements]
    actions.enter_supplements(found, rows=rows, by=request.actor, at=timezone.now())
    return Status(201, supplements_of(found))


@router.post("/{uuid:report_id}/supplements/confirmation", response=Added)
def confirm_supplements(
    request: Request, report_id: UUID, body: ConfirmationIn
) -> Status[list[SupplementOut]]:
    """复核补充数."""
    found = kept_report(request, report_id, Permission.SUPPLEMENT_CONFIRM)
    actions.confirm_supplements(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, supplements_of(found))


@router.post("/{uuid:report_id}/supplements/{supplement_id}/withdrawal", response=Added)
def withdraw_supplement(
    request: Request, report_id: UUID, supplement_id: UUID, body: WhyReturnedIn
) -> Status[list[SupplementOut]]:
    """撤回补充数."""
    found = kept_report(request, report_id, Permission.SUPPLEMENT_ENTER)
    actions.withdraw_supplement(
        found, supplement=supplement_id, **body.dict(), by=request.actor, at=timezone.now()
    )
    return Status(201, supplements_of(found))


def _done(
    request: Request, report_id: UUID, act: Callable[..., Any], permission: str, **facts: Any
) -> Status[ReportOut]:
    """Does the act about a report about which the asker may do it, and gives the report."""
    act(kept_report(request, report_id, permission), **facts, by=request.actor, at=timezone.now())
    return Status(201, shown(request, kept_report(request, report_id)))
