"""Loads the dated parameters of a city and the announced working-day calendars."""

from __future__ import annotations

from datetime import date, datetime

from yimen.kernel.base.actor import Actor
from yimen.kernel.calendar.announced import years
from yimen.kernel.calendar.loading import ensure_announced
from yimen.kernel.policies.loading import ensure_policy

from .files import CityFolder

LONG_AGO = date(1949, 10, 1)
OWN = "本市规定"


def load_calendars(folder: CityFolder, *, by: Actor, at: datetime) -> None:
    ensure_announced(years(), by=by, at=at)


def load_policies(folder: CityFolder, *, by: Actor, at: datetime) -> None:
    for row in folder.toml("policies.toml")["policy"]:
        ensure_policy(
            code=row["code"],
            scope=row.get("scope", ""),
            value=row["value"],
            unit=row["unit"],
            basis=row.get("basis") or OWN,
            note=row.get("note", ""),
            in_force_from=row["in_force_from"],
            in_force_to=row.get("in_force_to"),
            is_confirmed=row.get("confirmed", True),
            by=by,
            at=at,
        )
    city = folder.toml("city.toml")
    ensure_policy(
        code="documents.number_prefix",
        value=city["short_prefix"],
        unit="",
        basis=OWN,
        in_force_from=LONG_AGO,
        note=city["name"],
        by=by,
        at=at,
    )
