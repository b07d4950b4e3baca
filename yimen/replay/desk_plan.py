"""重大项目窗口的剧本 — visits, projects and the cases of the programme of one year: pure, from dice of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

from .parallel_plan import SPAN, stages
from .plan import DeskYear, Grouped, Planned, PlannedProject
from .profile import Kind, Profile, ProgrammeClass
from .shares import apportioned
from .ways import CITY

OPENS, MINUTES = time(9), 7 * 60
CONCLUDED = ("instant", "straight")
"""Ways of applications that are accepted and concluded without anything in between."""


def planned(profile: Profile, days: Sequence[date], *, seed: int, scale: float) -> DeskYear:
    """Who came, and the projects with their stages: before the applications, as parts of stages are some of them."""
    dice = Random(f"{profile.year}/{seed}/{scale}/desk")  # noqa: S311 - the same seed must give the same year
    visits = _moments(days, round(profile.desk.consultations * scale), dice)
    projects = _projects(profile, days[:-SPAN], scale, dice)
    return DeskYear(tuple(visits), tuple(projects), stages(profile, days, projects, seed=seed, scale=scale))


def grouped(
    profile: Profile, applications: Sequence[Planned], *, seed: int, scale: float
) -> tuple[tuple[Grouped, ...], tuple[Planned, ...]]:
    """The cases of the programme, and the applications: a few of them are now for one of its items."""
    dice = Random(f"{profile.year}/{seed}/{scale}/programme")  # noqa: S311 - the same seed must give the same year
    found, changed = _programme(profile, applications, scale, dice)
    found.sort(key=lambda one: (one.day, one.serial))
    return tuple(found), tuple(changed.get(one.serial, one) for one in applications)


def _moments(days: Sequence[date], count: int, dice: Random) -> list[datetime]:
    """So many different minutes of working days, in their order."""
    drawn = sorted(dice.sample(range(len(days) * MINUTES), count))
    return [
        datetime.combine(days[one // MINUTES], OPENS, CITY) + timedelta(minutes=one % MINUTES)
        for one in drawn
    ]


def _projects(profile: Profile, days: Sequence[date], scale: float, dice: Random) -> list[PlannedProject]:
    """Every project is of one class at least: the classes are laid around the projects one after the other."""
    counts = profile.desk
    number = round(counts.escorted * scale)
    whole = round(sum(counts.classes.values()) * scale)
    parts = apportioned(max(number, whole) if number else 0, counts.classes)
    laid = [kind for kind, count in parts.items() for _ in range(min(count, number))]
    of = [tuple(laid[place::number]) for place in range(number)]
    dice.shuffle(of)
    sums = {
        currency: _sums(amount, scale, of, currency, dice) for currency, amount in counts.invested.items()
    }
    found = []
    for place, at in enumerate(_moments(days, number, dice)):
        invested = {currency: amounts[place] for currency, amounts in sums.items() if amounts[place]}
        found.append(PlannedProject(place + 1, at, of[place], invested))
    return found


def _sums(
    amount: int, scale: float, of: Sequence[Sequence[str]], currency: str, dice: Random
) -> Sequence[int]:
    """What is invested in one currency by project, in tens of thousands: foreign money in foreign projects alone."""
    weights = {
        place: dice.uniform(0.2, 3) * (currency == "CNY" or "foreign" in kinds)
        for place, kinds in enumerate(of)
    }
    parts = apportioned(round(amount * scale / 10_000), weights) if any(weights.values()) else {}
    return [parts.get(place, 0) * 10_000 for place in range(len(of))]


def _programme(
    profile: Profile, applications: Sequence[Planned], scale: float, dice: Random
) -> tuple[list[Grouped], Mapping[int, Planned]]:
    """The cases of each class, drawn from those that the year has; what is too rare takes the place of another item's."""
    classes = {one: one.count for one in profile.programme.classes}
    counts = apportioned(round(sum(classes.values()) * scale), classes)
    kinds = {one.like: one for one in profile.kinds}
    grouped: list[Grouped] = []
    changed: dict[int, Planned] = {}
    for one, count in counts.items():
        for found in _drawn(one, count, applications, kinds, dice):
            if one.instead_of:
                changed[found.serial] = replace(found, item=kinds[one.items[0]].code)
            grouped.append(Grouped(found.serial, _accepted_on(found)))
    return grouped, changed


def _drawn(
    wanted: ProgrammeClass,
    count: int,
    applications: Sequence[Planned],
    kinds: Mapping[str, Kind],
    dice: Random,
) -> list[Planned]:
    """Cases of the items of the class; of none, where no body has the item."""
    if not any(one in kinds for one in wanted.items):
        return []
    likes = (wanted.instead_of,) if wanted.instead_of else wanted.items
    items = {kinds[one].code for one in likes if one in kinds}
    there = [one for one in applications if one.item in items and one.path in CONCLUDED]
    return dice.sample(there, min(count, len(there)))


def _accepted_on(planned: Planned) -> date:
    return next(step.day for step in planned.steps if step.act in ("accept", "decide"))
