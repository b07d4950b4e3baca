"""Loads the outcomes of disclosure requests of a city: a new one is set; one that is there already is left alone."""

from __future__ import annotations

from datetime import datetime

from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs.queries import city_org
from yimen.modules.requests.loading import ensure_outcome

from .files import BadCityFile, CityFolder


def load_outcomes(folder: CityFolder, *, by: Actor, at: datetime) -> None:
    city = city_org()
    if city is None:
        raise BadCityFile("orgs.csv 中没有本级人民政府 / orgs.csv has no city government")
    for row in folder.toml("outcomes.toml").get("outcome", []):
        ensure_outcome(
            city,
            code=row["code"],
            name=row["name"],
            name_en=row.get("name_en", ""),
            report_row=row["report_row"],
            openness=row["openness"],
            basis=row["basis"],
            needs=row["needs"],
            wording=row["wording"],
            is_refusal=row["is_refusal"],
            by=by,
            at=at,
        )
