"""剧本 — what the generator hands to the player: applications with their steps, and what was planted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Step:
    """一步 — one act at a moment of the city; ``note`` says how, where the act can be done in several ways."""

    at: datetime
    act: str
    note: str = ""
    occurred: datetime | None = None

    @property
    def day(self) -> date:
        return self.at.date()


@dataclass(frozen=True, slots=True)
class Planned:
    """一件申请 — who applies for what, how, and every step that is taken with it."""

    serial: int
    item: str
    org: str
    applicant: int
    channel: str
    path: str
    steps: tuple[Step, ...]

    @property
    def received_on(self) -> date:
        return self.steps[0].day


@dataclass(frozen=True, slots=True)
class PlannedErrand(Planned):
    """一件代办 — a matter or a question that is brought to a village agent: ``applicant`` is the principal, ``org`` the town."""

    agent: int


@dataclass(frozen=True, slots=True)
class PlannedProject:
    """一个项目 — taken on by the desk at a moment: of these classes, with these sums by currency."""

    serial: int
    at: datetime
    classes: tuple[str, ...]
    invested: Mapping[str, int]

    @property
    def day(self) -> date:
        return self.at.date()


@dataclass(frozen=True, slots=True)
class PlannedStage(Planned):
    """一个阶段 — parallel approval of a project: ``item`` is its template, ``org`` its lead; ``parts`` are items and their bodies.

    The note of a step says of which part it is; ``awaited`` are parts that others wait for.
    """

    project: int
    parts: Mapping[str, str]
    awaited: frozenset[str]

    def is_followed(self, decision: Step) -> bool:
        """Whether something follows from the decision on a part: others may be decided, or the stage is over."""
        last = next(one for one in reversed(self.steps) if one.act == decision.act)
        return decision is last or decision.note in self.awaited

    def part(self, item: str) -> Planned:
        """One part, for the steps that are those of every application."""
        return Planned(self.serial, item, self.parts[item], self.applicant, self.channel, self.path, ())


@dataclass(frozen=True, slots=True)
class Grouped:
    """归入专项 — the case with this serial, accepted on the day."""

    serial: int
    day: date


@dataclass(frozen=True)
class DeskYear:
    """重大项目窗口的一年 — when somebody came to ask, which projects with which stages, which cases the programme has."""

    consultations: tuple[datetime, ...] = ()
    projects: tuple[PlannedProject, ...] = ()
    stages: tuple[PlannedStage, ...] = ()
    grouped: tuple[Grouped, ...] = ()

    @property
    def part_count(self) -> int:
        """How many of the year's applications are parts of a stage."""
        return sum(len(one.parts) for one in self.stages)


@dataclass(frozen=True)
class Planting:
    """埋设 — one violation that was planted: found by what, where, when. ``serial`` stands for a case until it has a number."""

    rule: str
    subject_kind: str
    subject_key: str
    day: date
    note: str
    serial: int = 0


@dataclass(frozen=True)
class Year:
    """一年的剧本 — reproducible: the same profile, days, seed and scale give the same year."""

    applications: tuple[Planned, ...]
    plantings: tuple[Planting, ...]
    applicants: int
    desk: DeskYear = DeskYear()
    errands: tuple[PlannedErrand, ...] = ()

    @property
    def lived(self) -> Iterator[Planned]:
        """Everything that goes step by step."""
        return chain(self.applications, self.errands)


@dataclass(frozen=True)
class Wish:
    """要求 — which year, from which seed, at which scale, until when."""

    year: int
    seed: int
    scale: float
    until: date
    processes: int = 1


def application_id(year: int, seed: int, serial: int) -> UUID:
    """The id of an application: always the same one, in the order of the serials."""
    head = (year & 0xFFFF) << 32 | (seed & 0xFFFFFFFF)
    return UUID(int=head << 80 | 0x8 << 76 | 0x2 << 62 | serial)
