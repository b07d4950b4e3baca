"""Loads the questions of a city's supervision; once there is a version, those who supervise set the next one."""

from __future__ import annotations

from datetime import datetime

from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs.queries import city_org
from yimen.modules.supervision.questionnaire_loading import ensure_questions

from .files import BadCityFile, CityFolder


def load_questions(folder: CityFolder, *, by: Actor, at: datetime) -> None:
    city = city_org()
    if city is None:
        raise BadCityFile("orgs.csv 中没有本级人民政府 / orgs.csv has no city government")
    stated = folder.toml("questionnaire.toml")
    if questions := stated.get("question"):
        ensure_questions(city, questions=questions, active_from=stated["active_from"], by=by, at=at)
