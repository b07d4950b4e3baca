"""Loads what open government begins with: the trees, the guides of the bodies, example publications."""

from __future__ import annotations

from datetime import datetime

from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs.queries import city_org
from yimen.modules.disclosure.public import ensure_classification

from .files import BadCityFile, CityFolder
from .law import LONG_AGO


def load_classifications(folder: CityFolder, *, by: Actor, at: datetime) -> None:
    """classifications.csv, parents before children; the order of the file is the order of the tree."""
    city = city_org()
    if city is None:
        raise BadCityFile("orgs.csv 中没有本级人民政府 / orgs.csv has no body of the city itself")
    for order, row in enumerate(folder.table("classifications.csv"), start=1):
        ensure_classification(
            city,
            scheme=row["scheme"],
            code=row["code"],
            parent=row["parent"],
            name=row["name"],
            name_en=row["name_en"],
            basis=row["basis"],
            order=order,
            valid_from=LONG_AGO,
            by=by,
            at=at,
        )
