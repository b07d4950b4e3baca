"""统计期间: the days over which is counted, both ends included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.kernel import calendar
from yimen.kernel.web.words import cn_date

LONGEST = timedelta(days=366 * 20)
DAY = timedelta(days=1)


class Span(models.TextChoices):
    """期间 that a reader may choose by name."""

    TODAY = "today", _("今天")
    WEEK = "week", _("本周")
    MONTH = "month", _("本月")
    YEAR = "year", _("本年")
    CUSTOM = "custom", _("自选日期")


@dataclass(frozen=True)
class Period:
    """统计期间 — from the first day to the last, as seen on ``today``: no figure reaches into the future."""

    first: date
    last: date
    today: date
    span: str = Span.CUSTOM

    @property
    def begins_at(self) -> datetime:
        """The city's midnight at the beginning of the first day."""
        return _midnight(self.first)

    @property
    def ends_at(self) -> datetime:
        """The city's midnight at the end of the last day; it does not belong to the period."""
        return _midnight(self.last + DAY)

    @property
    def counted_to(self) -> date:
        """The last day of which anything can be known: the end of the period, or today."""
        return min(self.last, self.today)

    @property
    def known_until(self) -> datetime:
        """The city's midnight after the last day of which anything can be known."""
        return _midnight(self.counted_to + DAY)

    @property
    def is_running(self) -> bool:
        """Whether the period reaches today, so that its figures still move."""
        return self.last >= self.today

    @property
    def working_days(self) -> int:
        """The working days of the period that have begun, by the city's calendar."""
        if self.counted_to < self.first:
            return 0
        return calendar.current().count(self.first - DAY, self.counted_to)

    @property
    def label(self) -> str:
        if self.first == self.last:
            return cn_date(self.first)
        return f"{cn_date(self.first)}–{cn_date(self.last)}"

    @property
    def params(self) -> dict[str, str]:
        """The part of an address that asks for this period."""
        if self.span != Span.CUSTOM:
            return {"span": str(self.span)}
        return {"span": "custom", "from": self.first.isoformat(), "to": self.last.isoformat()}

    def of(self, dimension: str, key: date | None) -> tuple[date, date]:
        """The days behind one value of a dimension: a day, a month's part of the period, or else all of them."""
        if dimension == "day" and key is not None:
            return key, key
        if dimension == "month" and key is not None:
            return max(self.first, key), min(self.last, _month_end(key))
        return self.first, self.last

    @property
    def before(self) -> Period:
        """The period to compare with: the one of the same name before it, or as many days just before.

        A period that is still running is compared with as many days as have begun of it.
        """
        last = self.first - DAY
        if self.span == Span.CUSTOM:
            return Period(last - (self.last - self.first), last, self.today)
        whole = named(self.span, last)
        begun = whole.first + (self.counted_to - self.first) if self.is_running else whole.last
        return Period(whole.first, min(begun, whole.last), self.today)


def named(span: str, today: date) -> Period:
    """The period of this name that holds the day; weeks begin on Monday. Unknown names mean today."""
    if span == Span.WEEK:
        first = today - timedelta(days=today.weekday())
        return Period(first, first + timedelta(days=6), today, Span.WEEK)
    if span == Span.MONTH:
        first = today.replace(day=1)
        return Period(first, _month_end(first), today, Span.MONTH)
    if span == Span.YEAR:
        return Period(date(today.year, 1, 1), date(today.year, 12, 31), today, Span.YEAR)
    return Period(today, today, today, Span.TODAY)


def one_day(day: date, today: date) -> Period:
    """One day as a period."""
    return Period(day, day, today)


def read(params: Mapping[str, str], today: date, *, default: str = Span.MONTH) -> Period:
    """The period that an address asks for; days that cannot be read, or stand the wrong way round, are not obeyed."""
    first, last = _day(params.get("from", "")), _day(params.get("to", ""))
    span = params.get("span", "") or (Span.CUSTOM if first or last else default)
    if span != Span.CUSTOM:
        return named(span if span in Span.values else default, today)
    first, last = first or last, last or first
    if first is None or last is None or last < first or last - first > LONGEST:
        return named(default, today)
    return Period(first, last, today)


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2999 else None


def _month_end(first: date) -> date:
    return (first.replace(day=1) + timedelta(days=31)).replace(day=1) - DAY


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
