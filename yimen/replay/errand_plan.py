"""代办的剧本 — what villagers bring to their agents in one year: pure, from dice of their own.

A question is advice and no more. What is taken in is handled by the town's centre, most of it at once; what is brought home
is brought home by the agent; one in ten of these is asked about afterwards by the centre.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from math import ceil
from random import Random

from .plan import PlannedErrand
from .profile import Profile, VillageCounts
from .shares import apportioned, dealt
from .ways import Script, Stage, timed

FIRST = 10_000_000
"""Serials of errands: no application of a year has one of these."""
PRINCIPALS = 20_000
"""Numbers of villagers: nobody else of a year has one of these."""
STILL_OPEN = 6
"""What is not concluded at the end came in on the last days."""
SERVICES = ("minimum-allowance", "old-age-card")
TAKEN_IN = ("request", "mandate", "take_in")
ADVICE, OPEN, AT_POINT, AT_HOME = "advice", "open", "at-point", "at-home"
CONTENT, DISCONTENT = "content", "discontent"
"""How what was brought home was found, where the principal was asked."""


def amounts(counts: VillageCounts, scale: float) -> dict[str, int]:
    """How many places and agents there are at the scale: at least one of each."""
    names = ("communities", "street_centres", "towns", "points", "town_agents", "village_agents")
    return {name: max(1, round(getattr(counts, name) * scale)) for name in names}


def planned(profile: Profile, days: Sequence[date], *, seed: int, scale: float) -> tuple[PlannedErrand, ...]:
    """The errands in the order in which they were brought."""
    dice = Random(f"{profile.year}/{seed}/{scale}/errands")  # noqa: S311 - the same seed must give the same year
    endings = dealt(_endings(profile.villages, scale), dice)
    found = [_errand(profile.villages, days, ending, scale, dice) for ending in endings]
    found.sort(key=lambda one: (one.steps[0].at, one.agent, one.applicant))
    return tuple(replace(one, serial=number) for number, one in enumerate(found, FIRST))


def _errand(
    counts: VillageCounts, days: Sequence[date], ending: str, scale: float, dice: Random
) -> PlannedErrand:
    """One of an agent who is drawn, by a principal who is drawn; it has no serial yet."""
    places, script = amounts(counts, scale), _script(ending, dice)
    agent = dice.randrange(places["village_agents"])
    return PlannedErrand(
        serial=0,
        item=dice.choice(SERVICES),
        org=f"{agent % places['points'] % places['towns']:02d}",
        applicant=_resident(dice.randrange(max(1, round(counts.principals * scale)))),
        channel="agent",
        path=ending,
        steps=timed(
            script, _first(counts, days, ending, script, dice), days, dice.randint(9 * 60, 16 * 60), dice
        ),
        agent=agent,
    )


def _first(counts: VillageCounts, days: Sequence[date], ending: str, script: Script, dice: Random) -> int:
    """The day on which it is brought, early enough for what must still happen within the year."""
    if ending == OPEN:
        return len(days) - dice.randint(1, STILL_OPEN)
    return dice.randrange(bisect_left(days, counts.begins), len(days) - max(one.day for one in script))


def _resident(number: int) -> int:
    """Numbers of residents: every fourth number is an enterprise's."""
    return PRINCIPALS + 4 * (number // 3) + number % 3


def _endings(counts: VillageCounts, scale: float) -> dict[str, int]:
    """How many of each, of so many who came at the scale."""
    content = ceil(counts.asked * counts.satisfied)
    return apportioned(
        round(counts.received * scale),
        {
            ADVICE: counts.received - counts.accepted,
            OPEN: counts.accepted - counts.concluded,
            AT_POINT: counts.concluded - counts.at_home,
            AT_HOME: counts.at_home - counts.asked,
            CONTENT: content,
            DISCONTENT: counts.asked - content,
        },
    )


def _script(ending: str, dice: Random) -> Script:
    if ending == ADVICE:
        return [Stage(0, "advise")]
    came = [Stage(0, act) for act in TAKEN_IN]
    if ending == OPEN:
        return came
    handled = 0 if dice.random() < 0.9 else dice.randint(1, 3)
    brought = handled + int(ending != AT_POINT)
    done = [*came, Stage(handled, "handle"), Stage(brought, "bring", ending)]
    if ending in (CONTENT, DISCONTENT):
        done += [Stage(brought, "file"), Stage(brought + dice.randint(1, 4), "ask", ending)]
    return done
