"""Work by the clock: the year's reports are there from its first day; whoever is late is reminded."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils import timezone

from yimen.kernel.base.actor import Machine
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import Refused
from yimen.kernel.jobs import every

from . import actions, queries

log = logging.getLogger(__name__)
CALENDAR = Machine("report calendar")


@every("40 5 * * *", name="reports.keep_calendar")
def keep_calendar() -> None:
    """年度报告日程 — opens what must be there this year and last, and reminds of what is due."""
    look(timezone.now())


def look(at: datetime) -> tuple[int, int]:
    """How many reports were opened, and how many reminded of; one that is refused stops none of the others."""
    today = local_day(at)
    opened = reminded = 0
    for year in (today.year - 1, today.year):
        for org in queries.unopened(year, today):
            handler = queries.handler_of(org, today)
            opened += _done(actions.open_report, handler, at, org=org, year=year)
        for report in queries.in_work(year):
            if queries.is_to_remind(report, today):
                reminded += _done(actions.remind_report, report, at)
    return opened, reminded


def _done(act: Callable[..., Any], subject: Any, at: datetime, **facts: Any) -> int:
    try:
        act(subject, **facts, by=CALENDAR, at=at)
    except Refused as refusal:
        log.info("%s of %s was refused: %s", act, subject.pk, refusal)
        return 0
    return 1
