"""生成 — one year's applications from a seed: pure, no database, no clock. The same numbers give the same year.

The counts of the profile are met exactly at scale 1, and in proportion (largest remainder) below it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from random import Random

from . import desk_plan, errand_plan, ways
from .plan import Planned, Planting, Year
from .profile import Kind, Profile
from .shares import Draw, apportioned, dealt

Way = Callable[[Kind, Random], ways.Script]
AUTUMN = (9, 10)
BUSY = 5
"""The weight from which an item of the full way has enough cases in three weeks for a share to mean something."""
BURST_AT = 16 * 60 + 35


@dataclass(frozen=True)
class Sizes:
    """规模 — how many of each at the scale."""

    instant: int
    full: int
    open: int
    turned_away: int
    applicants: int

    @property
    def accepted(self) -> int:
        return self.instant + self.full + self.open


def sizes(profile: Profile, scale: float) -> Sizes:
    parts = {
        "instant": profile.instant,
        "full": profile.concluded - profile.instant,
        "open": profile.accepted - profile.concluded,
    }
    counts = apportioned(round(profile.accepted * scale), parts)
    accepted = sum(counts.values())
    return Sizes(
        counts["instant"],
        counts["full"],
        counts["open"],
        round(accepted * profile.turned_away),
        max(12, round(accepted / profile.applicants_per)),
    )


def generate(
    profile: Profile, days: Sequence[date], *, seed: int, scale: float = 1.0, plants: bool = True
) -> Year:
    """The year: ``days`` are its working days, the first one to the last one that is lived."""
    dice = Random(f"{profile.year}/{seed}/{scale}")  # noqa: S311 - the same seed must give the same year
    desk = desk_plan.planned(profile, days, seed=seed, scale=scale)
    year = _Generator(profile, days, dice, scale, plants, desk.part_count).year()
    grouped, applications = desk_plan.grouped(profile, year.applications, seed=seed, scale=scale)
    errands = errand_plan.planned(profile, days, seed=seed, scale=scale)
    return replace(year, applications=applications, desk=replace(desk, grouped=grouped), errands=errands)


@dataclass
class _Generator:
    profile: Profile
    days: Sequence[date]
    dice: Random
    scale: float
    plants: bool
    parts: int
    """So many of those that go the full way are parts of stages: they are not drawn here."""
    applications: list[Planned] = field(default_factory=list)
    plantings: list[Planting] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sizes = sizes(self.profile, self.scale)
        self.loads = [
            self.profile.months[day.month - 1]
            * self.profile.weekdays[day.weekday()]
            * self.dice.uniform(0.85, 1.15)
            for day in self.days
        ]
        minutes = [
            (hour * 60 + minute, weight) for hour, weight in self.profile.hours for minute in range(60)
        ]
        self.minute = Draw([one for one, _weight in minutes], [weight for _one, weight in minutes])
        self.full_way = Draw(self.profile.full_way, [one.weight for one in self.profile.full_way])

    def year(self) -> Year:
        specials = self._specials() if self.plants else []
        alone = max(0, self.sizes.full - self.parts)
        specials = specials[:alone]
        for special in specials:
            special()
        self._full(alone - len(specials))
        self._open()
        self._turned_away()
        self._instant()
        if self.plants:
            self._jumps()
            self._absences()
        return self._numbered()

    # --- what is planted in single cases

    def _specials(self) -> list[Callable[[], None]]:
        """One call a case that is planted; those outside the hall first, as they are found together only."""
        calls: list[Callable[[], None]] = []
        rules = {
            rule: max(1, round(count * self.scale))
            for rule, count in self.profile.planted.items()
            if rule in ways.PLANTED
        }
        for rule, count in rules.items():
            calls += [partial(self._planted, rule)] * count
        return self._bursts() + calls

    def _planted(self, rule: str) -> None:
        kind = self._kind(partial(ways.fits, way=rule))
        script = ways.PLANTED[rule](kind, self.dice)
        first = self._first_day(ways.last_needed(script, delivered=rule == "R-OD-5"))
        made = self._add(kind, rule, script, first)
        on = min(first + ways.occurs_on(script, rule, kind), len(self.days) - 1)
        self.plantings.append(Planting(rule, "case", "", self.days[on], kind.code, serial=made.serial))

    def _bursts(self) -> list[Callable[[], None]]:
        """Two bodies, drawn, handle outside the hall in autumn and type it in together."""
        outside = self.profile.outside
        bodies = sorted({one.org for one in self.profile.full_way if one.weight >= 4})
        chosen = self.dice.sample(bodies, min(outside["bodies"], len(bodies)))
        bursts = max(1, round(outside["bursts"] * min(1.0, self.scale * 10)))
        autumn = [index for index, day in enumerate(self.days) if day.month in AUTUMN]
        calls: list[Callable[[], None]] = []
        for body in chosen:
            of_body = [one for one in self.profile.full_way if one.org == body]
            for typed in sorted(self.dice.sample(autumn[8:-4], bursts)):
                kind = self.dice.choice(of_body)
                self._note_burst(kind, typed)
                calls += [partial(self._in_burst, kind, typed, number) for number in range(outside["cases"])]
        return calls

    def _note_burst(self, kind: Kind, typed: int) -> None:
        day = self.days[typed]
        self.plantings.append(Planting("R-OH-3", "item", item_key(kind, day), day, "burst"))
        for rule in ("R-OH-5", "R-OC-2"):
            key = f"{kind.org}/{day:%Y-%m}"
            if not any((one.rule, one.subject_key) == (rule, key) for one in self.plantings):
                self.plantings.append(Planting(rule, "org", key, day, "outside the hall"))

    def _in_burst(self, kind: Kind, typed: int, number: int) -> None:
        lay = self.dice.randint(2, 4)
        script = ways.in_a_burst(kind, lay, self.dice)
        made = self._add(kind, "burst", script, typed - lay)
        steps = tuple(
            replace(step, at=step.at.replace(hour=16, minute=35 + number // 2, second=30 * (number % 2)))
            if step.note == "burst"
            else step
            for step in made.steps
        )
        self.applications[-1] = replace(made, steps=steps)

    # --- the mass

    def _full(self, count: int) -> None:
        shares = dict(self.profile.endings)
        shares["straight"] = 1 - sum(shares.values())
        for ending in dealt(apportioned(count, shares), self.dice):
            kind = self._kind(partial(ways.fits, way=ending))
            script = ways.ENDINGS[ending](kind, self.dice)
            self._add(kind, ending, script, self._first_day(ways.last_needed(script)))

    def _open(self) -> None:
        """Accepted in the last days, in hand at the end."""
        for _ in range(self.sizes.open):
            kind = self._kind(lambda one: one.promised >= 8)
            first = len(self.days) - self.dice.randint(2, 4)
            accepted = ways.Stage(0, "accept")
            self._add(
                kind, "open", [*ways.straight(kind, self.dice)[:3], accepted, ways.Stage(1, "assign")], first
            )

    def _turned_away(self) -> None:
        shares = apportioned(self.sizes.turned_away, self.profile.turned_away_by)
        for reason in dealt(shares, self.dice):
            kind = self._kind(lambda _one: True)
            script = ways.TURNED_AWAY[reason](kind, self.dice)
            self._add(kind, reason, script, self._first_day(ways.last_needed(script)))

    def _instant(self) -> None:
        kinds = self.profile.on_the_spot
        counts = apportioned(self.sizes.instant, {one: one.weight for one in kinds})
        closed = self._closed_weeks() if self.plants else {}
        script = ways.on_the_spot()
        for kind, count in counts.items():
            loads = [
                0.0 if index in closed.get(kind.like, ()) else load for index, load in enumerate(self.loads)
            ]
            draw = Draw(range(len(self.days)), loads)
            for _ in range(count):
                self._add(kind, "instant", script, draw.one(self.dice))

    def _closed_weeks(self) -> Mapping[str, range]:
        """R-ST-2: a busy item of one body takes nothing in for three weeks, while the others go on."""
        closed: dict[str, range] = {}
        lesser = sorted(self.profile.on_the_spot, key=lambda one: one.weight)[
            : self.profile.planted["R-ST-2"]
        ]
        for kind in lesser:
            first = self.dice.randrange(20, len(self.days) - 40)
            closed[kind.like] = range(first, first + 15)
            day = self.days[first]
            self.plantings.append(Planting("R-ST-2", "item", item_key(kind, day), day, "15 working days"))
        return closed

    def _jumps(self) -> None:
        """R-ST-3: for three weeks nearly everything of one item is refused."""
        taken: set[str] = set()
        for _ in range(self.profile.planted["R-ST-3"]):
            kind = self._kind(lambda one: one.weight >= BUSY and one.like not in taken)
            taken.add(kind.like)
            first = self.dice.randrange(20, len(self.days) - 40)
            span = {self.days[index] for index in range(first, first + 15)}
            for index, one in enumerate(self.applications):
                if one.item == kind.code and one.path == "straight" and one.received_on in span:
                    self.applications[index] = self._refused(one)
            day = self.days[first]
            self.plantings.append(Planting("R-ST-3", "item", item_key(kind, day), day, "15 working days"))

    def _absences(self) -> None:
        """R-ST-1: for three days nobody sits at the window of an item, while others at the centre do."""
        kinds = sorted(self.profile.full_way, key=lambda one: one.code)
        for kind in self.dice.sample(kinds, min(self.profile.planted["R-ST-1"], len(kinds))):
            day = self.days[self.dice.randrange(20, len(self.days) - 40)]
            self.plantings.append(Planting("R-ST-1", "item", item_key(kind, day), day, "3 working days"))

    @staticmethod
    def _refused(one: Planned) -> Planned:
        """The same steps, with the other decision."""
        steps = tuple(
            replace(step, note="refuse")
            if step.act == "examine"
            else replace(step, act="refuse")
            if step.act == "approve"
            else step
            for step in one.steps
        )
        return replace(one, path="refused", steps=steps)

    # --- drawing

    def _kind(self, fit: Callable[[Kind], bool]) -> Kind:
        while True:
            kind: Kind = self.full_way.one(self.dice)
            if fit(kind):
                return kind

    def _first_day(self, span: int) -> int:
        """A day of receipt by the load of the days, early enough for what must still happen within the year."""
        last = len(self.days) - 1 - span
        return int(self.dice.choices(range(last + 1), self.loads[: last + 1])[0])

    def _add(self, kind: Kind, path: str, script: ways.Script, first: int) -> Planned:
        by_web = not kind.is_instant and self.dice.random() < self.profile.web
        made = Planned(
            serial=len(self.applications) + 1,
            item=kind.code,
            org=kind.org,
            applicant=self.dice.randrange(self.sizes.applicants),
            channel="web" if by_web else "window",
            path=path,
            steps=ways.timed(script, first, self.days, self.minute.one(self.dice), self.dice),
        )
        self.applications.append(made)
        return made

    def _numbered(self) -> Year:
        """Serials in the order of receipt; the list of what was planted goes with them."""
        ordered = sorted(self.applications, key=lambda one: (one.steps[0].at, one.serial))
        serials = {one.serial: number for number, one in enumerate(ordered, 1)}
        plantings = [
            replace(one, serial=serials[one.serial]) if one.serial else one for one in self.plantings
        ]
        return Year(
            tuple(replace(one, serial=serials[one.serial]) for one in ordered),
            tuple(sorted(plantings, key=lambda one: (one.rule, one.day, one.serial, one.subject_key))),
            self.sizes.applicants,
        )


def item_key(kind: Kind, day: date) -> str:
    """How an item on a day is named in the list of what was planted: item, body, day."""
    return f"{kind.code}/{kind.org}/{day.isoformat()}"
