"""A year as somebody states it: every day once. Read from a CSV file, or from the days announced so far."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from yimen.kernel.base.refusals import RuleBroken

from .reasons import Reason, fits, rests

COLUMNS = ("date", "is_working", "reason", "name", "name_en")
YES = {"1", "true", "yes", "是"}  # 中文
NO = {"0", "false", "no", "否"}  # 中文


@dataclass(frozen=True, slots=True)
class DayStated:
    """一日 — as the notice states it."""

    on: date
    is_working: bool
    reason: str = ""
    name: str = ""
    name_en: str = ""


def usual(on: date) -> DayStated:
    """A day of which the notice says nothing: work from Monday to Friday, rest at the weekend."""
    if on.weekday() < 5:
        return DayStated(on, True)
    return DayStated(on, False, Reason.WEEKEND)


def days_of(year: int) -> list[date]:
    """Every day of the year, in order."""
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


def completed(year: int, stated: Iterable[DayStated]) -> list[DayStated]:
    """Every day of the year: as stated, and as usual where nothing is stated.

    Raises RuleBroken for a day of another year, for a day stated twice, and for a reason that does not fit.
    """
    found: dict[date, DayStated] = {}
    for day in stated:
        if day.on.year != year:
            raise RuleBroken(
                _("%(day)s不在%(year)s年内，请检查文件。") % {"day": day.on.isoformat(), "year": year}
            )
        if day.on in found:
            raise RuleBroken(_("%(day)s出现了两次，请检查文件。") % {"day": day.on.isoformat()})
        if not fits(day.on, day.reason) or rests(day.reason) == day.is_working:
            raise RuleBroken(
                _("%(day)s的“是否上班”与“原因”不一致，请检查文件。") % {"day": day.on.isoformat()}
            )
        found[day.on] = day
    return [found.get(on) or usual(on) for on in days_of(year)]


def from_csv(text: str) -> list[DayStated]:
    """The days of a CSV file with the header ``date,is_working,reason,name,name_en``.

    ``date`` is 2027-02-08; ``is_working`` 1 or 0 (是, 否); ``reason`` empty, weekend, holiday, make_up or
    local_closure (empty is completed: a rest day from Monday to Friday or with a name is a holiday, a working
    day at the weekend is make_up); ``name`` and ``name_en`` may be missing. Days that the file does not name
    are as usual: work from Monday to Friday. Raises RuleBroken that names the line.
    """
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    if not {"date", "is_working"} <= set(reader.fieldnames or ()):
        raise RuleBroken(_("文件的第一行应为列名：%(columns)s。") % {"columns": ",".join(COLUMNS)})
    return [_line(number, row) for number, row in enumerate(reader, start=2)]


def _line(number: int, row: dict[str, str | None]) -> DayStated:
    cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
    try:
        on = date.fromisoformat(cells["date"])
    except ValueError:
        raise RuleBroken(_("第%(line)s行：日期应写作 2027-02-08。") % {"line": number}) from None
    word = cells["is_working"].lower()
    if word not in YES | NO:
        raise RuleBroken(_("第%(line)s行：“是否上班”应为 1 或 0。") % {"line": number})
    is_working = word in YES
    reason = cells["reason"] or _reason(on, is_working, cells["name"])
    if reason not in Reason:
        raise RuleBroken(_("第%(line)s行：没有“%(reason)s”这种原因。") % {"line": number, "reason": reason})
    return DayStated(on, is_working, reason, cells["name"], cells["name_en"])


def _reason(on: date, is_working: bool, name: str) -> str:
    if is_working:
        return Reason.ORDINARY if on.weekday() < 5 else Reason.MAKE_UP
    return Reason.HOLIDAY if name or on.weekday() < 5 else Reason.WEEKEND
