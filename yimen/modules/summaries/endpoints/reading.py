"""年度工作总结: published ones for anybody; those in work for those who make them. Rows of open data have addresses of pages."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ninja import Router

from yimen.kernel.people.auth import OPEN
from yimen.kernel.web.request import Request
from yimen.modules.summaries import machine_form, open_files, queries, rules
from yimen.modules.summaries.models import AnnualSummary
from yimen.modules.summaries.pages.found import own_centres, summary_of
from yimen.modules.summaries.permissions import Permission

from .schemas import DatasetOut, SummaryLine, SummaryOut, SummaryOutlineOut, SummaryPartOut

router = Router()
MOST = 500


@router.get("/published", response=list[SummaryLine], auth=OPEN)
def published(request: Request, year: int | None = None) -> list[SummaryLine]:
    """年度工作总结 — the last published edition of each, the newest year first."""
    rows = queries.published()
    return [SummaryLine(**line(one)) for one in (rows if year is None else rows.filter(year=year))[:MOST]]


@router.get("/desk", response=list[SummaryLine])
def desk(request: Request) -> list[SummaryLine]:
    """编写年度工作总结 — those of the bodies where the asker's posts reach."""
    return [SummaryLine(**line(one)) for one in queries.kept_summaries(request.actor)[:MOST]]


@router.get("/outline", response=list[SummaryOutlineOut])
def outlines(request: Request) -> list[SummaryOutlineOut]:
    """总结提纲 — those that hold, of the centres for which the asker writes."""
    found = [(org, queries.outline_of(org)) for org in own_centres(request)]
    return [
        SummaryOutlineOut(org=org.code, number=one.number, source=one.source) for org, one in found if one
    ]


@router.get("/datasets", response=list[DatasetOut], auth=OPEN)
def summary_datasets(request: Request) -> list[DatasetOut]:
    """开放数据 — the files that every report brings, with their columns."""
    return [
        DatasetOut(
            code=code,
            title=str(one.title),
            definition=str(one.definition),
            columns=[
                {"name": each.name, "label": str(each.label), "kind": each.kind} for each in one.columns
            ],
        )
        for code, one in open_files.files().items()
    ]


@router.get("/{uuid:summary_id}", response=SummaryOut, auth=OPEN)
def summary(request: Request, summary_id: UUID) -> SummaryOut:
    """年度工作总结 — whole, in the machine form."""
    return shown(request, summary_of(request, summary_id))


def line(one: AnnualSummary) -> dict[str, Any]:
    names = ("year", "edition", "state", "as_of", "published_at")
    return {"id": one.pk, "org": one.org.code, "title": str(one)} | {
        name: getattr(one, name) for name in names
    }


def shown(request: Request, found: AnnualSummary) -> SummaryOut:
    """Everything; what a rebuilding found only to those who make or oversee it."""
    makes = request.actor.may(Permission.SUMMARY_READ, found)
    return SummaryOut(
        **line(found),
        summary=machine_form.whole(found),
        parts=[
            SummaryPartOut(
                id=one.pk,
                chapter=one.chapter,
                code=one.code,
                title=one.title,
                text=one.text,
                typed=rules.typed(one.text),
            )
            for one in found.parts.all()
        ],
        rebuilt_at=found.rebuilt_at if makes else None,
        differences=found.differences if makes else [],
    )
