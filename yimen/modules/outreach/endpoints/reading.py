"""Reads: points, services and coverage for everybody; errands, mandates and advice for whom they concern."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from yimen.kernel.people.auth import OPEN
from yimen.kernel.web.request import Request
from yimen.modules.outreach import queries

from .found import errand_of, errand_out, point_line, point_of, service_out
from .routes import router
from .schemas import (
    AdviceOut,
    AgencyPointLine,
    AgencyPointOut,
    AgencyServiceOut,
    CoverageLine,
    CoveragePage,
    ErrandOut,
    ErrandPage,
    MandateOut,
)

MOST = 100


@router.get("/points", response=list[AgencyPointLine], auth=OPEN)
def agency_points(request: Request, q: str = "") -> list[AgencyPointLine]:
    """代理点 — those whose name or place has the words; at most a hundred."""
    today = timezone.localdate()
    rows = queries.points_named(q, today) if q else queries.points(today)
    return [point_line(one) for one in rows[:MOST]]


@router.get("/points/{point_id}", response=AgencyPointOut, auth=OPEN)
def agency_point(request: Request, point_id: UUID) -> AgencyPointOut:
    """一个代理点 — who serves there, and what they do free of charge."""
    point = point_of(point_id)
    return AgencyPointOut(
        **point_line(point).dict(),
        agents=[one.person.name for one in queries.agents_at(point, timezone.localdate())],
        services=[service_out(one) for one in queries.services_of(point.kind)],
    )


@router.get("/services", response=list[AgencyServiceOut], auth=OPEN)
def agency_services(request: Request, kind: str = "") -> list[AgencyServiceOut]:
    """服务目录 — of one kind of points, or of all."""
    rows = queries.services_of(kind) if kind else queries.services()
    return [service_out(one) for one in rows]


@router.get("/coverage", response=CoveragePage, auth=OPEN)
def coverage(request: Request, gap: bool = False, after: str = "") -> CoveragePage:
    """社区覆盖 — in the order of their codes; ``gap`` for those that lack a window or an officer."""
    rows = queries.coverage().filter(area_code__gt=after)
    found = list((queries.with_gap(rows) if gap else rows)[:MOST])
    lines = [
        CoverageLine(
            area_code=one.area_code,
            name=one.name,
            window=getattr(one, "window_name", None),
            window_since=getattr(one, "window_since", None),
            officer=getattr(one, "officer_name", None),
            officer_since=getattr(one, "officer_since", None),
        )
        for one in found
    ]
    return CoveragePage(communities=lines, next=found[-1].area_code if len(found) == MOST else "")


@router.get("/errands", response=ErrandPage)
def errands(request: Request, state: str = "", before: datetime | None = None) -> ErrandPage:
    """代办事项 — the own ones, those that one carries, those of the centre."""
    rows = queries.errands(request.actor)
    if state:
        rows = rows.filter(state=state)
    if before:
        rows = rows.filter(requested_at__lt=before)
    found = list(rows[:MOST])
    return ErrandPage(
        errands=[errand_out(one) for one in found],
        next=found[-1].requested_at if len(found) == MOST else None,
    )


@router.get("/errands/{errand_id}", response=ErrandOut)
def errand(request: Request, errand_id: UUID) -> ErrandOut:
    """一项代办."""
    return errand_out(errand_of(request, errand_id))


@router.get("/mandates", response=list[MandateOut])
def mandates(request: Request) -> list[MandateOut]:
    """委托 — the own ones, and those of the centre; the newest hundred."""
    return [MandateOut.from_orm(one) for one in queries.mandates(request.actor)[:MOST]]


@router.get("/advice", response=list[AdviceOut])
def advice(request: Request) -> list[AdviceOut]:
    """咨询登记 — the newest hundred."""
    return [AdviceOut.from_orm(one) for one in queries.advice(request.actor)[:MOST]]
