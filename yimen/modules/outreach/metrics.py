"""Figures of outreach: advice, errands taken in and done, at the door, satisfaction; by town, village and month."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.refusals import Text
from yimen.kernel.metrics.figures import Dimension, Figure, Measure, Rate, Total, register
from yimen.kernel.metrics.periods import Period
from yimen.kernel.metrics.scope import Scope
from yimen.kernel.orgs.models import Org
from yimen.kernel.web.words import named

from .models import Advice, AgencyPoint, AgencyService, Agent, Errand, FollowUp, HomeVisit, ServiceClass
from .states import AgentKind, PointKind, Satisfaction

TIMES, PLACES, PEOPLE = _("次"), _("个"), _("名")
KINDS, ITEMS = _("类"), _("项")


def _advice(period: Period, scope: Scope) -> QuerySet[Advice]:
    rows = Advice.objects.filter(scope.narrow(centre_path=""))
    return rows.filter(given_on__range=(period.first, period.last))


def _errands(day: str) -> Any:
    def rows(period: Period, scope: Scope) -> QuerySet[Errand]:
        return Errand.objects.filter(
            scope.narrow(centre_path=""), **{f"{day}__range": (period.first, period.last)}
        )

    return rows


_requested, _accepted, _done = _errands("requested_on"), _errands("accepted_on"), _errands("done_on")


def _visits(period: Period, scope: Scope) -> QuerySet[HomeVisit]:
    rows = HomeVisit.objects.filter(scope.narrow(centre_path=""))
    return rows.filter(visited_on__range=(period.first, period.last))


def _points(period: Period, scope: Scope) -> QuerySet[AgencyPoint]:
    """Those that stand at the end of the period, or now."""
    day = period.counted_to
    rows = AgencyPoint.objects.filter(scope.narrow("org__path", ""), opened_on__lte=day)
    return rows.filter(Q(closed_on=None) | Q(closed_on__gt=day))


def _services(period: Period, scope: Scope) -> QuerySet[AgencyService]:
    """What street centres do for people, where there is one; the catalogue keeps no days, so it is the one of now."""
    centres = _points(period, scope).filter(kind=PointKind.STREET)
    offered = AgencyService.objects.filter(is_offered=True, kinds__contains=[PointKind.STREET])
    return offered.filter(Exists(centres))


def _classes(period: Period, scope: Scope) -> QuerySet[ServiceClass]:
    own = _services(period, scope).filter(service_class=OuterRef("pk"))
    return ServiceClass.objects.filter(Exists(own))


def _agents(period: Period, scope: Scope) -> QuerySet[Agent]:
    """Those who serve at the end of the period, or now."""
    day = period.counted_to
    rows = Agent.objects.filter(scope.narrow("org_path", ""), since__lte=day)
    return rows.filter(Q(until=None) | Q(until__gte=day))


def _asked(period: Period, scope: Scope) -> QuerySet[FollowUp]:
    rows = FollowUp.objects.filter(scope.narrow(centre_path=""))
    return rows.filter(asked_on__range=(period.first, period.last), is_reached=True)


def _point_names(keys: Collection[Any]) -> Mapping[Any, Text]:
    return {one.pk: named(one) for one in AgencyPoint.objects.filter(pk__in=keys)}


def _town_names(keys: Collection[Any]) -> Mapping[Any, Text]:
    return {one.pk: named(one) for one in Org.objects.filter(pk__in=keys)}


def _class_names(keys: Collection[Any]) -> Mapping[Any, Text]:
    return {one.pk: named(one) for one in ServiceClass.objects.filter(pk__in=keys)}


def _split(through: str) -> tuple[Dimension, ...]:
    return (
        Dimension("township", _("乡镇（街道）"), f"{through}point__org_id", _town_names),
        Dimension("village", _("代理点"), f"{through}point_id", _point_names),
    )


OWN, THROUGH_ERRAND = _split(""), _split("errand__")
SCOPE = ("org_path", "")

_counted = partial(Figure, scope_by=SCOPE, is_detail=True, is_kept=False)
ADVICE = _counted(
    code="outreach.advice",
    title=_("代理点咨询"),
    definition=_("期间内代理员登记的咨询，按登记日期计。"),
    rows=_advice,
    day="given_on",
    unit=TIMES,
    dimensions=OWN,
)
REQUESTED = _counted(
    code="outreach.requested",
    title=_("提出代办"),
    definition=_("期间内向代理点和乡镇（街道）中心提出的代办事项，按提出日期计；与咨询合计为接待人次。"),
    rows=_requested,
    day="requested_on",
    dimensions=OWN,
)
ACCEPTED = _counted(
    code="outreach.accepted",
    title=_("受理代办"),
    definition=_("期间内签署委托、出具回执的代办事项，按受理日期计。"),
    rows=_accepted,
    day="accepted_on",
    dimensions=OWN,
)
DONE = _counted(
    code="outreach.done",
    title=_("办结代办"),
    definition=_("期间内当场办结或者收到办理结果的代办事项，按办结日期计。"),
    rows=_done,
    day="done_on",
    dimensions=OWN,
)
INSTANT = DONE.of_which(
    Q(is_instant=True),
    code="outreach.instant",
    title=_("即办代办"),
    definition=_("期间内受理当日办结的代办事项。"),
)
AT_HOME = _counted(
    code="outreach.at-home",
    title=_("送服务上门"),
    definition=_("期间内由代理员上门送达、有签名或者照片的次数。"),
    rows=_visits,
    day="visited_on",
    unit=TIMES,
    dimensions=THROUGH_ERRAND,
)
ASKED = _counted(
    code="outreach.followed-up",
    title=_("回访联系上"),
    definition=_("期间内联系上委托人的回访。"),
    rows=_asked,
    day="asked_on",
    unit=TIMES,
    dimensions=THROUGH_ERRAND,
)
SATISFIED = ASKED.of_which(
    Q(satisfaction__lte=Satisfaction.FAIR),
    code="outreach.satisfied",
    title=_("回访满意"),
    definition=_("回访中回答非常满意、满意或者基本满意的。"),
)
RECEIVED = Total(
    code="outreach.received",
    title=_("接待群众办事及咨询"),
    definition=_("期间内提出的代办事项和代理员登记的咨询合计，每次计一人次。"),
    figures=(REQUESTED, ADVICE),
    unit=TIMES,
    is_detail=True,
)
_points_of = partial(_counted, rows=_points, unit=PLACES, scope_by=("org__path", ""))
_agents_of = partial(_counted, rows=_agents, unit=PEOPLE)
STANDING = [
    _points_of(
        only=Q(kind=PointKind.STREET),
        code="outreach.street-centres",
        title=_("街道服务中心数"),
        definition=_("期末设立、没有撤销的街道服务中心。"),
    ),
    _counted(
        rows=_classes,
        code="outreach.service-classes",
        title=_("街道服务中心服务类别数"),
        definition=_("期末有街道服务中心的，现行服务目录中由街道服务中心提供的服务类别。"),
        unit=KINDS,
    ),
    _counted(
        rows=_services,
        code="outreach.services",
        title=_("街道服务中心服务项目数"),
        definition=_("期末有街道服务中心的，现行服务目录中由街道服务中心提供的服务项目。"),
        unit=ITEMS,
        dimensions=(Dimension("service-class", _("服务类别"), "service_class_id", _class_names, read=str),),
    ),
    _points_of(
        only=Q(kind=PointKind.TOWNSHIP),
        code="outreach.town-centres",
        title=_("乡镇政务服务中心代办窗口"),
        definition=_("期末设在乡镇政务服务中心、没有撤销的代办窗口。"),
    ),
    _points_of(
        only=Q(kind=PointKind.VILLAGE),
        code="outreach.village-points",
        title=_("村级代理点数"),
        definition=_("期末设立、没有撤销的村级代理点。"),
    ),
    _points_of(
        only=Q(kind=PointKind.COMMUNITY),
        code="outreach.community-windows",
        title=_("社区信息查询窗口数"),
        definition=_("期末设立、没有撤销的社区政务信息查询窗口。"),
    ),
    _agents_of(
        only=Q(kind=AgentKind.TOWNSHIP),
        code="outreach.town-agents",
        title=_("乡镇代理员人数"),
        definition=_("期末在任的乡镇代理员，一人在几处任职的各计一次。"),
    ),
    _agents_of(
        only=Q(kind=AgentKind.VILLAGE),
        code="outreach.village-agents",
        title=_("村级代理员人数"),
        definition=_("期末在任的村级代理员，一人在几处任职的各计一次。"),
    ),
]
DONE_RATE = Rate(
    code="outreach.done-rate",
    title=_("代办办结率"),
    definition=_("办结数除以受理数；保留两位小数，不足全部的不进为100%。"),
    numerator=DONE,
    denominator=ACCEPTED,
    is_detail=True,
)
INSTANT_RATE = Rate(
    code="outreach.instant-rate",
    title=_("代办即办率"),
    definition=_("受理当日办结数除以办结数。"),
    numerator=INSTANT,
    denominator=DONE,
    is_detail=True,
)
SATISFACTION = Rate(
    code="outreach.satisfaction",
    title=_("代办满意率"),
    definition=_("回访满意数除以联系上的回访数。"),
    numerator=SATISFIED,
    denominator=ASKED,
    is_detail=True,
)

MEASURES: list[Measure] = [
    ADVICE, REQUESTED, ACCEPTED, DONE, INSTANT, AT_HOME, ASKED, SATISFIED, DONE_RATE, INSTANT_RATE, SATISFACTION,
]  # fmt: skip
"""Those of the page of figures, which splits them by township, village and month."""
register([*STANDING, RECEIVED, *MEASURES])
