"""Work by the clock: numbers whose day is over, reminders, appointments that nobody kept or a holiday displaced."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from yimen.kernel import calendar
from yimen.kernel.base.actor import Machine
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import Refused, RuleBroken
from yimen.kernel.jobs import every, job

from . import actions, queries, slots
from .models import Appointment, Ticket

log = logging.getLogger(__name__)
SWEEP = Machine("hall sweep")
REMIND_WITHIN = timedelta(hours=26)


def each(subjects: Iterable[Ticket | Appointment], act: Callable[..., object], at: datetime) -> int:
    """Calls the verb for every subject by itself; one that is refused stops none of the others."""
    done = 0
    for subject in subjects:
        try:
            act(subject, by=SWEEP, at=at)
            done += 1
        except Refused as refusal:
            log.info("%s of %s was refused: %s", act, subject.pk, refusal)
    return done


@every("11 0 * * *", name="hall.expire_numbers")
def expire_numbers() -> None:
    """作废 — numbers of days that are over."""
    at = timezone.now()
    each(queries.yesterdays(local_day(at)), actions.expire_number, at)


@every("30 9,17 * * *", name="hall.remind")
def remind_all() -> None:
    """预约提醒 — what begins before the next round."""
    at = timezone.now()
    each(queries.to_remind(at, at + REMIND_WITHIN), actions.remind, at)


@every("*/20 * * * *", name="hall.note_missed")
def note_missed() -> None:
    """爽约 — slots that are over, and the time for those who come late."""
    at = timezone.now()
    each(queries.missed(at, slots.minutes(local_day(at), "late_minutes")), actions.miss_appointment, at)


@job(name="hall.move_displaced", lock="hall.move_displaced")
def move_displaced() -> None:
    """顺延 — every appointment on a day that is no working day any more."""
    at, days = timezone.now(), calendar.current()
    for one in queries.booked_from(at):
        if not days.is_working(local_day(one.starts_at)):
            each([one], move_or_cancel, at)


def move_or_cancel(appointment: Appointment, *, by: Machine, at: datetime) -> None:
    """To the first day that has a place; where there is none, it is cancelled and its holder told."""
    try:
        actions.displace_appointment(appointment, by=by, at=at)
    except RuleBroken:
        actions.unplace_appointment(appointment, by=by, at=at)
