"""年度概貌 — what a year was like: its figures, its catalogue, its shares. Data of ``years/``, read without a database."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

YEARS = Path(__file__).parent / "years"
STATUTORY = 20
"""行政许可法 42: twenty working days, where no other law says so."""


class UnknownYear(LookupError):  # noqa: N818 - a finding, said to a person
    """There is no profile of this year."""


@dataclass(frozen=True)
class Kind:
    """事项 — one item of the year's catalogue, by the code of the city's item that it is like."""

    like: str
    weight: float
    code: str = ""
    org: str = ""
    is_instant: bool = False
    promised: int = 0
    statutory: int = STATUTORY
    basis: str = ""
    hold: str = ""
    bases: Sequence[Mapping[str, Any]] = field(default=(), hash=False)
    """依据 of the year, where the city's own ones are younger."""


@dataclass(frozen=True)
class ProgrammeClass:
    """专项类别 — so many cases of these items; ``instead_of``: the item whose cases they take the place of, where nobody draws them."""

    name: str
    name_en: str
    items: tuple[str, ...]
    count: int
    instead_of: str = ""


@dataclass(frozen=True)
class ProgrammeOfYear:
    """专项 — a programme of the year with its classes."""

    name: str
    name_en: str
    classes: tuple[ProgrammeClass, ...]


@dataclass(frozen=True)
class StageOfYear:
    """阶段 — what projects of these classes apply for together; the body of the first item leads. ``items`` are codes of the year."""

    code: str
    name: str
    name_en: str
    theme: str
    theme_en: str
    classes: frozenset[str]
    items: Mapping[str, str]
    orders: tuple[Mapping[str, str], ...]
    is_reviewed: bool

    @property
    def lead(self) -> str:
        return next(iter(self.items.values()))


@dataclass(frozen=True)
class DeskCounts:
    """重大项目窗口 — which centre's, visits, escorted projects, how many of them are of each class, what is invested by currency.

    ``silent``: the share of parts of which the department does not say in time whether the materials are complete; ``goes_on``: that of
    projects that go on with their next stage within the year.
    """

    org: str
    consultations: int
    escorted: int
    classes: Mapping[str, int]
    invested: Mapping[str, int]
    silent: float
    goes_on: float


@dataclass(frozen=True)
class VillageCounts:
    """代办 — points and agents, and what they did from the day on which they began."""

    communities: int
    street_centres: int
    towns: int
    points: int
    town_agents: int
    village_agents: int
    received: int
    accepted: int
    concluded: int
    at_home: int
    satisfied: float
    begins: date
    principals: int
    asked: int


@dataclass(frozen=True)
class Profile:
    """一年 — counts and shares of one year; ``kinds`` in the order of the file."""

    year: int
    begins: date
    prepared: date
    last_working_day: int
    accepted: int
    concluded: int
    instant: int
    turned_away: float
    applicants_per: int
    web: float
    months: Sequence[float]
    weekdays: Sequence[float]
    hours: Sequence[tuple[int, float]]
    endings: Mapping[str, float]
    turned_away_by: Mapping[str, float]
    planted: Mapping[str, int]
    outside: Mapping[str, int]
    desk: DeskCounts
    stages: tuple[StageOfYear, ...]
    programme: ProgrammeOfYear
    villages: VillageCounts
    kinds: tuple[Kind, ...]

    @property
    def full_way(self) -> tuple[Kind, ...]:
        return tuple(one for one in self.kinds if not one.is_instant and one.weight)

    @property
    def on_the_spot(self) -> tuple[Kind, ...]:
        return tuple(one for one in self.kinds if one.is_instant and one.weight)


def profile_of(year: int, orgs: Mapping[str, str]) -> Profile:
    """The profile of a year; ``orgs`` says which body has which item. Items that no body has are left out."""
    path = YEARS / f"{year}.toml"
    if not path.is_file():
        raise UnknownYear(year)
    return profile_from(tomllib.loads(path.read_text(encoding="utf-8")), orgs)


def profile_from(data: Mapping[str, Any], orgs: Mapping[str, str]) -> Profile:
    read = ("item", "hours", "desk", "stage", "programme", "villages")
    told = {key: value for key, value in data.items() if key not in read}
    programme = data["programme"]
    kinds = tuple(_kind(one, data["year"], orgs) for one in data["item"] if one["like"] in orgs)
    stages = (_stage(one, data["year"], kinds) for one in data["stage"])
    return Profile(
        **told,
        hours=tuple((int(hour), float(weight)) for hour, weight in data["hours"]),
        desk=DeskCounts(**data["desk"]),
        stages=tuple(one for one in stages if one.items),
        programme=ProgrammeOfYear(
            programme["name"],
            programme["name_en"],
            tuple(ProgrammeClass(**one | {"items": tuple(one["items"])}) for one in programme["class"]),
        ),
        villages=VillageCounts(**data["villages"]),
        kinds=kinds,
    )


def _stage(row: Mapping[str, Any], year: int, kinds: Sequence[Kind]) -> StageOfYear:
    """With those of its items that a body has."""
    by_like = {one.like: one for one in kinds}
    there = [by_like[like] for like in row["items"] if like in by_like]
    orders = [
        {**one, "before": by_like[one["before"]].code, "after": by_like[one["after"]].code}
        for one in row.get("orders", ())
        if {one["before"], one["after"]} <= by_like.keys()
    ]
    return StageOfYear(
        code=f"{year}-{row['code']}",
        name=row["name"],
        name_en=row["name_en"],
        theme=row["theme"],
        theme_en=row["theme_en"],
        classes=frozenset(row["classes"]),
        items={one.code: one.org for one in there},
        orders=tuple(orders),
        is_reviewed=bool(row.get("reviewed")),
    )


def _kind(row: Mapping[str, Any], year: int, orgs: Mapping[str, str]) -> Kind:
    return Kind(
        like=row["like"],
        weight=float(row["weight"]),
        code=f"{year}-{row['like']}",
        org=orgs[row["like"]],
        is_instant=bool(row.get("instant")),
        promised=int(row.get("promised", 0)),
        statutory=int(row.get("statutory", STATUTORY)),
        basis=row.get("basis", ""),
        hold=row.get("hold", ""),
        bases=row.get("bases", ()),
    )
