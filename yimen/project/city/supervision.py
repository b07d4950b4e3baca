"""Loads how the rules of supervision stand in a city: a rule that stands already is left alone."""

from __future__ import annotations

from datetime import datetime

from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs.queries import city_org
from yimen.modules.supervision.public import ensure_rules

from .files import BadCityFile, CityFolder


def load_supervision(folder: CityFolder, *, by: Actor, at: datetime) -> None:
    city, data = city_org(), folder.toml("supervision.toml")
    if city is None:
        raise BadCityFile("orgs.csv 中没有本级人民政府 / orgs.csv has no city government")
    if data:
        ensure_rules(
            city,
            active_from=data["active_from"],
            but=data.get("off", []),
            reason=data["reason"],
            by=by,
            at=at,
        )
