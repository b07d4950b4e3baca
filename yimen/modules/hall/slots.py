"""时段: what can be booked at a hall on a day, from opening hours, calendar, shifts and what is taken already."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import islice

from django.utils import timezone

from yimen.kernel import calendar, policies
from yimen.kernel.base.days import local_day

from . import queries, rules
from .models import BusinessClass, Shift
from .rules import Slot
from .states import ShiftState

DAYS_LOOKED_AT = 30


def minutes(on: date, code: str) -> int:
    """A parameter of the hall, as the city sets it for the day."""
    return policies.on(on, f"hall.{code}").int


def days(at: datetime) -> list[date]:
    """The working days that may be booked at the moment: today and those after it, as many as the city says."""
    today = local_day(at)
    ahead = minutes(today, "appointment_days")
    coming = (today + timedelta(days=one) for one in range(DAYS_LOOKED_AT))
    return list(islice((one for one in coming if calendar.current().is_working(one)), ahead))


def slots(business: BusinessClass, day: date, at: datetime) -> list[Slot]:
    """The slots of a day that are still to come, with their places; none on a rest day."""
    return [one for one in whole_day(business, day, at) if one.starts_at > at]


def whole_day(business: BusinessClass, day: date, at: datetime) -> list[Slot]:
    """Every slot of a day, those that are over too."""
    hours = rules.opening(business.centre.opening_hours)
    if hours is None or not calendar.current().is_working(day):
        return []
    spans = rules.slots_of(day, *hours, minutes(day, "slot_minutes"), timezone.localtime(at))
    taken = queries.taken_places(business, (start for start, _end in spans))
    places = minutes(day, "places_per_window")
    sitting = _sitting(business, day, spans)
    return [
        Slot(start, end, sitting[index] * places, len(taken.get(start, ())))
        for index, (start, end) in enumerate(spans)
    ]


def slot_at(business: BusinessClass, starts_at: datetime, at: datetime) -> Slot | None:
    """The slot that begins at the moment; None when there is none."""
    found = slots(business, local_day(starts_at), at)
    return next((one for one in found if one.starts_at == starts_at), None)


def lowest_free(business: BusinessClass, slot: Slot) -> int:
    """The lowest place of a slot that nobody has; raises StopIteration when it is full."""
    taken = queries.taken_places(business, [slot.starts_at]).get(slot.starts_at, set())
    return next(one for one in range(1, slot.capacity + 1) if one not in taken)


def first_free_like(business: BusinessClass, starts_at: datetime, at: datetime) -> Slot | None:
    """顺延 — the first working day after the day that has a place: at the same time, else at the nearest one."""
    for day in days_after(local_day(starts_at)):
        free = [one for one in slots(business, day, at) if one.free]
        if free:
            wanted = timezone.localtime(starts_at).time()
            return min(free, key=lambda one: _apart(timezone.localtime(one.starts_at), wanted))
    return None


def days_after(day: date) -> Iterable[date]:
    """The working days after a day, as far as one looks."""
    coming = (day + timedelta(days=one) for one in range(1, DAYS_LOOKED_AT))
    return (one for one in coming if calendar.current().is_working(one))


def _apart(moment: datetime, wanted: object) -> tuple[float, datetime]:
    there = datetime.combine(local_day(moment), wanted, tzinfo=moment.tzinfo)  # type: ignore[arg-type]
    return abs((moment - there).total_seconds()), moment


def _sitting(business: BusinessClass, day: date, spans: list[tuple[datetime, datetime]]) -> list[int]:
    """How many windows of the class are staffed during each span; all of them where no shifts are planned that day."""
    serving = list(queries.windows_of(business).values_list("pk", flat=True))
    begins = timezone.make_aware(datetime.combine(day, datetime.min.time()))
    planned = list(
        Shift.objects.filter(
            window__centre=business.centre_id, starts_at__lt=begins + timedelta(days=1), ends_at__gt=begins
        )
        .exclude(state=ShiftState.CANCELLED)
        .values_list("window", "starts_at", "ends_at")
    )
    if not planned:
        return [len(serving)] * len(spans)
    mine = [one for one in planned if one[0] in serving]
    return [len({w for w, begin, stop in mine if begin <= start and end <= stop}) for start, end in spans]
