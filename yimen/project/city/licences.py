"""Loads the kinds of licences of a city: a new kind is set; one that is there already is left alone."""

from __future__ import annotations

from datetime import datetime

from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs.queries import city_org
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import LicenceType

from .files import BadCityFile, CityFolder


def load_licence_types(folder: CityFolder, *, by: Actor, at: datetime) -> None:
    city = city_org()
    if city is None:
        raise BadCityFile("orgs.csv 中没有本级人民政府 / orgs.csv has no city government")
    known = set(LicenceType.objects.values_list("code", flat=True))
    for row in folder.toml("licences.toml").get("type", []):
        if row["code"] not in known:
            actions.set_licence_type(
                city,
                code=row["code"],
                name=row["name"],
                name_en=row.get("name_en", ""),
                word=row["word"],
                validity_months=row.get("validity_months"),
                renewal_days=row.get("renewal_days", 30),
                basis=row.get("basis", ""),
                by=by,
                at=at,
            )
