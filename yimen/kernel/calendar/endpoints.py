"""The calendar for programs: read by anyone, kept by the same verbs as the pages."""

from __future__ import annotations

import datetime
from typing import Annotated

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from yimen.kernel.web.request import Request

from . import actions, queries
from .models import CalendarDay, WorkCalendar
from .stated import DayStated

router = Router()


class DayOut(Schema):
    """日历日."""

    date: datetime.date
    is_working: bool
    reason: str = Field(description="empty, weekend, holiday, make_up or local_closure")
    name: str
    name_en: str


class YearOut(Schema):
    """年度工作日历."""

    year: int
    version: int
    source_instrument: str
    is_official: bool
    loaded_at: datetime.datetime


class YearWithDays(YearOut):
    """年度工作日历 with every day."""

    days: list[DayOut]

    @staticmethod
    def resolve_days(calendar: WorkCalendar) -> list[CalendarDay]:
        return list(queries.days(calendar))


class DueOut(Schema):
    """到期日 — provisional when a year that is not loaded had a part in it."""

    on: datetime.date
    is_provisional: bool


class DayIn(Schema):
    """一日, as the notice states it."""

    date: datetime.date
    is_working: bool
    reason: str = Field("", max_length=20)
    name: str = Field("", max_length=60)
    name_en: str = Field("", max_length=100)


class YearIn(Schema):
    """载入年度日历 — days that are not stated are as usual."""

    source_instrument: str = Field(max_length=200)
    is_official: bool = True
    days: list[DayIn] = Field(max_length=366)


class DayChangeIn(Schema):
    """调整工作日."""

    reason: str = Field("", max_length=20)
    name: str = Field("", max_length=60)
    name_en: str = Field("", max_length=100)


@router.get("/years", auth=None, response=list[YearOut])
def years(request: Request) -> list[WorkCalendar]:
    """年度工作日历 — the years that are loaded."""
    return list(queries.years())


@router.get("/years/{year}", auth=None, response=YearWithDays)
def year(request: Request, year: int) -> WorkCalendar:
    """年度工作日历 — one year with every day."""
    return get_object_or_404(queries.years(), year=year)


@router.get("/due", auth=None, response=DueOut)
def due(request: Request, start: datetime.date, working_days: Annotated[int, Query(ge=0, le=1000)]) -> DueOut:
    """到期日 — so many working days after a day that is not counted."""
    found = queries.current().add(start, working_days)
    return DueOut(on=found.on, is_provisional=found.is_provisional)


@router.post("/years/{year}/loading", response={201: YearOut})
def load_year(request: Request, year: int, body: YearIn) -> Status[WorkCalendar]:
    """载入年度日历."""
    days = [DayStated(day.date, day.is_working, day.reason, day.name, day.name_en) for day in body.days]
    done = actions.load_year(
        actions.book(),
        year=year,
        days=days,
        source_instrument=body.source_instrument,
        is_official=body.is_official,
        by=request.actor,
        at=timezone.now(),
    )
    return Status(201, done.calendar)


@router.post("/days/{on}/change", response={201: DayOut})
def change_day(request: Request, on: datetime.date, body: DayChangeIn) -> Status[CalendarDay]:
    """调整工作日."""
    done = actions.change_day(actions.book(), on=on, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, done.day)
