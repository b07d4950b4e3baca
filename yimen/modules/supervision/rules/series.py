"""Series: how many came and how many were refused by item and body, working day by working day, and what is unusual."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import accumulate
from math import exp

from yimen.kernel.calendar.days import WorkingDays

from .chances import at_least, standing
from .facts import Counts

YEAR = 366
LEAST_HISTORY = 40
"""Working days of history without which nothing can be called unusual."""
Place = tuple[str, str]


class Series:
    """Counts as sums up to each day, so that any stretch is a difference."""

    def __init__(
        self, received: Counts, calendar: WorkingDays, last: date, refused: Counts | None = None
    ) -> None:
        self.calendar = calendar
        days = [day for one in received.values() for day in one]
        self.first = min(days, default=last)
        self.size = (last - self.first).days + 1
        self.sums = {place: self._summed(one) for place, one in received.items()}
        self.refusals = {place: self._summed(one) for place, one in (refused or {}).items()}
        self.total = [sum(one) for one in zip(*self.sums.values(), strict=True)] or [0] * (self.size + 1)
        self.working = list(accumulate(self._works(place) for place in range(self.size)))
        self._last_seen = {place: self._seen(sums) for place, sums in self.sums.items()}

    def _summed(self, counts: Mapping[date, int]) -> list[int]:
        """Sums: the number before the first day, up to it, and so on."""
        each = [0] * self.size
        for day, count in counts.items():
            place = (day - self.first).days
            if 0 <= place < self.size:
                each[place] += count
        return [0, *accumulate(each)]

    def _works(self, place: int) -> int:
        return int(self.calendar.is_working(self.first + timedelta(days=place)))

    def _seen(self, sums: list[int]) -> list[int]:
        """For each day the place of the last day up to it with an arrival; -1 before the first."""
        seen, last = [], -1
        for place in range(self.size):
            if sums[place + 1] > sums[place]:
                last = place
            seen.append(last)
        return seen

    def _work(self, start: int, end: int) -> int:
        """Working days of the places after ``start`` up to ``end``."""
        return self.working[end] - (self.working[start] if start >= 0 else 0)

    def silent_on(
        self, day: date, days: int, expected: float, share: float
    ) -> Iterator[tuple[Place, date, float]]:
        """Places silent for at least ``days`` working days although ``expected`` were to come; false ones kept rare."""
        today = (day - self.first).days
        if not 0 <= today < self.size:
            return
        tested, rows, chances = 0, [], []
        for place, seen in self._last_seen.items():
            last = seen[today]
            if last < 0:
                continue
            tested += 1
            gap = self._work(last, today)
            if gap < days:
                continue
            mean = self._expected(self.sums[place], last, today)
            if mean >= expected:
                rows.append((place, last, mean))
                chances.append(exp(-mean))
        for one in standing(chances, max(tested, 1), share):
            place, last, mean = rows[one]
            yield place, self.calendar.next(self.first + timedelta(days=last)).on, mean

    def _expected(self, sums: list[int], last: int, today: int) -> float:
        """What was to come between: the item's own year before, times how the season and all others went.

        Where all others went silent too (a holiday nobody loaded), nothing was to come.
        """
        start = max(last - YEAR, -1)
        worked = self._work(start, last)
        if worked < LEAST_HISTORY:
            return 0.0
        own = (sums[last + 1] - sums[start + 1]) / worked
        usual = (self.total[last + 1] - self.total[start + 1]) / worked
        between = self._work(last, today)
        now = (self.total[today + 1] - self.total[last + 1]) / between
        season = now / usual if usual else 0.0
        return own * between * min(season, self._season(last, today, usual))

    def _season(self, last: int, today: int, usual: float) -> float:
        """月份系数 — the same days a year before against that year's mean; 1 where they are not known."""
        start, end = last - 364, today - 364
        if start < 0 or not usual:
            return 1.0
        worked = self._work(start, end)
        return (self.total[end + 1] - self.total[start + 1]) / worked / usual if worked else 1.0

    def refusing_on(
        self, day: date, days: int, least: int, share: float
    ) -> Iterator[tuple[Place, int, float]]:
        """Places with far more refusals in the last ``days`` working days than their own year lets expect."""
        today = (day - self.first).days
        if not 0 <= today < self.size:
            return
        rank = self.calendar.rank(day.toordinal()) - days
        start = self.calendar.at(rank) - self.first.toordinal()
        if start < LEAST_HISTORY:
            return
        rows, chances = [], []
        for place, refused in self.refusals.items():
            count = refused[today + 1] - refused[start + 1]
            if count < least:
                continue
            mean = self._usual_refusals(place, refused, start, today)
            rows.append((place, count, mean))
            chances.append(at_least(count, mean))
        for one in standing(chances, max(len(self.sums), 1), share):
            yield rows[one]

    def _usual_refusals(self, place: Place, refused: list[int], start: int, today: int) -> float:
        """The refusals to be expected among those that came: by the item's own rate of the year before."""
        received = self.sums.get(place) or [0] * (self.size + 1)
        before = max(start - YEAR, -1)
        came = received[start + 1] - received[before + 1]
        rate = (refused[start + 1] - refused[before + 1] + 0.5) / (came + 1)
        return (received[today + 1] - received[start + 1] + 1) * min(rate, 1.0)
