"""年度概貌 — what a year was like: its figures, its catalogue, its shares. Data of ``years/``, read without a database."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
    kinds: tuple[Kind, ...]

    @property
    def full_way(self) -> tuple[Kind, ...]:
        return tuple(one for one in self.kinds if not one.is_instant)

    @property
    def on_the_spot(self) -> tuple[Kind, ...]:
        return tuple(one for one in self.kinds if one.is_instant)


def profile_of(year: int, orgs: Mapping[str, str]) -> Profile:
    """The profile of a year; ``orgs`` says which body has which item. Items that no body has are left out."""
    path = YEARS / f"{year}.toml"
    if not path.is_file():
        raise UnknownYear(year)
    return profile_from(tomllib.loads(path.read_text(encoding="utf-8")), orgs)


def profile_from(data: Mapping[str, Any], orgs: Mapping[str, str]) -> Profile:
    told = {key: value for key, value in data.items() if key not in ("item", "hours")}
    return Profile(
        **told,
        hours=tuple((int(hour), float(weight)) for hour, weight in data["hours"]),
        kinds=tuple(_kind(one, data["year"], orgs) for one in data["item"] if one["like"] in orgs),
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
    )
