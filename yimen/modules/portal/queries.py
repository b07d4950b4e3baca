"""Reads of the portal: a case by number and code, the desk, the record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from yimen.kernel import calendar
from yimen.kernel.audit.models import Entry, Refusal
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.text import normal
from yimen.kernel.cases.models import Case, WorkItem
from yimen.kernel.cases.queries import under, work
from yimen.kernel.metrics.scope import WHOLE_CITY, Scope, is_whole
from yimen.kernel.orgs.models import Org
from yimen.kernel.people import token_secret
from yimen.kernel.people.actor import person_actor
from yimen.kernel.people.models import Person
from yimen.kernel.people.roles import OVERSIGHT

from .models import SavedSearch, Wall
from .permissions import WALL_KEEPERS

NEAR_DAYS = 2


# --- 工作台


@dataclass(frozen=True)
class DeskCounts:
    """工作台计数 — how much waits for the actor."""

    all: int
    overdue: int
    near: int
    mine: int


def is_official(actor: Actor) -> bool:
    """Whether the actor is of the staff, and so has a desk."""
    person = person_actor(actor)
    return person is not None and person.is_staff


def desk(actor: Actor) -> QuerySet[WorkItem]:
    """我的工作台 — what waits for the actor, with its case."""
    return work(actor).select_related("case__org", "assignee")


def overdue(today: date) -> Q:
    """Work whose day has passed; a case whose clock is held is not late."""
    return Q(due_on__lt=today, case__is_held=False)


def near_due(today: date) -> Q:
    """Work that is due today or within two working days."""
    last = calendar.current().add(today, NEAR_DAYS).on
    return Q(due_on__gte=today, due_on__lte=last, case__is_held=False)


def desk_counts(actor: Actor, today: date) -> DeskCounts:
    """One query over the same rows as the desk."""
    person = person_actor(actor)
    mine = Q(assignee_id=person.person.pk) if person is not None else Q(pk__in=[])
    found = work(actor).aggregate(
        all=Count("pk"),
        overdue=Count("pk", filter=overdue(today)),
        near=Count("pk", filter=near_due(today)),
        mine=Count("pk", filter=mine),
    )
    return DeskCounts(**found)


# --- 留痕


def reads_record(actor: Actor) -> bool:
    """Whether the actor audits or supervises somewhere."""
    person = person_actor(actor)
    return person is not None and person.has(*OVERSIGHT)


def saved_searches(actor: Actor) -> QuerySet[SavedSearch]:
    """检索订阅 of the person who asks."""
    if person_actor(actor) is None:
        return SavedSearch.objects.none()
    return SavedSearch.objects.filter(person_id=actor.id, dropped_at=None).order_by("-saved_at")


def reads_whole_record(actor: Actor) -> bool:
    """Whether the actor oversees the whole city: then also what belongs to no body, and refusals."""
    return any(is_whole(path) for path in _overseen(actor))


def record(actor: Actor) -> QuerySet[Entry]:
    """留痕 that the actor may read: of the bodies that they audit or supervise."""
    if reads_whole_record(actor):
        return Entry.objects.all()
    return Entry.objects.filter(under("org_path", _overseen(actor)))


def _overseen(actor: Actor) -> list[str]:
    """The paths below which the actor audits or supervises."""
    person = person_actor(actor)
    posts = person.posts if person is not None else ()
    return sorted({one.reach for one in posts if one.role in OVERSIGHT})


def refusals(actor: Actor) -> QuerySet[Refusal]:
    """拒绝记录 — they belong to no body, so those who audit the whole city read them."""
    return Refusal.objects.all() if reads_whole_record(actor) else Refusal.objects.none()


def by_actor(rows: QuerySet[Entry], name: str) -> QuerySet[Entry]:
    """Entries of the persons with this name or login, or of the machine with this name."""
    wanted = normal(name)
    people = Person.objects.filter(Q(name=wanted) | Q(login=wanted)).values_list("pk", flat=True)[:100]
    return rows.filter(actor_id__in=[*(str(one) for one in people), wanted])


def by_subject(rows: QuerySet[Entry], text: str) -> QuerySet[Entry]:
    """Entries about a case (by its number), about a row (by its id), or about what has exactly this label."""
    wanted = normal(text)
    case = Case.objects.filter(number=wanted).values_list("pk", flat=True).first()
    if case is not None:
        return rows.filter(chain=case)
    try:
        chain = UUID(wanted)
    except ValueError:
        return rows.filter(subject_label__icontains=wanted)
    return rows.filter(Q(chain=chain) | Q(subject_id=str(chain)))


def recorded_between(rows: QuerySet[Entry], days: Iterable[date | None]) -> QuerySet[Entry]:
    """Entries written on these days. Ids grow with time, so the primary key narrows the search."""
    first, last = days
    if first is not None:
        begins = _midnight(first)
        rows = rows.filter(recorded_at__gte=begins, pk__gte=_least_id(begins - timedelta(hours=1)))
    if last is not None:
        ends = _midnight(last + timedelta(days=1))
        rows = rows.filter(recorded_at__lt=ends, pk__lt=_least_id(ends + timedelta(hours=1)))
    return rows


def before(entry: Entry) -> Entry | None:
    """The entry to which this one is linked."""
    return Entry.objects.filter(chain=entry.chain, seq=entry.seq - 1).first()


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _least_id(moment: datetime) -> UUID:
    """The smallest UUIDv7 of this millisecond."""
    return UUID(int=int(moment.timestamp() * 1000) << 80)


# --- 大屏


def wall_bodies(actor: Actor) -> QuerySet[Org]:
    """The bodies whose figures the actor may put onto a wall: the own ones and those below."""
    person = person_actor(actor)
    paths = {one.reach for one in person.posts if one.role in WALL_KEEPERS} if person is not None else set()
    return Org.objects.filter(under("path", sorted(paths)), closed_on=None).order_by("path")


def walls(actor: Actor) -> QuerySet[Wall]:
    """大屏 of these bodies, open ones first."""
    rows = Wall.objects.filter(org__in=wall_bodies(actor)).select_related("org")
    return rows.order_by(F("closed_at").desc(nulls_first=True), "-opened_at")


def open_wall(secret: str) -> Wall | None:
    """The wall at this address, while it is open."""
    hashed = token_secret.hashed(secret)
    return Wall.objects.select_related("org").filter(secret_hash=hashed, closed_at=None).first()


def scope_of_wall(wall: Wall) -> Scope:
    """What the body answers for; for a centre also what is handled there."""
    path = wall.org.path
    return WHOLE_CITY if is_whole(path) else Scope((path,), (path,))
