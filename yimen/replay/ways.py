"""办理过程 — the steps of one application, as working days after its receipt: the usual ways, the endings, what is planted.

Pure: dice in, steps out. ``timed`` lays them onto the days of a year.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from .plan import Step
from .profile import Kind

CITY = ZoneInfo("Asia/Shanghai")
HANDED_IN = ((0, "draft"), (0, "attach"), (0, "submit"))
HOLD_DAYS = 5
"""What is told when a procedure is opened; the planted one stays open longer."""
EXTENDED_BY = 5


@dataclass(frozen=True, slots=True)
class Stage:
    """环节 — an act so many working days after receipt; ``occurred`` is the day on which it really happened."""

    day: int
    act: str
    note: str = ""
    occurred: int | None = None


Script = list[Stage]


def on_the_spot() -> Script:
    """即办 — all in one visit."""
    return _all(0, "draft", "attach", "submit", "decide", "conclude", "deliver")


def straight(kind: Kind, dice: Random) -> Script:
    accepted = _soon(dice)
    return [*_in(), Stage(accepted, "accept"), *_handled(kind, accepted, dice)]


def corrected(kind: Kind, dice: Random) -> Script:
    asked = _soon(dice)
    answered = asked + dice.randint(2, 8)
    accepted = answered + _soon(dice)
    return [
        *_in(),
        Stage(asked, "correct"),
        Stage(answered, "attach_again"),
        Stage(answered, "resubmit"),
        Stage(accepted, "accept"),
        *_handled(kind, accepted, dice),
    ]


def refused(kind: Kind, dice: Random) -> Script:
    accepted = _soon(dice)
    return [*_in(), Stage(accepted, "accept"), *_handled(kind, accepted, dice, granted=False)]


def held(kind: Kind, dice: Random, *, days: int = 0) -> Script:
    """A special procedure in the middle; ``days`` that it lasts, else within what was told."""
    accepted = _soon(dice)
    opened = accepted + 1
    closed = opened + (days or dice.randint(2, HOLD_DAYS))
    examined = closed + 1
    return [
        *_in(),
        Stage(accepted, "accept"),
        Stage(accepted, "assign"),
        Stage(opened, "hold", kind.hold),
        Stage(closed, "end_hold", kind.hold),
        *_decided(examined, examined + dice.randint(0, 1), dice),
    ]


def extended(kind: Kind, dice: Random) -> Script:
    accepted = _soon(dice)
    asked = accepted + kind.promised - 1
    decided = accepted + kind.promised + dice.randint(1, EXTENDED_BY)
    return [
        *_in(),
        Stage(accepted, "accept"),
        Stage(accepted, "assign"),
        Stage(asked, "extend"),
        *_decided(decided - 1, decided, dice),
    ]


# --- planted


def asked_for_more(kind: Kind, dice: Random) -> Script:
    """R-PC-2: the notice asks for a paper that the guide does not know."""
    return [replace(one, note="more") if one.act == "correct" else one for one in corrected(kind, dice)]


def slow_step(kind: Kind, dice: Random) -> Script:
    """R-OD-2: the examiner keeps it for nearly the whole promise, and the decision is still in time."""
    examined = kind.promised - 2
    return [
        *_in(),
        Stage(0, "accept"),
        Stage(0, "assign"),
        *_decided(examined, examined + dice.randint(0, 1), dice),
    ]


def past_promise(kind: Kind, dice: Random) -> Script:
    """R-OD-3: decided after the promised day, before the statutory one."""
    return _decided_on(kind.promised + dice.randint(1, 3), dice)


def past_statute(kind: Kind, dice: Random) -> Script:
    """R-OD-4: decided after the statutory day."""
    return _decided_on(kind.statutory + dice.randint(1, 5), dice)


def delivered_late(kind: Kind, dice: Random) -> Script:
    """R-OD-5: more than ten working days between decision and delivery."""
    script = straight(kind, dice)
    decided = next(one.day for one in script if one.act == "approve")
    return [*script[:-1], Stage(decided + 10 + dice.randint(2, 5), "deliver")]


def held_too_long(kind: Kind, dice: Random) -> Script:
    """R-OD-7: the procedure lasts longer than was told."""
    return held(kind, dice, days=HOLD_DAYS + dice.randint(3, 7))


def sent_back(kind: Kind, dice: Random) -> Script:
    """R-PC-4: returned by the leader three times."""
    script = [*_in(), Stage(0, "accept"), Stage(0, "assign")]
    for day in (1, 2, 3):
        script += _all(day, "examine", "return")
    return [*script, *_decided(4, 4, dice)]


def entered_late(kind: Kind, dice: Random) -> Script:
    """R-OH-3: accepted on the day of receipt, typed in days later."""
    typed = dice.randint(2, 4)
    return [*_in(), Stage(typed, "accept", occurred=0), *_handled(kind, typed, dice, most=2)]


def in_a_burst(kind: Kind, typed: int, dice: Random) -> Script:
    """R-OH-3, many at once: as one by one, all typed in on the same day."""
    return [*_in(), Stage(typed, "accept", "burst", occurred=0), *_handled(kind, typed + 1, dice, most=2)]


def left_lying(kind: Kind, dice: Random) -> Script:
    """R-CN-1: nobody takes it in; the sweep deems it accepted after five working days."""
    return [*_in(), Stage(7, "assign"), *_decided(8, 8 + dice.randint(0, 1), dice)]


# --- never accepted


def withdrawn(_kind: Kind, dice: Random) -> Script:
    return [*_in(), Stage(dice.randint(0, 2), "withdraw")]


def correction_lapsed(_kind: Kind, dice: Random) -> Script:
    return [*_in(), Stage(_soon(dice), "correct")]


def refused_acceptance(_kind: Kind, dice: Random) -> Script:
    return [*_in(), Stage(0, "propose_refusal"), Stage(_soon(dice), "refuse_acceptance")]


def not_competent(_kind: Kind, dice: Random) -> Script:
    return [*_in(), Stage(_soon(dice), "not_competent")]


def not_required(_kind: Kind, dice: Random) -> Script:
    return [*_in(), Stage(_soon(dice), "not_required")]


ENDINGS: dict[str, Callable[[Kind, Random], Script]] = {
    "straight": straight, "correction": corrected, "refused": refused, "held": held, "extended": extended,
}  # fmt: skip
PLANTED: dict[str, Callable[[Kind, Random], Script]] = {
    "R-OD-2": slow_step, "R-OD-3": past_promise, "R-OD-4": past_statute, "R-OD-5": delivered_late,
    "R-OD-7": held_too_long, "R-PC-2": asked_for_more, "R-PC-4": sent_back, "R-OH-3": entered_late, "R-CN-1": left_lying,
}  # fmt: skip
TURNED_AWAY: dict[str, Callable[[Kind, Random], Script]] = {
    "withdrawn": withdrawn, "correction_lapsed": correction_lapsed, "refused_acceptance": refused_acceptance,
    "not_competent": not_competent, "not_required": not_required,
}  # fmt: skip


def fits(kind: Kind, way: str) -> bool:
    """Whether a way can be gone with an item: a procedure needs one that knows it, a deemed acceptance time left."""
    if way in ("held", "R-OD-7"):
        return bool(kind.hold)
    return kind.promised >= 10 if way == "R-CN-1" else True


def last_needed(script: Script, *, delivered: bool = False) -> int:
    """The working day after receipt on which the case is concluded, or ends otherwise; or is ``delivered``."""
    return max(one.day for one in script if delivered or one.act != "deliver")


def occurs_on(script: Script, rule: str, kind: Kind) -> int:
    """The working day after receipt on which the planted violation is there."""
    acts = {one.act: one.day for one in script}
    return {
        "R-OD-3": kind.promised + 1,
        "R-OD-4": kind.statutory + 1,
        "R-OD-5": acts.get("approve", 0) + 11,
        "R-OD-7": acts.get("hold", 0) + HOLD_DAYS + 1,
        "R-OD-2": acts.get("examine", 0),
        "R-PC-2": acts.get("correct", 0),
        "R-PC-4": 3,
        "R-OH-3": acts.get("accept", 0),
        "R-CN-1": 6,
    }[rule]


def timed(script: Script, first: int, days: Sequence[date], minute: int, dice: Random) -> tuple[Step, ...]:
    """The steps on the days from the ``first`` one, the receipt at the minute; what lies after the last day is left out."""
    steps: list[Step] = []
    now = _at(days[first], minute)
    for stage in script:
        if first + stage.day >= len(days):
            break
        if days[first + stage.day] != now.date():
            now = _at(days[first + stage.day], dice.randint(9 * 60, 14 * 60))
        elif steps:
            now += timedelta(seconds=dice.randint(40, 160))
        occurred = None
        if stage.occurred is not None:
            occurred = _at(days[first + stage.occurred], 0) + timedelta(hours=16, minutes=30)
        steps.append(Step(now, stage.act, stage.note, occurred))
    return tuple(steps)


def _at(day: date, minute: int) -> datetime:
    return datetime.combine(day, time(minute // 60, minute % 60), CITY)


def _in() -> Script:
    return [Stage(day, act) for day, act in HANDED_IN]


def _all(day: int, *acts: str) -> Script:
    return [Stage(day, act) for act in acts]


def _soon(dice: Random) -> int:
    return int(dice.random() < 0.15)


def _handled(
    kind: Kind, accepted: int, dice: Random, *, granted: bool = True, most: int | None = None
) -> Script:
    """Assigned, examined, decided: within half of the promise."""
    most = most or max(1, kind.promised // 2 - 1)
    assigned = accepted + int(dice.random() < 0.3)
    examined = max(assigned, accepted + dice.randint(1, most))
    return [
        Stage(assigned, "assign"),
        *_decided(examined, examined + dice.randint(0, 1), dice, granted=granted),
    ]


def _decided(examined: int, decided: int, dice: Random, *, granted: bool = True) -> Script:
    concluded = decided + int(dice.random() < 0.3)
    return [
        Stage(examined, "examine", "" if granted else "refuse"),
        Stage(decided, "approve" if granted else "refuse"),
        Stage(concluded, "conclude"),
        Stage(concluded + dice.randint(0, 3), "deliver"),
    ]


def _decided_on(day: int, dice: Random) -> Script:
    return [*_in(), Stage(0, "accept"), Stage(1, "assign"), *_decided(day - 2, day, dice)]
