"""Figures of yearly reports: published, published in time, and bodies that owe one."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from yimen.kernel.metrics.bodies import by_department
from yimen.kernel.metrics.figures import Figure, Measure, Rate, register
from yimen.kernel.metrics.periods import Period
from yimen.kernel.metrics.scope import Scope
from yimen.kernel.orgs.models import Org, OrgKind

from . import queries
from .models import AnnualReport
from .states import ReportState

FIRST_YEAR = 2008
"""The regulation came into force in it: of earlier years nobody reports."""
KINDS = {True: "government", False: "department"}
REPORTS, BODIES = _("份"), _("个")


def _of_kind(is_government: bool, prefix: str = "") -> Q:
    found = Q(**{f"{prefix}kind": OrgKind.GOVERNMENT})
    return found if is_government else ~found


def _published(period: Period, scope: Scope) -> QuerySet[AnnualReport]:
    """First versions: a correction is the same report."""
    rows = AnnualReport.objects.filter(scope.narrow("org__path", ""), version=1, state=ReportState.PUBLISHED)
    return rows.filter(published_at__gte=period.begins_at, published_at__lt=period.ends_at)


def _in_time(period: Period) -> Q:
    """Published by the day that the law of the year gives to bodies of the kind."""
    found = Q(pk__in=[])
    for year in range(max(period.first.year - 1, FIRST_YEAR), period.last.year + 1):
        for is_government in KINDS:
            due = queries.due_for_kind(KINDS[is_government], year)
            found |= Q(_of_kind(is_government, "org__"), year=year, published_at__date__lte=due)
    return found


def _owing(period: Period, scope: Scope) -> QuerySet[Org]:
    """Bodies that must report, whose last day has passed, and of which nothing was published by the end of the period."""
    day = period.counted_to
    owing = Q(pk__in=[])
    for is_government in KINDS:
        year = _last_due(KINDS[is_government], period)
        if year is not None:
            there = AnnualReport.objects.filter(
                org=OuterRef("pk"), year=year, state=ReportState.PUBLISHED, published_at__date__lte=day
            )
            owing |= _of_kind(is_government) & ~Q(Exists(there))
    return queries.obliged(day).filter(owing, scope.narrow("path", ""))


def _last_due(kind: str, period: Period) -> int | None:
    """The last year whose report was due before the end of the period."""
    day = period.counted_to
    for year in (day.year - 1, day.year - 2):
        if year >= FIRST_YEAR and queries.due_for_kind(kind, year) < day:
            return year
    return None


PUBLISHED = Figure(
    code="reports.published",
    title=_("公布年度报告"),
    definition=_("期间内公布的政府信息公开工作年度报告，按首次公布日期计；更正后的版本不再计入。"),
    source=_("政府信息公开条例第四十九条"),
    rows=_published,
    day=TruncDate("published_at"),
    unit=REPORTS,
    dimensions=(by_department(),),
    scope_by=("org__path", ""),
    is_kept=False,
    is_detail=True,
)
IN_TIME = Figure(
    code="reports.in-time",
    title=_("按期公布年度报告"),
    definition=_(
        "期间内公布的年度报告中，公布日期不晚于规定日期的；部门和政府的规定日期按当年有效的制度参数。"
    ),
    source=_("政府信息公开条例第四十九条"),
    rows=_published,
    only=_in_time,
    day=TruncDate("published_at"),
    unit=REPORTS,
    dimensions=(by_department(),),
    scope_by=("org__path", ""),
    is_kept=False,
    is_detail=True,
)
OWING = Figure(
    code="reports.owing",
    title=_("逾期未公布年度报告"),
    definition=_("期末应当公布最近一个年度的报告、规定日期已过而尚未公布的机关；期间未完的，为此刻的数目。"),
    source=_("政府信息公开条例第四十九条"),
    rows=_owing,
    unit=BODIES,
    dimensions=(by_department("pk"),),
    scope_by=("path", ""),
)
IN_TIME_RATE = Rate(
    code="reports.in-time-rate",
    title=_("年度报告按期公布率"),
    definition=_("按期公布的年度报告除以公布的年度报告；保留两位小数，不足全部的不进为100%。"),
    numerator=IN_TIME,
    denominator=PUBLISHED,
)

MEASURES: list[Measure] = [PUBLISHED, IN_TIME, OWING, IN_TIME_RATE]
register(MEASURES)
