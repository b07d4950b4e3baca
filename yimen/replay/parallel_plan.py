"""并联审批的剧本 — the stages of the year's projects, with the parts of their departments: pure, from dice of their own.

Every part is one of the year's applications: as many fewer go the full way by themselves, so that the counts stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from random import Random

from .plan import PlannedProject, PlannedStage
from .profile import Profile, StageOfYear
from .ways import Script, Stage, timed

FIRST = 20_000_000
"""Serials of stages: nothing else of a year has one of these."""
OWNERS = 90_003
"""The first number of an owner of a project: an enterprise, as every fourth one; nobody else of a year has one of these."""
SPAN = 8
"""Working days from the application for a stage to the day on which its decisions are given out, at most."""
ACCEPTED, RECEIVED, MET, DECIDED = 1, 2, 3, 5
"""Working days after the application: taken in, acknowledged by the departments, reviewed together, decided at the earliest.

Not before those that said nothing are deemed to miss nothing, so that every part is checked while its stage is in hand.
"""
ASKED_AFTER = 5
"""Minutes from the moment at which a project was taken on."""


def owner_of(project: int) -> int:
    """The number of the enterprise whose project has the serial."""
    return OWNERS + 4 * (project - 1)


def stages(
    profile: Profile, days: Sequence[date], projects: Iterable[PlannedProject], *, seed: int, scale: float
) -> tuple[PlannedStage, ...]:
    """The stages of all projects, in the order in which they are applied for."""
    dice = Random(f"{profile.year}/{seed}/{scale}/stages")  # noqa: S311 - the same seed must give the same year
    found = [one for project in projects for one in _of(project, profile, days, dice)]
    found.sort(key=lambda one: (one.steps[0].at, one.project))
    return tuple(replace(one, serial=number) for number, one in enumerate(found, FIRST))


def _of(
    project: PlannedProject, profile: Profile, days: Sequence[date], dice: Random
) -> Iterator[PlannedStage]:
    """The stage with which it comes to the desk; some go on with the next one, as long as the year has room for it."""
    first, minute = days.index(project.day), project.at.hour * 60 + project.at.minute + ASKED_AFTER
    brings = True
    fitting = [one for one in profile.stages if not one.classes.isdisjoint(project.classes)]
    for one in fitting[dice.randrange(len(fitting)) :] if fitting else ():
        if first + SPAN >= len(days) or not (brings or dice.random() < profile.desk.goes_on):
            return
        steps = timed(_script(one, profile.desk.silent, dice, brings=brings), first, days, minute, dice)
        yield PlannedStage(
            serial=0,
            item=one.code,
            org=one.lead,
            applicant=owner_of(project.serial),
            channel="web",
            path="parallel",
            steps=steps,
            project=project.serial,
            parts=one.items,
            awaited=frozenset(each["before"] for each in one.orders),
        )
        first, minute, brings = days.index(steps[-1].day) + 1, dice.randint(9 * 60, 15 * 60), False


def _script(stage: StageOfYear, silent: float, dice: Random, *, brings: bool) -> Script:
    """``brings``: the paper that every item asks for is brought once, for all stages of the project."""
    script = [Stage(0, act) for act in ("prepare", "share", "apply") if brings or act != "share"]
    script.append(Stage(ACCEPTED, "take_in_stage"))
    if stage.is_reviewed:
        script += _review(stage.items)
    decided: dict[str, int] = {}
    for item in stage.items:
        before = [decided[one["before"]] for one in stage.orders if one["after"] == item]
        decided[item] = max([DECIDED + dice.randint(0, 1), *before])
        script += _part(item, decided[item], dice, says=dice.random() >= silent)
    issued = max(one.day for one in script) + dice.randint(0, 1)
    script.append(Stage(issued, "issue"))
    return sorted(script, key=lambda one: one.day)


def _review(items: Mapping[str, str]) -> Script:
    """Called when the stage is taken in; each body says what it thinks, and the lead holds it."""
    first_of: dict[str, str] = {}
    for item, org in items.items():
        first_of.setdefault(org, item)
    opinions = [Stage(MET, "opine", item) for item in first_of.values()]
    return [Stage(ACCEPTED, "call"), *opinions, Stage(MET, "hold_review")]


def _part(item: str, decided: int, dice: Random, *, says: bool) -> Script:
    examined = MET + dice.randint(0, 1)
    script = [Stage(RECEIVED, "acknowledge", item), Stage(RECEIVED, "assign", item)]
    if says:
        script.append(Stage(RECEIVED + dice.randint(0, 1), "complete", item))
    return [
        *script,
        Stage(examined, "examine", item),
        Stage(decided, "approve", item),
        Stage(decided + dice.randint(0, 1), "conclude", item),
    ]
