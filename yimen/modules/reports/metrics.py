"""年度报告指标: yearly reports that were submitted and published."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.refusals import Text
from yimen.kernel.metrics.figures import Dimension, Figure, Measure, register
from yimen.kernel.metrics.periods import Period
from yimen.kernel.metrics.scope import Scope
from yimen.kernel.orgs.models import Org
from yimen.kernel.web.words import named

from .models import AnnualReport

REPORTS = _("份")
PATHS = ("org__path", "")


def _first(moment: str, period: Period, scope: Scope) -> QuerySet[AnnualReport]:
    """First versions alone: a correction is not another report."""
    within = {f"{moment}__gte": period.begins_at, f"{moment}__lt": period.ends_at}
    return AnnualReport.objects.filter(Q(**within), scope.narrow(*PATHS), version=1)


def _submitted(period: Period, scope: Scope) -> QuerySet[AnnualReport]:
    return _first("submitted_at", period, scope)


def _published(period: Period, scope: Scope) -> QuerySet[AnnualReport]:
    return _first("published_at", period, scope)


def _names(keys: Collection[Any]) -> Mapping[Any, Text]:
    return {one.pk: named(one) for one in Org.objects.filter(pk__in=keys)}


BY = (Dimension("department", _("部门"), "org_id", _names),)

SUBMITTED = Figure(
    code="reports.submitted",
    title=_("报送的年度报告"),
    definition=_("期间内报送的政府信息公开工作年度报告，按报送之日计；更正的版本不计入。"),
    source=_("政府信息公开条例第四十九条"),
    unit=REPORTS,
    rows=_submitted,
    day=TruncDate("submitted_at"),
    dimensions=BY,
    scope_by=PATHS,
    is_kept=False,
    is_detail=True,
)
PUBLISHED = Figure(
    code="reports.published",
    title=_("公布的年度报告"),
    definition=_("期间内公布的政府信息公开工作年度报告，按公布之日计；更正的版本不计入。"),
    source=_("政府信息公开条例第四十九条"),
    unit=REPORTS,
    rows=_published,
    day=TruncDate("published_at"),
    dimensions=BY,
    scope_by=PATHS,
    is_kept=False,
    is_detail=True,
)

MEASURES: list[Measure] = [SUBMITTED, PUBLISHED]
register(MEASURES)
