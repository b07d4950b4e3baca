"""年度报告: published ones for anybody; those in work, their cells and who has submitted for those who may."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from ninja import Query, Router

from yimen.kernel.people.actor import org_paths
from yimen.kernel.people.auth import OPEN
from yimen.kernel.web.request import Request
from yimen.modules.reports import behind, formats, machine_form, queries
from yimen.modules.reports.models import AnnualReport
from yimen.modules.reports.pages.found import kept_report, report_of
from yimen.modules.reports.pages.making import OVERSEERS
from yimen.modules.reports.permissions import Permission

from .schemas import CellOut, ReportFindingOut, ReportLine, ReportOut, StandingOut, SupplementOut

Code = Annotated[str, Query(pattern="^[a-z0-9-]*$", max_length=60)]
"""The code of a body."""

router = Router()
MOST = 500


@router.get("/published", response=list[ReportLine], auth=OPEN)
def published(request: Request, year: int | None = None, org: Code = "") -> list[ReportLine]:
    """信息公开年报 — the last published version of each, the newest year first, 500 at most."""
    rows = queries.published()
    rows = rows if year is None else rows.filter(year=year)
    rows = rows.filter(org__code=org) if org else rows
    return [ReportLine(**line(one)) for one in rows[:MOST]]


@router.get("/desk", response=list[ReportLine])
def reports(request: Request, year: int | None = None) -> list[ReportLine]:
    """年度报告 — those of the bodies where the asker's posts reach."""
    rows = queries.kept_reports(request.actor)
    rows = rows if year is None else rows.filter(year=year)
    return [ReportLine(**line(one)) for one in rows[:MOST]]


@router.get("/overview/{year}", response=list[StandingOut])
def overview(request: Request, year: int) -> list[StandingOut]:
    """报送情况 — body by body."""
    if not org_paths(request.actor, OVERSEERS) or not 2008 <= year <= 2999:
        raise Http404
    return [
        StandingOut(
            org=one.org.code,
            state=one.report.state if one.report else None,
            due_on=one.due_on,
            submitted_on=one.submitted_on,
            is_late=one.is_late,
        )
        for one in queries.standings(request.actor, year, timezone.localdate())
    ]


@router.get("/{uuid:report_id}", response=ReportOut, auth=OPEN)
def report(request: Request, report_id: UUID) -> ReportOut:
    """年度报告 — whole, in the machine form."""
    return shown(request, report_of(request, report_id))


@router.get("/{uuid:report_id}/cells/{cell}", response=CellOut)
def cell(request: Request, report_id: UUID, cell: str) -> CellOut:
    """单元格 — what stands behind one number."""
    found = kept_report(request, report_id)
    if cell not in formats.form(found.format_year).leaves():
        raise Http404
    one = queries.cells(found)[cell]
    there = behind.rows(request.actor, cell, one.ids, timezone.localdate())
    return CellOut(
        cell=cell,
        counted=one.counted,
        added=one.added,
        number=one.number,
        count=there.count,
        cases=[number for number, _title, _href in there.shown],
    )


@router.get("/{uuid:report_id}/supplements", response=list[SupplementOut])
def supplements(request: Request, report_id: UUID) -> list[SupplementOut]:
    """补充数 — those that stand."""
    return supplements_of(kept_report(request, report_id))


def supplements_of(found: AnnualReport) -> list[SupplementOut]:
    return [
        SupplementOut(
            id=one.pk,
            cell=one.code,
            value=one.value,
            source=one.source,
            state=one.state,
            entered_by=one.entered_by.name,
            confirmed_by=one.confirmed_by.name if one.confirmed_by else None,
        )
        for one in queries.supplements(found)
    ]


def line(one: AnnualReport) -> dict[str, Any]:
    names = ("year", "format_year", "version", "state", "submitted_at", "published_at")
    return {
        "id": one.pk,
        "org": one.org.code,
        "title": str(one),
        **{name: getattr(one, name) for name in names},
    }


def shown(request: Request, found: AnnualReport) -> ReportOut:
    """Everything; what is wrong with it only to those who make it."""
    numbers = queries.values(found)
    may_read = request.actor.may(Permission.REPORT_READ, found)
    findings = queries.findings(found, numbers) if may_read else []
    return ReportOut(
        **line(found),
        due_on=queries.due_on(found),
        report=machine_form.whole(found, numbers),
        findings=[
            ReportFindingOut(
                kind=one.kind, message=one.message, cells=list(one.cells), is_blocking=one.is_blocking
            )
            for one in findings
        ],
    )
