"""Reads of delegation: what an actor may see of it, whom one may give items to, and where one goes with an item."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import Text
from yimen.kernel.cases.queries import under
from yimen.kernel.orgs.models import Level, Org, OrgKind, Region
from yimen.kernel.people.actor import org_paths
from yimen.kernel.people.roles import Role

from . import queries, routing
from .models import DelegationGrant, DelegationLine, Item
from .states import DelegationKind, DelegationState, HandOverPoint

DRAFTERS = (Role.CATALOGUE_EDITOR, Role.CATALOGUE_APPROVER, Role.SECTION_HEAD, Role.LEADER)
RECEIVERS = (OrgKind.GOVERNMENT, OrgKind.DISTRICT_CENTRE, OrgKind.DEPARTMENT)


def delegations(actor: Actor) -> QuerySet[DelegationGrant]:
    """下放决定 — the published ones for everybody; drafts for those of the body who make them."""
    own = under("org__path", list(org_paths(actor, DRAFTERS)))
    public = ~Q(state=DelegationState.DRAFT)
    return DelegationGrant.objects.filter(public | own).select_related("org")


def lines(actor: Actor) -> QuerySet[DelegationLine]:
    """下放明细 of the decisions that the actor may see, with what a list shows."""
    rows = DelegationLine.objects.filter(grant__in=delegations(actor).order_by())
    return rows.select_related("grant__org", "item__org", "receiver", "territory")


def due(on: date) -> QuerySet[DelegationGrant]:
    """Published decisions whose first day has come."""
    return DelegationGrant.objects.filter(state=DelegationState.PUBLISHED, starts_on__lte=on).order_by("pk")


def own_items(actor: Actor, on: date) -> QuerySet[Item]:
    """The items in force which the actor may give away."""
    mine = under("org__path", list(org_paths(actor, [Role.CATALOGUE_EDITOR])))
    return queries.guide(on).filter(mine)


def receivers(org: Org) -> QuerySet[Org]:
    """Bodies of the districts and counties below the same city: each answers for its own division."""
    city = org.path.split(".")[0] + "."
    rows = Org.objects.filter(path__startswith=city, kind__in=RECEIVERS, closed_on__isnull=True)
    return rows.exclude(region_id=org.region_id).select_related("region").order_by("kind", "path")


def places() -> QuerySet[Region]:
    """所在地 — the districts, counties and zones among which an applicant chooses."""
    return Region.objects.filter(level__in=[Level.COUNTY, Level.ZONE]).order_by("area_code")


def receivers_item(org: Org, item: Item, on: date) -> Item | None:
    """The receiver's own item of the same matter, when it is in the guide."""
    return queries.guide(on).filter(org=org, name=item.name).first()


@dataclass(frozen=True)
class Place:
    """在哪里办 — one line of the guide: where, to whom, in whose name, for which projects."""

    place: Region
    org: Org
    way: Text
    projects: str
    item: Item | None = None


def places_of(item: Item, on: date) -> list[Place]:
    """The places for which another body takes the item in; all others stay with the item's own body."""
    regions = Region.objects.in_bulk([one.territory for one in routing.lines_on(item, on)])
    return [
        Place(
            regions[one.territory],
            one.receiver,
            _ways()[one.kind],
            projects_in_words(one),
            receivers_item(one.receiver, item, on) if one.kind == DelegationKind.DEVOLVED else None,
        )
        for one in routing.lines_on(item, on)
    ]


def _ways() -> dict[str, Text]:
    return {
        DelegationKind.DEVOLVED.value: _("以本机关名义决定"),
        DelegationKind.ENTRUSTED.value: _("以委托机关名义决定"),
        DelegationKind.REPORT_UP.value: _("受理并初审后上报"),
    }


def projects_in_words(line: routing.Line | DelegationLine) -> str:
    """For which projects: class and amounts, or all."""
    words = [line.project_class] if line.project_class else []
    if line.amount_from is not None:
        words.append(_("%(amount)s元以上（含）") % {"amount": f"{line.amount_from:,.2f}"})
    if line.amount_below is not None:
        words.append(_("%(amount)s元以下（不含）") % {"amount": f"{line.amount_below:,.2f}"})
    return joined(words, "，") or _("全部")


@dataclass(frozen=True)
class Point:
    """交接事项 — one row of the list: done by whom and when, or still open."""

    key: str
    label: Text
    done: dict[str, str] | None


def points(grant: DelegationGrant) -> list[Point]:
    return [Point(one.value, one.label, grant.checklist.get(one.value)) for one in HandOverPoint]
