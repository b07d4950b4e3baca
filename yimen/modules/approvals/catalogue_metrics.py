"""Figures of the catalogue: items in force, items in the centres, what rounds cancelled, where power was delegated, centres.

Each tells the state at the end of the period, or what a published round decided in it; so a report of a past year
counts the same on any later day.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from yimen.kernel.metrics.bodies import by_department, org_names
from yimen.kernel.metrics.figures import Dimension, Figure, Measure, register
from yimen.kernel.metrics.periods import Period
from yimen.kernel.metrics.scope import Scope
from yimen.kernel.orgs.models import Level, Org, OrgKind, Region

from .models import CleanupProposal, DelegationLine, ItemVersion
from .states import UNPUBLISHED, CleanupOutcome, DelegationKind, ProposalState

ITEMS, PLACES, CENTRES = _("项"), _("个"), _("个")
OWN_CENTRES = (OrgKind.CENTRE, OrgKind.SUBCENTRE)


def items_in_force(period: Period, scope: Scope) -> QuerySet[ItemVersion]:
    """The version of each item that held on the last day; a suspended item is still an item."""
    return ItemVersion.objects.filter(
        scope.narrow("item__org__path", "centre__path"),
        Q(effective_to__isnull=True) | Q(effective_to__gt=period.last),
        effective_from__lte=period.last,
    ).exclude(state__in=UNPUBLISHED)


def cancelled(period: Period, scope: Scope) -> QuerySet[CleanupProposal]:
    """Items that a round published in the period has cancelled."""
    return CleanupProposal.objects.filter(
        scope.narrow("org__path", ""),
        outcome=CleanupOutcome.CANCEL,
        state__in=[ProposalState.PUBLISHED, ProposalState.EXECUTED],
        round__published_on__gte=period.first,
        round__published_on__lte=period.last,
    )


def delegated(period: Period, scope: Scope) -> QuerySet[DelegationLine]:
    """Lines of delegation that held on the last day."""
    return DelegationLine.objects.filter(
        scope.narrow("grant__org__path", ""),
        Q(ends_on__isnull=True) | Q(ends_on__gt=period.last),
        is_live=True,
        starts_on__lte=period.last,
    )


def centres_open(period: Period, scope: Scope) -> QuerySet[Org]:
    """Centres, sub-centres and district centres that were there on the last day."""
    return Org.objects.filter(
        scope.narrow("path", ""),
        Q(founded_on__isnull=True) | Q(founded_on__lte=period.last),
        Q(closed_on__isnull=True) | Q(closed_on__gt=period.last),
        kind__in=[*OWN_CENTRES, OrgKind.DISTRICT_CENTRE],
    )


def _counties(period: Period, scope: Scope) -> QuerySet[Region]:
    lines = delegated(period, scope).exclude(kind=DelegationKind.REPORT_UP)
    return Region.objects.filter(Exists(lines.filter(territory=OuterRef("pk"))), level=Level.COUNTY)


DEPARTMENT = by_department("item__org_id")
CENTRE = Dimension("centre", _("中心"), "centre_id", org_names)

ITEMS_IN_FORCE = Figure(
    code="approvals.items",
    is_kept=False,
    is_detail=True,
    title=_("现有审批事项"),
    definition=_("期末有效的行政审批事项；暂停的计入，已取消、已下放不再实施的不计入。"),
    unit=ITEMS,
    rows=items_in_force,
    dimensions=(DEPARTMENT, CENTRE),
)
ITEMS_IN_CENTRES = Figure(
    code="approvals.items-in-centres",
    is_kept=False,
    is_detail=True,
    title=_("进驻中心的事项"),
    definition=_("期末有效的事项中，在市中心或者分中心受理的。"),
    source=_("行政许可法第二十六条"),
    unit=ITEMS,
    rows=items_in_force,
    only=Q(centre__kind__in=OWN_CENTRES),
    dimensions=(DEPARTMENT, CENTRE),
)
ITEMS_CANCELLED = Figure(
    code="approvals.items-cancelled",
    is_kept=False,
    is_detail=True,
    title=_("集中清理取消的事项"),
    definition=_("期间内公布结果的集中清理决定取消的事项，按公布日期计。"),
    unit=ITEMS,
    rows=cancelled,
    day="round__published_on",
    dimensions=(by_department(),),
)
DELEGATED_COUNTIES = Figure(
    code="approvals.delegated-counties",
    is_kept=False,
    is_detail=True,
    title=_("承接下放权限的区县"),
    definition=_("期末有市级事项下放或者委托给其实施的区、县（市）；一个区县只计一次，上报的不计入。"),
    unit=PLACES,
    rows=_counties,
)
SUB_CENTRES = Figure(
    code="approvals.sub-centres",
    is_kept=False,
    is_detail=True,
    title=_("分中心"),
    definition=_("期末设立的市中心的分中心。"),
    unit=CENTRES,
    rows=centres_open,
    only=Q(kind=OrgKind.SUBCENTRE),
)
NETWORK_CENTRES = Figure(
    code="approvals.network-centres",
    is_kept=False,
    is_detail=True,
    title=_("联网的区县中心"),
    definition=_("期末与市中心同一网络办理审批的区县政务服务中心。"),
    unit=CENTRES,
    rows=centres_open,
    only=Q(kind=OrgKind.DISTRICT_CENTRE),
)

MEASURES: list[Measure] = [
    ITEMS_IN_FORCE,
    ITEMS_IN_CENTRES,
    ITEMS_CANCELLED,
    DELEGATED_COUNTIES,
    SUB_CENTRES,
    NETWORK_CENTRES,
]
register(MEASURES)
