"""代办的剧本 — what villagers bring to their agents in one year: pure, from dice of their own.

A question is advice and no more. What is taken in is handled by the town's centre, most of it at once; what is brought home
is brought home by the agent; one in ten of these is asked about afterwards by the centre.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
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
ADVICE, OPEN, AT_POINT, AT_HOME, CONTENT, DISCONTENT = (
    "advice",
    "open",
    "at-point",
    "at-home",
    "content",
    "discontent",
)


def amounts(counts: VillageCounts, scale: float) -> dict[str, int]:
    """How many places and agents there are at the scale: at least one of each."""
    names = ("communities", "towns", "points", "town_agents", "village_agents")
    return {name: max(1, round(getattr(counts, name) * scale)) for name in names}


def planned(profile: Profile, days: Sequence[date], *, seed: int, scale: float) -> tuple[PlannedErrand, ...]:
    """The errands in the order in which they were brought."""
    dice = Random(f"{profile.year}/{seed}/{scale}/errands")  # noqa: S311 - the same seed must give the same year
    counts, first = profile.villages, bisect_left(days, profile.villages.begins)
    places, people = amounts(counts, scale), max(1, round(counts.principals * scale))
    found = []
    for ending in dealt(_endings(counts, scale), dice):
        script = _script(ending, dice)
        span = max(one.day for one in script)
        begins = (
            len(days) - dice.randint(1, STILL_OPEN)
            if ending == OPEN
            else dice.randrange(first, len(days) - span)
        )
        agent = dice.randrange(places["village_agents"])
        found.append(
            PlannedErrand(
                serial=0,
                item=dice.choice(SERVICES),
                org=f"{agent % places['points'] % places['towns']:02d}",
                applicant=_resident(dice.randrange(people)),
                channel="agent",
                path=ending,
                steps=timed(script, begins, days, dice.randint(9 * 60, 16 * 60), dice),
                agent=agent,
            )
        )
    found.sort(key=lambda one: (one.steps[0].at, one.agent, one.applicant))
    return tuple(replace(one, serial=number) for number, one in enumerate(found, FIRST))


def _resident(number: int) -> int:
    """Numbers of residents: every fourth number is an enterprise's."""
    return PRINCIPALS + 4 * (number // 3) + number % 3


def _endings(counts: VillageCounts, scale: float) -> dict[str, int]:
    """How many of each, of so many who came at the scale."""
    content = -int(-counts.asked * counts.satisfied // 1)
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
