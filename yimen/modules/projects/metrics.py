"""重大项目窗口的指标: consultations, escorted projects with the classes that they are of, investment, programmes.

A project may be of several classes: each class is a figure of its own, and their sum is more than the number of projects.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.refusals import Text
from yimen.kernel.metrics.figures import Dimension, Figure, Measure, register
from yimen.kernel.metrics.periods import Period
from yimen.kernel.metrics.scope import Scope
from yimen.kernel.web.words import named
from yimen.modules.approvals.public import ACCEPTED as APPROVALS_ACCEPTED
from yimen.modules.approvals.public import CONCLUDED as APPROVALS_CONCLUDED
from yimen.modules.approvals.public import Application

from .classes import of_class
from .models import EscortService, Investment, Programme, ProgrammeCase, ProjectConsultation
from .states import ConsultationTopic, ProjectClass

VISITS, PROJECTS, ITEMS = _("次"), _("个"), _("件")
SCOPE = ("org_path", "")


def consultations(period: Period, scope: Scope) -> QuerySet[ProjectConsultation]:
    """来访咨询 of the period."""
    rows = ProjectConsultation.objects.filter(scope.narrow("org_path", ""))
    return rows.filter(visited_on__gte=period.first, visited_on__lte=period.last)


def escorts(period: Period, scope: Scope) -> QuerySet[EscortService]:
    """The first escort of each project: a project that is escorted again is not counted again."""
    rows = EscortService.objects.filter(scope.narrow("org_path", ""))
    earlier = EscortService.objects.filter(project=OuterRef("project"), begun_at__lt=OuterRef("begun_at"))
    return rows.filter(~Exists(earlier), begun_on__gte=period.first, begun_on__lte=period.last)


def _invested(period: Period, scope: Scope) -> QuerySet[Investment]:
    return Investment.objects.filter(project__in=escorts(period, scope).values("project"))


def _grouped(rows: QuerySet[Application], period: Period) -> QuerySet[Application]:
    """Those that stood in a programme by the end of the period, or of the day as of which it is seen."""
    grouped = ProgrammeCase.objects.filter(case=OuterRef("pk"), added_at__lt=period.known_until)
    return rows.filter(Exists(grouped))


def in_programmes(period: Period, scope: Scope) -> QuerySet[Application]:
    """归入专项的申请 that were accepted in the period."""
    return _grouped(APPROVALS_ACCEPTED.rows(period, scope), period)


def concluded_in_programmes(period: Period, scope: Scope) -> QuerySet[Application]:
    """归入专项的申请 that were concluded in the period."""
    return _grouped(APPROVALS_CONCLUDED.rows(period, scope), period)


def _topics(keys: Collection[Any]) -> Mapping[Any, Text]:
    return {one: ConsultationTopic(one).label for one in keys}


def _programmes(keys: Collection[Any]) -> Mapping[Any, Text]:
    return {one.pk: named(one) for one in Programme.objects.filter(pk__in=keys)}


BY_PROGRAMME = (
    Dimension(
        "programme", _("专项"), "case__programme_cases__programme_class__programme_id", _programmes, read=UUID
    ),
)

CONSULTATIONS = Figure(
    code="projects.consultations",
    title=_("接待来访咨询"),
    definition=_("期间内重大项目窗口登记的来访咨询，按来访日期计，每次来访计一次。"),
    rows=consultations,
    day="visited_on",
    unit=VISITS,
    dimensions=(Dimension("topic", _("咨询主题"), "topic", _topics, read=str),),
    scope_by=SCOPE,
    is_kept=False,
)
ESCORTED = Figure(
    code="projects.escorted",
    title=_("全程无偿代理项目"),
    definition=_("期间内开始全程无偿代理的项目，按首次开始代理的日期计，每个项目计一次，不论属于几个类别。"),
    rows=escorts,
    day="begun_on",
    unit=PROJECTS,
    scope_by=SCOPE,
    is_kept=False,
)
ESCORTED_OF = [
    of_class(
        ESCORTED,
        ProjectClass.FOREIGN,
        _("全程代理的外资项目"),
        _("全程无偿代理项目中属于外资项目的；同一项目可以同时属于其他类别，各类之和大于项目数。"),
    ),
    of_class(
        ESCORTED,
        ProjectClass.CONSTRUCTION,
        _("全程代理的建设项目"),
        _("全程无偿代理项目中属于建设项目的；同一项目可以同时属于其他类别，各类之和大于项目数。"),
    ),
    of_class(
        ESCORTED,
        ProjectClass.COMMERCIAL,
        _("全程代理的商贸项目"),
        _("全程无偿代理项目中属于商贸项目的；同一项目可以同时属于其他类别，各类之和大于项目数。"),
    ),
    of_class(
        ESCORTED,
        ProjectClass.INDUSTRIAL,
        _("全程代理的工业项目"),
        _("全程无偿代理项目中属于工业项目的；同一项目可以同时属于其他类别，各类之和大于项目数。"),
    ),
]


def _invested_in(currency: str, title: Text, unit: Text, definition: Text) -> Figure:
    """The sum in one currency; sums in different currencies are figures of their own and are never added."""
    return Figure(
        code=f"projects.invested-{currency.lower()}",
        title=title,
        definition=definition,
        rows=_invested,
        only=Q(currency=currency),
        sums="amount",
        unit=unit,
        scope_by=("project__org_path", ""),
        is_kept=False,
    )


INVESTED = [
    _invested_in(
        "CNY",
        _("全程代理项目的人民币投资"),
        _("元"),
        _("期间内开始全程无偿代理的项目登记的人民币投资额；外币投资额另计，不折算，不相加。"),
    ),
    _invested_in(
        "USD",
        _("全程代理项目的美元投资"),
        _("美元"),
        _("期间内开始全程无偿代理的项目登记的美元投资额；人民币投资额另计，不折算，不相加。"),
    ),
]
PROGRAMME_ACCEPTED = Figure(
    code="projects.programme-accepted",
    title=_("专项事项受理"),
    definition=_("期间内受理的申请中归入专项的，按受理日期计；每件归入一个专项，不重复计。"),
    rows=in_programmes,
    day="accepted_on",
    unit=ITEMS,
    dimensions=BY_PROGRAMME,
    is_kept=False,
)
PROGRAMME_CONCLUDED = Figure(
    code="projects.programme-concluded",
    title=_("专项事项办结"),
    definition=_("期间内办结的申请中归入专项的，按办结日期计；每件归入一个专项，不重复计。"),
    rows=concluded_in_programmes,
    day=APPROVALS_CONCLUDED.day,
    unit=ITEMS,
    dimensions=BY_PROGRAMME,
    is_kept=False,
)

MEASURES: list[Measure] = [
    CONSULTATIONS, ESCORTED, *ESCORTED_OF, *INVESTED, PROGRAMME_ACCEPTED, PROGRAMME_CONCLUDED,
]  # fmt: skip
register(MEASURES)
