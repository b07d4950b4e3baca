"""Loads the catalogue of centres and points, the points themselves, and the example agents."""

from __future__ import annotations

from datetime import datetime

from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs.models import Org, Region
from yimen.kernel.orgs.queries import city_org
from yimen.modules.outreach.public import ensure_agent, ensure_point, ensure_service, ensure_service_class

from .files import BadCityFile, CityFolder


def load_agencies(folder: CityFolder, *, by: Actor, at: datetime) -> None:
    """outreach.toml; what is there already is left alone."""
    data, city = folder.toml("outreach.toml"), city_org()
    if city is None:
        raise BadCityFile("orgs.csv 中没有本级人民政府 / orgs.csv has no body of the city itself")
    for row in data.get("class", ()):
        ensure_service_class(city, **row, by=by, at=at)
    for row in data.get("service", ()):
        ensure_service(
            row["class"],
            code=row["code"],
            name=row["name"],
            name_en=row.get("name_en", ""),
            kinds=row["kinds"],
            powers=row.get("powers", []),
            materials=row.get("materials", []),
            item_code=row.get("item", ""),
            is_on_the_spot=row.get("on_the_spot", False),
            presence_basis=row.get("presence_basis", ""),
            basis=row.get("basis", ""),
            is_confirmed=row.get("confirmed", True),
            position=row.get("position", 0),
            by=by,
            at=at,
        )
    _load_points(folder, by=by, at=at)


def _load_points(folder: CityFolder, *, by: Actor, at: datetime) -> None:
    data = folder.toml("outreach.toml")
    orgs = {one.code: one for one in Org.objects.all()}
    for row in data.get("point", ()):
        ensure_point(
            orgs[row["org"]],
            region=Region.objects.get(pk=row["region"]),
            kind=row["kind"],
            name=row["name"],
            name_en=row.get("name_en", ""),
            address=row.get("address", ""),
            phone=row.get("phone", ""),
            opening_hours=row.get("hours", ""),
            opened_on=row["opened_on"],
            is_confirmed=row.get("confirmed", True),
            by=by,
            at=at,
        )
    for row in data.get("agent", ()):
        ensure_agent(
            row["region"],
            row["point_kind"],
            login=row["login"],
            kind=row["kind"],
            since=row["since"],
            instrument=row.get("instrument", ""),
            by=by,
            at=at,
        )
