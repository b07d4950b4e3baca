"""Loads a city, step by step; what is there already is left alone, so it may be run as often as one likes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from yimen.kernel.base.actor import Actor

from . import (
    agencies,
    bodies,
    catalogue,
    fees,
    green_channel,
    halls,
    law,
    leaders,
    licences,
    openness,
    outcomes,
    persons,
    precedence,
    questionnaires,
    seals,
    stages,
    summaries,
    supervision,
)
from .files import CityFolder

Step = Callable[..., None]

STEPS: tuple[tuple[str, Step], ...] = (
    ("工作日历 / calendars", law.load_calendars),
    ("行政区划 / regions", bodies.load_regions),
    ("机构 / organisations", bodies.load_orgs),
    ("处室 / sections", bodies.load_sections),
    ("窗口 / windows", bodies.load_windows),
    ("制度参数 / policies", law.load_policies),
    ("办事大厅 / halls", halls.load_halls),
    ("组织领导 / leadership", leaders.load_leaders),
    ("印章 / seals", seals.load_seals),
    ("人员 / persons", persons.load_persons),
    ("收费标准 / fee standards", fees.load_fees),
    ("证照类型 / licence types", licences.load_licence_types),
    ("审批事项 / items", catalogue.load_items),
    ("代办服务 / agency points", agencies.load_agencies),
    ("前置关系 / prerequisites", precedence.load_prerequisites),
    ("阶段模板 / templates of stages", stages.load_stages),
    ("绿色通道条件 / criteria of the green channel", green_channel.load_green_channel),
    ("答复类型 / outcomes of requests", outcomes.load_outcomes),
    ("监督问卷 / questionnaire", questionnaires.load_questions),
    ("信息分类 / classifications", openness.load_classifications),
    ("公开指南 / disclosure guides", openness.load_guides),
    ("公开信息 / publications", openness.load_publications),
    ("专题汇编 / collections", openness.load_collections),
    ("总结提纲 / outline of the yearly work report", summaries.load_outline),
    ("监督规则 / rules of supervision", supervision.load_supervision),
)


def load_city(
    folder: CityFolder, *, by: Actor, at: datetime, progress: Callable[[str], None] = lambda _line: None
) -> None:
    """Loads every part of a city folder through the acts. Raises BadCityFile when a file is not as it should be."""
    for label, step in STEPS:
        progress(label)
        step(folder, by=by, at=at)
