"""Lists: the public directory; manuscripts, checks, standing checks, trees."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import Text
from yimen.kernel.web.shapes import Badge, Tone
from yimen.kernel.web.tables import Column, Filter, Table
from yimen.kernel.web.words import briefly, named

from . import queries
from .models import ClassificationNode, Publication, PublicationVersion, SecrecyCheck
from .states import (
    CheckResult,
    CheckState,
    Openness,
    Scheme,
    StandingState,
    Validity,
    VersionState,
)

TONES: dict[str, Tone] = {
    "in_force": "success",
    "published": "success",
    "approved": "info",
    "open": "success",
    "repealed": "danger",
    "lapsed": "warning",
    "retracted": "danger",
    "withheld": "warning",
    "returned": "warning",
    "not_open": "warning",
    "in_check": "info",
    "amended": "info",
    "not_yet": "info",
}


def badge(value: Any, label: Text) -> Badge:
    """The word of a state with its tone."""
    return Badge(label, TONES.get(str(value), "neutral"))


def _validity(row: Publication) -> Badge:
    value = Validity(row.validity)  # type: ignore[attr-defined]
    return badge(value, value.label)


def _address(row: Publication) -> str:
    return reverse("disclosure:publication", args=[row.pk])


def _current(row: Publication) -> Any:
    return row.current


def _years() -> Iterable[tuple[str, str]]:
    last = timezone.localdate().year
    return [(str(year), str(year)) for year in range(last, 2000, -1)]


def _in_year(rows: QuerySet[Publication], year: str) -> QuerySet[Publication]:
    first = datetime.combine(date(int(year), 1, 1), datetime.min.time())
    until = first.replace(year=int(year) + 1)
    return rows.filter(
        first_published_at__gte=timezone.make_aware(first), first_published_at__lt=timezone.make_aware(until)
    )


def _under(scheme: str) -> Any:
    def narrow(rows: QuerySet[Publication], code: str) -> QuerySet[Publication]:
        node = ClassificationNode.objects.filter(scheme=scheme, code=code).first()
        return queries.under_node(rows, node) if node else rows.none()

    return narrow


def _places(scheme: str) -> Any:
    def options() -> list[tuple[str, str]]:
        return [(one.code, f"{'　' * (one.depth - 1)}{named(one)}") for one in queries.nodes(scheme)]

    return options


NUMBER = Column("index_number", _("索引号"), sort="index_number", nowrap=True)
TITLE = Column("title", _("名称"), link=_address)
ORG = Column("org", _("公开机构"), value=lambda row: briefly(row.org))
DOCUMENT_NUMBER = Column(
    "document_number", _("文号"), value=lambda row: _current(row).document_number, nowrap=True
)
CREATED = Column(
    "created_on", _("成文日期"), value=lambda row: _current(row).created_on, sort="current__created_on"
)
PUBLISHED = Column(
    "published_at",
    _("公开日期"),
    value=lambda row: local_day(row.published_at),
    sort="published_at",
)
VALIDITY = Column("validity", _("有效性"), value=_validity)
FILTERS = (
    Filter("q", _("名称"), lookups=["title__icontains", "current__document_number__icontains", "index_number__startswith"],
           hint=_("名称、文号或索引号")),
    Filter("year", _("公开年份"), kind="choice", choices=_years, apply=_in_year),
    Filter("genre", _("体裁分类"), kind="choice", choices=_places(Scheme.GENRE), apply=_under(Scheme.GENRE)),
    Filter("subject", _("主题分类"), kind="choice", choices=_places(Scheme.SUBJECT), apply=_under(Scheme.SUBJECT)),
    Filter("validity", _("有效性"), kind="choice", choices=Validity, more=True),
    Filter("category", _("法定公开类别"), kind="choice", choices=_places(Scheme.LEGAL_CATEGORY),
           apply=_under(Scheme.LEGAL_CATEGORY), more=True),
    Filter("created", _("成文日期"), kind="dates", lookup="current__created_on", more=True),
)  # fmt: skip
DIRECTORY = Table(
    columns=[TITLE, NUMBER, DOCUMENT_NUMBER, CREATED, PUBLISHED, VALIDITY],
    filters=FILTERS,
    default_sort="-published_at",
    name="directory",
    caption=_("公开目录"),
    empty=_("没有符合条件的公开信息。您可以换一个条件，或者申请公开。"),
)
EVERYWHERE = Table(
    columns=[TITLE, ORG, NUMBER, DOCUMENT_NUMBER, CREATED, PUBLISHED, VALIDITY],
    filters=FILTERS,
    default_sort="-published_at",
    name="publications",
    caption=_("公开信息"),
    empty=_("没有符合条件的公开信息。您可以换一个条件，或者申请公开。"),
    keep=("month",),
)


def _manuscript(row: PublicationVersion) -> str:
    return reverse("disclosure:manuscript", args=[row.pk])


def _state(row: PublicationVersion) -> Badge:
    if row.state == VersionState.DRAFT and row.return_note:
        return Badge(pgettext_lazy("稿件", "退回修改"), "warning")
    return badge(row.state, row.get_state_display())


def _due(row: PublicationVersion) -> object:
    if row.due_on is None or row.state == VersionState.WITHHELD or row.openness != Openness.PROACTIVE:
        return None
    return Badge(_("已超期"), "danger") if row.due_on < timezone.localdate() else row.due_on


def _late(rows: QuerySet[PublicationVersion], _value: object) -> QuerySet[PublicationVersion]:
    return queries.overdue(rows, timezone.localdate())


def _soon(rows: QuerySet[PublicationVersion], _value: object) -> QuerySet[PublicationVersion]:
    today = timezone.localdate()
    return rows.filter(due_on__gte=today, due_on__lte=today + timedelta(days=7))


MANUSCRIPTS = Table(
    columns=[
        Column("title", _("名称"), link=_manuscript),
        Column("state", _("稿件状态"), value=_state),
        Column("openness", _("公开属性"), value=lambda row: row.get_openness_display()),
        Column("drafter", _("承办人"), value=lambda row: named(row.drafter) if row.drafter else None),
        Column("due_on", _("应公开日期"), value=_due, sort="due_on"),
        Column("saved_at", _("保存时间"), sort="saved_at"),
    ],
    filters=[
        Filter("q", _("名称"), lookups=["title__icontains", "document_number__icontains"]),
        Filter("state", _("稿件状态"), kind="choice", choices=VersionState),
        Filter("late", _("已超期"), kind="flag", apply=_late),
        Filter("soon", _("七日内到期"), kind="flag", apply=_soon),
    ],
    default_sort="-saved_at",
    name="manuscripts",
    caption=_("信息稿件"),
    empty=_("没有正在准备的稿件。"),
    keep=("mine",),
)


def _check(row: SecrecyCheck) -> str:
    return reverse("disclosure:check", args=[row.pk])


def _check_state(row: SecrecyCheck) -> Badge:
    if row.state == CheckState.CLOSED:
        return badge(row.result, row.get_result_display())
    return badge("in_check", row.get_state_display())


CHECKS = Table(
    columns=[
        Column("register_no", _("审查登记号"), link=_check, nowrap=True),
        Column("title", _("名称"), value=lambda row: row.version.title),
        Column("org", _("机构"), value=lambda row: briefly(row.version.publication.org)),
        Column("state", _("审查进度"), value=_check_state),
        Column("opened_at", _("送审时间"), sort="opened_at"),
        Column("closed_at", _("办结时间"), sort="closed_at"),
    ],
    filters=[
        Filter("q", _("名称"), lookups=["version__title__icontains", "register_no__icontains"]),
        Filter("state", _("审查进度"), kind="choice", choices=CheckState),
        Filter("result", _("审查结果"), kind="choice", choices=CheckResult),
        Filter("opened", _("送审日期"), kind="dates", lookup="opened_at"),
    ],
    default_sort="-opened_at",
    name="checks",
    caption=_("审查登记簿"),
    empty=_("还没有审查记录。"),
)
STANDING = Table(
    columns=[
        Column("title", _("类别"), link=lambda row: reverse("disclosure:standing-check", args=[row.pk])),
        Column("org", _("机构"), value=lambda row: briefly(row.org)),
        Column("state", _("类别审查状态"), value=lambda row: badge(row.state, row.get_state_display())),
        Column("valid_until", _("有效期至"), sort="valid_until"),
        Column("proposed_at", _("提出时间"), sort="proposed_at"),
    ],
    filters=[Filter("state", _("类别审查状态"), kind="choice", choices=StandingState)],
    default_sort="-proposed_at",
    name="standing-checks",
    caption=_("类别审查"),
    empty=_("还没有类别审查。"),
)
NODES = Table(
    columns=[
        Column("name", _("名称"), value=lambda row: f"{'　' * (row.depth - 1)}{named(row)}", sort="path",
               link=lambda row: reverse("disclosure:classification", args=[row.pk])),
        Column("code", _("代码")),
        Column("valid_from", _("启用日期")),
        Column("valid_to", _("停用日期")),
        Column("replaced_by", _("替代分类"), value=lambda row: named(row.replaced_by) if row.replaced_by else None),
    ],
    filters=[
        Filter("scheme", _("分类体系"), kind="choice", choices=Scheme),
        Filter("q", _("名称"), lookups=["name__icontains", "name_en__icontains", "code__icontains"]),
    ],
    default_sort="name",
    page_size=200,
    name="classifications",
    caption=_("信息分类"),
    empty=_("还没有分类。"),
)  # fmt: skip
