"""Reads of the catalogue by those who keep it: items, versions, opinions, bases that lapse."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from yimen.kernel.base.actor import Actor
from yimen.kernel.cases.queries import under
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import person_actor
from yimen.kernel.people.roles import Role
from yimen.kernel.web.words import briefly

from . import queries
from .models import BasicItem, Cancellation, Item, ItemVersion, LegalBasis
from .permissions import Permission
from .states import UNPUBLISHED, Mode, Pattern, VersionState

READERS = (
    Role.CATALOGUE_EDITOR,
    Role.CATALOGUE_APPROVER,
    Role.LEGAL_REVIEWER,
    Role.PRICING_REVIEWER,
    Role.SECTION_HEAD,
    Role.SUPERVISOR,
    Role.AUDITOR,
)
"""Roles that read the catalogue behind the guide: drafts, reviews, opinions."""

WARNED_DAYS = 180


def items(actor: Actor) -> QuerySet[Item]:
    """事项 that the actor reads by a post of the catalogue, published or not."""
    person = person_actor(actor)
    if person is None:
        return Item.objects.none()
    return Item.objects.filter(under("org__path", list(person.org_paths(*READERS))))


def versions(actor: Actor) -> QuerySet[ItemVersion]:
    """事项版本 of these items."""
    person = person_actor(actor)
    if person is None:
        return ItemVersion.objects.none()
    return ItemVersion.objects.filter(under("item__org__path", list(person.org_paths(*READERS))))


def basic_items(actor: Actor) -> QuerySet[BasicItem]:
    """基本目录 — the same for all who keep the catalogue."""
    person = person_actor(actor)
    if person is None or not person.has(*READERS):
        return BasicItem.objects.none()
    return BasicItem.objects.all()


def listed(actor: Actor, on: date) -> QuerySet[Item]:
    """The list of items: ``version_id`` holds on the day, ``draft_state`` is that of the newest that is not published."""
    holding = queries.holding_versions(on).filter(item=OuterRef("pk"))
    newest = ItemVersion.objects.filter(item=OuterRef("pk"), state__in=UNPUBLISHED).order_by("-number")
    rows = items(actor).annotate(
        version_id=Subquery(holding.values("pk")[:1]),
        version_state=Subquery(holding.values("state")[:1]),
        is_cancelled=Exists(Cancellation.objects.filter(item=OuterRef("pk"), on__lte=on)),
        draft_state=Subquery(newest.values("state")[:1]),
        has_lapsing_basis=Exists(_lapsing(on).filter(item=OuterRef("pk"))),
    )
    return rows.select_related("org")


def in_state(rows: QuerySet[Item], state: str) -> QuerySet[Item]:
    """Items that have a version in this state now; ``none`` are those of which nothing was ever published."""
    known = ItemVersion.objects.filter(item=OuterRef("pk"))
    if state == "none":
        return rows.exclude(Exists(known.exclude(state__in=UNPUBLISHED)))
    return rows.filter(Exists(known.filter(state=state)))


def in_hall(rows: QuerySet[Item], on: date, is_in: bool) -> QuerySet[Item]:
    """Items whose version that holds is handled in a hall, or is not."""
    return rows.filter(Exists(queries.holding_versions(on).filter(item=OuterRef("pk"), in_hall=is_in)))


def with_lapsing_basis(rows: QuerySet[Item], on: date) -> QuerySet[Item]:
    """Items of which a legal basis has lapsed or will soon."""
    return rows.filter(Exists(_lapsing(on).filter(item=OuterRef("pk"))))


def _lapsing(on: date) -> QuerySet[LegalBasis]:
    return LegalBasis.objects.filter(effective_to__lte=on + timedelta(days=WARNED_DAYS))


def bases_to_warn_of(on: date) -> QuerySet[LegalBasis]:
    """Lapsed or soon to lapse, of items in the guide, and nobody was told yet."""
    holding = queries.holding_versions(on).filter(item=OuterRef("item"))
    return _lapsing(on).filter(Exists(holding), warned_on__isnull=True)


def items_to_warn_of(on: date) -> QuerySet[Item]:
    """The items that stand on them."""
    return Item.objects.filter(Exists(bases_to_warn_of(on).filter(item=OuterRef("pk")))).order_by("pk")


def lapsing_bases(actor: Actor, on: date) -> QuerySet[LegalBasis]:
    """依据预警 — bases of items in the catalogue that have lapsed or will within half a year.

    ``has_other``: whether another basis of the item holds on that day.
    """
    others = LegalBasis.objects.filter(item=OuterRef("item")).exclude(pk=OuterRef("pk"))
    live = Q(effective_to__isnull=True) | Q(effective_to__gt=OuterRef("effective_to"))
    begun = Q(effective_from__isnull=True) | Q(effective_from__lte=OuterRef("effective_to"))
    holding = queries.holding_versions(on).filter(item=OuterRef("item"))
    rows = _lapsing(on).filter(item__in=items(actor)).filter(Exists(holding))
    return rows.annotate(has_other=Exists(others.filter(live, begun))).select_related("item__org")


def exported(actor: Actor, on: date) -> QuerySet[ItemVersion]:
    """What an export of the catalogue says: of each item the newest version that is not over, in the order of codes."""
    newest = (
        ItemVersion.objects.filter(item=OuterRef("pk"))
        .exclude(state__in=[VersionState.CANCELLED, VersionState.SUPERSEDED])
        .order_by("-number")
    )
    chosen = items(actor).annotate(newest=Subquery(newest.values("pk")[:1])).values("newest")
    rows = ItemVersion.objects.filter(pk__in=chosen).order_by("item__code")
    return rows.select_related("item__org", "item__section", "item__basic", "centre").prefetch_related(
        "item__legal_bases"
    )


def bodies(actor: Actor, permission: str) -> list[Org]:
    """The bodies for which the actor may do this."""
    person = person_actor(actor)
    if person is None:
        return []
    paths = list(person.org_paths(Role.CATALOGUE_EDITOR, Role.CATALOGUE_APPROVER))
    return [one for one in Org.objects.filter(under("path", paths)) if actor.may(permission, one)]


def departments(rows: QuerySet[Item]) -> list[tuple[str, str]]:
    """The bodies of these items, as choices."""
    found = Org.objects.filter(Exists(rows.order_by().filter(org=OuterRef("pk")))).order_by("pinyin", "path")
    return [(org.code, briefly(org)) for org in found]


def reads(actor: Actor) -> bool:
    """Whether the actor holds a post of the catalogue."""
    person = person_actor(actor)
    return person is not None and person.has(*READERS)


def government() -> Org:
    """The government of the city: the basic catalogue is its."""
    return Org.objects.filter(parent__isnull=True).order_by("path")[0]


def first_terms(effective_from: date) -> dict[str, Any]:
    """The terms with which the first draft of an item begins; the editor changes them."""
    return {
        "effective_from": effective_from,
        "pattern": Pattern.FOUR_ONES,
        "mode": Mode.PROMISED,
        "statutory_days": 20,
        "statutory_basis": "",
        "promised_days": 20,
        "channels": ["window"],
        "result_name": "",
        "result_kind": "approval",
    }


def may_add(actor: Actor) -> bool:
    """Whether the actor may put an item into the catalogue of some body."""
    return bool(bodies(actor, Permission.ITEM_ADD))
