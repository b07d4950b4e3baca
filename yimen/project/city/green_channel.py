"""Loads the criteria of the green channel; one that is there already is left alone."""

from __future__ import annotations

from datetime import datetime

from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs.queries import city_org
from yimen.modules.projects.public import ensure_criterion

from .files import BadCityFile, CityFolder


def load_green_channel(folder: CityFolder, *, by: Actor, at: datetime) -> None:
    """green_channel.csv; a city without a green channel has none."""
    if not (folder.path / "green_channel.csv").is_file():
        return
    city = city_org()
    if city is None:
        raise BadCityFile("orgs.csv 中没有本级人民政府 / orgs.csv has no body of the city itself")
    for row in folder.table("green_channel.csv"):
        ensure_criterion(
            city,
            code=row["code"],
            name=row["name"],
            name_en=row["name_en"],
            basis=row["basis"],
            is_confirmed=row["confirmed"] != "false",
            by=by,
            at=at,
        )
