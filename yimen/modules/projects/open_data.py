"""开放数据 — what stands behind the figures of the desk for big projects, row by row.

No visitor, owner, project or question is named in any row.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.days import local_day
from yimen.kernel.base.language import official_language
from yimen.kernel.metrics.datasets import Column, Dataset, register
from yimen.kernel.metrics.periods import Period
from yimen.kernel.metrics.scope import Scope

from .metrics import concluded_in_programmes, consultations, escorts, in_programmes
from .states import ConsultationTopic, ProjectClass

AT_ONCE = 5_000
BODY = Column("body", _("机构"), _("接待、代理的机构，或者实施机关。"))
BODY_PATH = Column("body_path", _("机构路径"), _("机构在机构树中的位置，上级在前。"))


@official_language()
def _topics() -> dict[str, str]:
    return {str(code): str(label) for code, label in ConsultationTopic.choices}


def _consultations(period: Period, scope: Scope) -> Iterator[tuple[Any, ...]]:
    words = _topics()
    rows = consultations(period, scope).order_by("visited_on", "pk")
    for day, topic, body, path in rows.values_list("visited_on", "topic", "org__name", "org_path").iterator(
        AT_ONCE
    ):
        yield day, topic, words[topic], body, path


def _escorted(period: Period, scope: Scope) -> Iterator[tuple[Any, ...]]:
    rows = escorts(period, scope).order_by("begun_on", "pk")
    values = rows.values_list("begun_on", "project__classes", "org__name", "org_path")
    for day, classes, body, path in values.iterator(AT_ONCE):
        yield day, *(int(one.value in classes) for one in ProjectClass), body, path


def _programme_cases(period: Period, scope: Scope) -> Iterator[tuple[Any, ...]]:
    """Accepted or concluded in the period; what is concluded later is not there yet."""
    found = in_programmes(period, scope) | concluded_in_programmes(period, scope)
    rows = found.order_by("accepted_on", "pk")
    names = "case__programme_cases__programme_class__name", "item__code"
    values = rows.values_list("accepted_on", "concluded_at", *names, "org__name", "org_path", "centre_path")
    for accepted, concluded_at, class_name, item, body, path, centre in values.iterator(AT_ONCE):
        concluded = local_day(concluded_at) if concluded_at and concluded_at < period.ends_at else None
        yield accepted, concluded, class_name, item, body, path, centre


DATASETS = [
    Dataset(
        code="projects-consultations",
        title=_("来访咨询"),
        definition=_("期间内重大项目窗口登记的来访咨询，每次来访一行；不含来访人和内容。"),
        columns=(
            Column("visited_on", _("来访日期"), _("来访之日。"), "date"),
            Column("topic", _("咨询主题"), _("主题代码。")),
            Column("topic_name", _("咨询主题名称"), _("主题的中文名称。")),
            BODY,
            BODY_PATH,
        ),
        records=_consultations,
    ),
    Dataset(
        code="projects-escorted",
        title=_("全程无偿代理项目"),
        definition=_("期间内开始全程无偿代理的项目，每个项目一行；一个项目可以属于几个类别。"),
        columns=(
            Column("begun_on", _("开始日期"), _("首次开始代理之日。"), "date"),
            Column("is_foreign", _("外资项目"), _("属于外资项目的为1。"), "flag"),
            Column("is_construction", _("建设项目"), _("属于建设项目的为1。"), "flag"),
            Column("is_commercial", _("商贸项目"), _("属于商贸项目的为1。"), "flag"),
            Column("is_industrial", _("工业项目"), _("属于工业项目的为1。"), "flag"),
            BODY,
            BODY_PATH,
        ),
        records=_escorted,
    ),
    Dataset(
        code="projects-programme-cases",
        title=_("专项办件"),
        definition=_("期间内受理或者办结的申请中归入专项的，每件一行。"),
        columns=(
            Column("accepted_on", _("受理日期"), _("受理或者依法视为受理之日。"), "date"),
            Column("concluded_on", _("办结日期"), _("决定用印之日；截止日之后办结的为空。"), "date"),
            Column("class", _("专项类别"), _("所归入的类别。")),
            Column("item_code", _("事项代码"), _("本市目录中的事项代码。")),
            BODY,
            BODY_PATH,
            Column("centre_path", _("中心路径"), _("办理中心在机构树中的位置。")),
        ),
        records=_programme_cases,
    ),
]
register(DATASETS)
