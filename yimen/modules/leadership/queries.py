"""Reads: the chart of a day, the history of offices, vacancies, trainings. Names and offices are public."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from yimen.kernel import policies
from yimen.kernel.base.actor import Actor
from yimen.kernel.cases.queries import under
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import org_paths
from yimen.kernel.people.models import Person, Post
from yimen.kernel.people.roles import Role

from . import rules
from .models import Attendance, LeadershipGroup, OfficeAssignment, TrainingSession, Vacancy
from .permissions import KEEPERS
from .states import AssignmentState, GroupLevel, Office, TrainingState

TRAINING_READERS = (*KEEPERS, Role.DISCLOSURE_OFFICER, Role.DISCLOSURE_HEAD)


# --- 领导小组, 任职: public


def groups() -> QuerySet[LeadershipGroup]:
    """Every group that was ever established."""
    return LeadershipGroup.objects.select_related("org")


def groups_on(day: date) -> QuerySet[LeadershipGroup]:
    """The groups that stand on the day."""
    return groups().filter(Q(ended_on=None) | Q(ended_on__gte=day), established_on__lte=day)


def assignments() -> QuerySet[OfficeAssignment]:
    """Who held, holds and will hold an office; what was annulled is not there."""
    return OfficeAssignment.objects.filter(state=AssignmentState.STANDING).select_related("group__org")


def in_office(day: date) -> QuerySet[OfficeAssignment]:
    """Who holds an office on the day."""
    return assignments().filter(Q(until=None) | Q(until__gte=day), since__lte=day)


@dataclass(frozen=True)
class Seat:
    """职位 — an office of a group on a day, and who holds it, if anybody does."""

    office: Office
    holder: OfficeAssignment | None

    @property
    def is_vacant(self) -> bool:
        """Empty, and one of those that must be held."""
        return self.holder is None and self.office in rules.REQUIRED


@dataclass
class Line:
    """领导小组的一行 — a group with its offices on a day, and the groups of the bodies below it."""

    group: LeadershipGroup
    seats: list[Seat]
    below: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Floor:
    """层级 — the groups of one level, those below standing under them."""

    level: GroupLevel
    lines: list[Line]


def chart(day: date, *, text: str = "", level: str = "") -> list[Floor]:
    """组织领导图 — the groups of the day by level; a township under its district. Two queries."""
    rows = groups_on(day)
    if text:
        named = in_office(day).filter(name__icontains=text).values("group")
        rows = rows.filter(Q(org__name__icontains=text) | Q(name__icontains=text) | Q(pk__in=named))
    if level:
        rows = rows.filter(level=level)
    lines = _lines(rows.order_by("org__path"), day)
    floors = []
    for one in GroupLevel:
        mine = [line for line in lines if line.group.level == one]
        above = [line for line in lines if line.group.level == GroupLevel.DISTRICT]
        if one == GroupLevel.TOWNSHIP:
            mine = [line for line in mine if not _hung(line, above)]
        if mine:
            floors.append(Floor(one, mine))
    return floors


def _hung(line: Line, above: Iterable[Line]) -> bool:
    """Puts a township's group under its district's, when that is on the chart."""
    for one in above:
        if line.group.org.path.startswith(one.group.org.path):
            one.below.append(line)
            return True
    return False


def _lines(rows: QuerySet[LeadershipGroup], day: date) -> list[Line]:
    groups = list(rows)
    held: dict[tuple[UUID, str], OfficeAssignment] = {}
    for one in in_office(day).filter(group__in=[group.pk for group in groups]):
        held[one.group_id, one.office] = one
    return [
        Line(group, [Seat(office, held.get((group.pk, office))) for office in Office]) for group in groups
    ]


def seats(group: LeadershipGroup, day: date) -> list[Seat]:
    """The offices of one group on the day."""
    held = {one.office: one for one in in_office(day).filter(group=group)}
    return [Seat(office, held.get(office)) for office in Office]


def history(group: LeadershipGroup) -> QuerySet[OfficeAssignment]:
    """Everybody who held an office of the group, office by office, the latest first."""
    return assignments().filter(group=group).order_by("-since", "office", "id")


# --- 空缺


def vacant_since(group: LeadershipGroup, office: str, on: date) -> date | None:
    """Since when the office is empty on the day; None when it is held."""
    spans = assignments().filter(group=group, office=office).values_list("since", "until")
    return rules.vacant_since(group.established_on, group.ended_on, spans, on)


@dataclass(frozen=True)
class Empty:
    """空缺 — an office that must be held and is not, or soon will not be."""

    group: LeadershipGroup
    office: Office
    since: date
    is_to_come: bool = False


def empties(on: date, rows: QuerySet[LeadershipGroup] | None = None) -> list[Empty]:
    """The required offices that are empty on the day, the longest first. Two queries."""
    groups = list(groups_on(on) if rows is None else rows)
    spans: dict[tuple[UUID, str], list[rules.Span]] = {}
    held = assignments().filter(group__in=[one.pk for one in groups], office__in=rules.REQUIRED)
    for group_id, office, since, until in held.values_list("group_id", "office", "since", "until"):
        spans.setdefault((group_id, office), []).append((since, until))
    found = []
    for group in groups:
        for office in rules.REQUIRED:
            held_on = spans.get((group.pk, office), [])
            empty = rules.vacant_since(group.established_on, group.ended_on, held_on, on)
            if empty is not None:
                found.append(Empty(group, office, empty))
    return sorted(found, key=lambda one: (one.since, one.group.org.path, one.office))


def soon_empty(on: date, rows: QuerySet[LeadershipGroup]) -> list[Empty]:
    """The required offices whose holder leaves within the days that the city looks ahead, and nobody follows."""
    last = on + timedelta(days=policies.on(on, "leadership.vacancy_ahead").int)
    ending = in_office(on).filter(
        group__in=rows, office__in=rules.REQUIRED, until__gte=on, until__lt=last, group__ended_on=None
    )
    found = []
    for one in ending.order_by("until", "group__org__path"):
        after = (one.until or on) + timedelta(days=1)
        if not in_office(after).filter(group=one.group_id, office=one.office).exists():
            found.append(Empty(one.group, Office(one.office), after, is_to_come=True))
    return found


def open_vacancies() -> QuerySet[Vacancy]:
    """What was noted and has not ended."""
    return Vacancy.objects.filter(ended_on=None).select_related("group__org")


def kept_groups(actor: Actor) -> QuerySet[LeadershipGroup]:
    """The groups that the actor keeps."""
    return groups().filter(under("org__path", list(org_paths(actor, KEEPERS))))


def kept_assignments(actor: Actor) -> QuerySet[OfficeAssignment]:
    """The assignments that the actor may end or amend."""
    return assignments().filter(under("group__org__path", list(org_paths(actor, KEEPERS))))


def kept_orgs(actor: Actor) -> QuerySet[Org]:
    """The bodies whose leadership the actor keeps."""
    paths = org_paths(actor, KEEPERS)
    return Org.objects.filter(under("path", list(paths)), closed_on=None).order_by("path")


def keepers(org_path: str, on: date) -> list[Person]:
    """Who watches the leadership of the body: 政务公开主管 whose post reaches it on the day."""
    posts = Post.objects.filter(
        Q(until=None) | Q(until__gte=on),
        role=Role.OPENNESS_SUPERVISOR,
        since__lte=on,
        person__is_active=True,
    ).select_related("org", "person")
    found = {one.person_id: one.person for one in posts if org_path.startswith(one.reach)}
    return sorted(found.values(), key=lambda person: (person.name, str(person.pk)))


# --- 培训


def trainings(actor: Actor) -> QuerySet[TrainingSession]:
    """The trainings of the bodies that the actor keeps, and those to which the actor's own body sends people."""
    kept = under("org__path", list(org_paths(actor, KEEPERS)))
    own = Attendance.objects.filter(under("org__path", list(org_paths(actor, TRAINING_READERS))))
    return (
        TrainingSession.objects.filter(kept | Q(pk__in=own.values("session")))
        .select_related("org")
        .annotate(
            enrolled=Count("attendances"),
            present=Count("attendances", filter=Q(attendances__is_present=True)),
            passed=Count("attendances", filter=Q(attendances__has_passed=True)),
        )
    )


def kept_trainings(actor: Actor) -> QuerySet[TrainingSession]:
    """The trainings that the actor plans and keeps."""
    return trainings(actor).filter(under("org__path", list(org_paths(actor, KEEPERS))))


def attendances(actor: Actor, training: TrainingSession) -> QuerySet[Attendance]:
    """The list of a training: all of it for who keeps it, else the people of the own body."""
    mine = under("org__path", list(org_paths(actor, TRAINING_READERS)))
    return (
        Attendance.objects.filter(mine, session=training).select_related("org").order_by("org__path", "name")
    )


@dataclass(frozen=True)
class Coverage:
    """培训覆盖 — how many of a body were at trainings of the year, and how many passed."""

    org: Org
    sessions: int
    present: int
    passed: int


def coverage(actor: Actor, year: int) -> list[Coverage]:
    """Every body with a group that the actor keeps, whether it sent people in the year or not. Two queries."""
    orgs = {one.org_id: one.org for one in kept_groups(actor).filter(ended_on=None).order_by("org__path")}
    rows = (
        Attendance.objects.filter(
            org__in=orgs,
            is_present=True,
            session__state__in=[TrainingState.HELD, TrainingState.EVALUATED],
            session__starts_at__year=year,
        )
        .order_by()
        .values("org")
        .annotate(
            sessions=Count("session", distinct=True),
            present=Count("pk"),
            passed=Count("pk", filter=Q(has_passed=True)),
        )
    )
    counted = {row["org"]: (row["sessions"], row["present"], row["passed"]) for row in rows}
    return [Coverage(org, *counted.get(pk, (0, 0, 0))) for pk, org in orgs.items()]


def trainings_held(org_path: str, year: int) -> int:
    """How many trainings the bodies below the path held in the year."""
    return TrainingSession.objects.filter(
        org__path__startswith=org_path,
        state__in=[TrainingState.HELD, TrainingState.EVALUATED],
        starts_at__year=year,
    ).count()


def bodies_named(names: Iterable[str], orgs: QuerySet[Org]) -> dict[str, Org]:
    """Bodies by the name, short name or code by which a list calls them; what is unknown is not there."""
    wanted = set(names)
    rows = orgs.filter(Q(name__in=wanted) | Q(short_name__in=wanted) | Q(code__in=wanted))
    return {
        called: one for one in rows for called in (one.short_name, one.name, one.code) if called in wanted
    }
