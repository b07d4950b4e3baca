"""Loads the queues of the halls, and whom the law lets go first."""

from __future__ import annotations

from datetime import datetime

from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs.models import Org
from yimen.kernel.orgs.queries import city_org
from yimen.modules.hall.public import ensure_business_class, ensure_priority

from .files import BadCityFile, CityFolder


def load_halls(folder: CityFolder, *, by: Actor, at: datetime) -> None:
    """halls.csv and priorities.csv; a row that is there already is left alone."""
    orgs = {org.code: org for org in Org.objects.all()}
    for row in folder.table("halls.csv"):
        ensure_business_class(
            orgs[row["centre"]],
            letter=row["letter"],
            name=row["name"],
            name_en=row["name_en"],
            kinds=row["kinds"].split(),
            serves=orgs[row["org"]] if row["org"] else None,
            by=by,
            at=at,
        )
    city = city_org()
    if city is None:
        raise BadCityFile("orgs.csv 中没有本级人民政府 / orgs.csv has no body of the city itself")
    for row in folder.table("priorities.csv"):
        ensure_priority(
            city,
            code=row["code"],
            name=row["name"],
            name_en=row["name_en"],
            basis=row["basis"],
            is_confirmed=row["confirmed"] != "false",
            by=by,
            at=at,
        )
