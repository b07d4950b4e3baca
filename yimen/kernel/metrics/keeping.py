"""Keeping the numbers: what was never counted is counted whole, what has changed is counted anew, and both can be checked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import connection, transaction

from . import cells
from .cells import EARLIEST, LATEST, Difference
from .figures import Figure
from .models import ChangedDay, KeptFigure, RollupCell

LOCK = 0x46494755  # one keeper at a time, in the whole database
TAKE = """
WITH taken AS (DELETE FROM metrics_changedday RETURNING table_name, coalesce(day, (moment AT TIME ZONE %s)::date) AS on_day)
SELECT DISTINCT table_name, on_day FROM taken
"""


def keep_changes(at: datetime) -> bool:
    """Counts what is new or has changed; answers whether there may be more. Another keeper at work: nothing to do."""
    with transaction.atomic():
        if not _alone():
            return False
        figures = cells.kept_figures()
        built = set(KeptFigure.objects.values_list("figure", flat=True))
        new = [one for one in figures if one.key not in built]
        if new:
            _build(new, at)
        else:
            _renew(figures)
        return bool(new)


def rebuild(at: datetime, first: date | None = None, last: date | None = None) -> int:
    """Counts every figure anew, of all days or of some; returns how many cells there are then."""
    with transaction.atomic():
        _wait()
        figures = cells.kept_figures()
        if first is None and last is None:
            ChangedDay.objects.all().delete()  # all that was noted until now is counted here
            RollupCell.objects.all().delete()
            KeptFigure.objects.all().delete()
            _build(figures, at)
        else:
            _write(figures, first or EARLIEST, last or LATEST)
    return RollupCell.objects.count()


def check(first: date | None = None, last: date | None = None) -> list[Difference]:
    """The kept numbers that the rows do not bear out; days that wait to be counted are counted first."""
    with transaction.atomic():
        _wait()
        figures = [one for one in cells.kept_figures() if KeptFigure.objects.filter(figure=one.key).exists()]
        _renew(figures)
        return [
            one
            for part in cells.parts(figures)
            for one in cells.differences(part, first or EARLIEST, last or LATEST)
        ]


def _build(figures: list[Figure], at: datetime) -> None:
    _write(figures, EARLIEST, LATEST)
    KeptFigure.objects.bulk_create(KeptFigure(figure=one.key, built_at=at) for one in figures)


def _renew(figures: list[Figure]) -> None:
    """Takes the notes away and counts their days: what is noted meanwhile stays for the next time."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [settings.TIME_ZONE])
        taken = cursor.fetchall()
    days: dict[str, set[date]] = {}
    for table, day in taken:
        days.setdefault(table, set()).add(day)
    for table, changed in days.items():
        for first, last in stretches(changed):
            _write(cells.groups_of(figures, table), first, last)


def _write(figures: list[Figure], first: date, last: date) -> None:
    for part in cells.parts(figures):
        cells.write(part, first, last)


def stretches(days: Iterable[date]) -> list[tuple[date, date]]:
    """The days as stretches; a gap of a weekend is counted with them rather than apart."""
    found: list[tuple[date, date]] = []
    for day in sorted(days):
        if found and day - found[-1][1] <= timedelta(days=3):
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])


def _wait() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
