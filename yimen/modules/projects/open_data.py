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

from . import figures
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


def _stages(period: Period, scope: Scope) -> Iterator[tuple[Any, ...]]:
    """Accepted or given out in the period; what is given out later is not there yet."""
    found = figures.accepted(period, scope) | figures.issued(period, scope)
    rows = found.annotate(
        is_first=figures.is_first("accepted_at"), is_first_issued=figures.is_first("issued_at")
    )
    values = rows.order_by("accepted_on", "pk").values_list(
        "accepted_on", "issued_at", "version__template__name", "is_first", "is_first_issued", "project__classes",
        "org__name", "org_path", "centre_path",
    )  # fmt: skip
    for day, issued_at, name, is_first, is_first_issued, classes, *bodies in values.iterator(AT_ONCE):
        issued = local_day(issued_at) if issued_at and issued_at < period.ends_at else None
        flags = is_first, issued and is_first_issued, *(one.value in classes for one in ProjectClass)
        yield day, issued, name, *(int(bool(one)) for one in flags), *bodies


def _programme_cases(period: Period, scope: Scope) -> Iterator[tuple[Any, ...]]:
    """Accepted or concluded in the period; what is concluded later is not there yet."""
    found = in_programmes(period, scope) | concluded_in_programmes(period, scope)
    rows = found.order_by("accepted_on", "pk")
    names = "case__programme_cases__programme_class__name", "item__code"
    values = rows.values_list("accepted_on", "concluded_at", *names, "org__name", "org_path", "centre_path")
    for accepted, concluded_at, class_name, item, body, path, centre in values.iterator(AT_ONCE):
        concluded = local_day(concluded_at) if concluded_at and concluded_at < period.ends_at else None
        yield accepted, concluded, class_name, item, body, path, centre


CENTRE_PATH = Column("centre_path", _("中心路径"), _("办理中心在机构树中的位置。"))
CLASSES = (
    Column("is_foreign", _("外资项目"), _("属于外资项目的为1。"), "flag"),
    Column("is_construction", _("建设项目"), _("属于建设项目的为1。"), "flag"),
    Column("is_commercial", _("商贸项目"), _("属于商贸项目的为1。"), "flag"),
    Column("is_industrial", _("工业项目"), _("属于工业项目的为1。"), "flag"),
)
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
            *CLASSES,
            BODY,
            BODY_PATH,
        ),
        records=_escorted,
    ),
    Dataset(
        code="projects-stages",
        title=_("并联审批阶段"),
        definition=_(
            "期间内并联受理或者统一发放的阶段，每个阶段一行；一个项目可以有几个阶段、属于几个类别。"
        ),
        columns=(
            Column("accepted_on", _("受理日期"), _("并联受理之日。"), "date"),
            Column("issued_on", _("发放日期"), _("统一发放结果之日；截止日之后发放的为空。"), "date"),
            Column("stage", _("阶段"), _("阶段模板的名称。")),
            Column("is_first", _("首个受理的阶段"), _("是项目首个被受理的阶段的为1。"), "flag"),
            Column("is_first_issued", _("首个发放的阶段"), _("是项目首个统一发放结果的阶段的为1。"), "flag"),
            *CLASSES,
            Column("body", _("牵头部门"), _("阶段的牵头部门。")),
            BODY_PATH,
            CENTRE_PATH,
        ),
        records=_stages,
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
            CENTRE_PATH,
        ),
        records=_programme_cases,
    ),
]
register(DATASETS)
