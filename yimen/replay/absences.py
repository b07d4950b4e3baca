"""窗口无人 — shifts of a week at two windows of a centre: at the item's own window they break off, at the other they go on.

The roster of the year is drawn up for these days alone: nobody else's window is judged by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from yimen.kernel.orgs.models import Window
from yimen.kernel.people.roles import Role
from yimen.modules.approvals.models import ItemVersion
from yimen.modules.hall import actions
from yimen.modules.hall.models import Shift

from . import stage
from .doing import Company
from .plan import Planting
from .ways import CITY

RULE = "R-ST-1"
BEFORE, ABSENT = 3, 3
"""So many working days somebody sits there, and so many nobody."""
OPENS, HOURS = time(9), timedelta(hours=8)


def plan_shifts(planting: Planting, days: Sequence[date], company: Company) -> None:
    """排班 by the manager of the centre, at the end of the day before the first of them; what is planned stays."""
    item = planting.subject_key.split("/", maxsplit=1)[0]
    version = (
        ItemVersion.objects.filter(item__code=item).select_related("item__org", "centre").latest("number")
    )
    own = stage.window_of(version)
    place = days.index(planting.day)
    for window in (own, stage.window_beside(own)):
        until = place if window == own else place + ABSENT
        for day in days[place - BEFORE : until]:
            _plan(window, day, days[place - BEFORE - 1], company)


def first_day(planting: Planting, days: Sequence[date]) -> date:
    """The day at whose end the shifts are planned."""
    return days[days.index(planting.day) - BEFORE - 1]


def _plan(window: Window, day: date, today: date, company: Company) -> None:
    starts_at = datetime.combine(day, OPENS, CITY)
    if Shift.objects.filter(window=window, starts_at=starts_at).exists():
        return
    company.today(today)
    centre = window.centre.code
    clerk = company.staff(Role.WINDOW_CLERK, f"{centre}.{window.number}")
    actions.plan_shift(
        window,
        person=clerk.person,
        starts_at=starts_at,
        ends_at=starts_at + HOURS,
        by=company.staff(Role.CENTRE_MANAGER, centre),
        at=datetime.combine(today, time(17), CITY),
    )
