"""Reads: the cases and the work that an actor may see."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.crypto import constant_time_compare

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.text import normal
from yimen.kernel.people.actor import person_actor
from yimen.kernel.people.roles import HALL_ROLES, Role

from .models import Case, CaseMove, Clock, ClockState, Party, WorkItem

NO_CODE = "------"
CASE_READERS = (
    Role.WINDOW_CLERK,
    Role.RECEPTIONIST,
    Role.SECTION_EXAMINER,
    Role.SECTION_HEAD,
    Role.LEADER,
    Role.CHIEF_REPRESENTATIVE,
    Role.SEAL_KEEPER,
    Role.ISSUE_CLERK,
    Role.CENTRE_MANAGER,
    Role.DATA_STEWARD,
    Role.ARCHIVIST,
    Role.SUPERVISOR,
    Role.AUDITOR,
)
"""Roles that read the cases of their body and below; the others see only what they are a party to."""

TAKES_ON = {
    Role.RECEPTIONIST: (Role.RECEPTIONIST, Role.WINDOW_CLERK),
    Role.SECTION_HEAD: (Role.SECTION_HEAD, Role.SECTION_EXAMINER),
    Role.CHIEF_REPRESENTATIVE: (Role.CHIEF_REPRESENTATIVE, Role.LEADER),
}
"""Roles that may also do the work that waits for another one."""


def under(field: str, paths: list[str]) -> Q:
    """Rows whose path lies under one of the paths; no path, no row."""
    wanted = Q(pk__in=[])
    for path in sorted(set(paths)):
        wanted |= Q(**{f"{field}__startswith": path})
    return wanted


def moved_from(paths: list[str], halls: list[str]) -> Q:
    """Cases (by their ids) for which bodies or centres below these paths were responsible before."""
    moves = CaseMove.objects.filter(under("from_path", paths) | under("from_centre_path", halls))
    return Q(pk__in=moves.values("case_id"))


def cases(actor: Actor) -> QuerySet[Case]:
    """办件 that the actor may see: as a party, or by a post in the responsible body or centre, or above.

    Who was responsible before a hand-over goes on seeing the case.
    """
    person = person_actor(actor)
    if person is None:
        return Case.objects.none()
    paths = list(person.org_paths(*CASE_READERS))
    halls = list(person.org_paths(*HALL_ROLES))
    own = Q(pk__in=Party.objects.filter(person_id=person.person.pk).values("case_id"))
    here = under("org_path", paths) | under("centre__path", halls)
    return Case.objects.filter(own | here | moved_from(paths, halls))


def work(actor: Actor) -> QuerySet[WorkItem]:
    """待办 that wait for the actor: assigned to them, or open to a role they hold where it is to be done."""
    person = person_actor(actor)
    if person is None:
        return WorkItem.objects.none()
    wanted = Q(assignee_id=person.person.pk)
    for held in person.posts:
        reach = Q(org_path__startswith=held.org.path)
        if held.role in HALL_ROLES:
            reach |= Q(centre_path__startswith=held.org.path)
        roles = TAKES_ON.get(Role(held.role), (held.role,))
        wanted |= Q(role__in=roles, assignee__isnull=True) & reach
    return WorkItem.objects.filter(wanted, done_at__isnull=True)


def waiting_for_calendar(version: int) -> QuerySet[Case]:
    """Cases with a running clock that was counted with an older calendar."""
    stale = Clock.objects.filter(calendar_version__lt=version).exclude(state=ClockState.STOPPED)
    return Case.objects.filter(pk__in=stale.values("case_id")).order_by("pk")


def overdue(on: date) -> QuerySet[Clock]:
    """Running clocks whose due date has passed."""
    return Clock.objects.filter(due_on__lt=on).exclude(state=ClockState.STOPPED).order_by("due_on", "pk")


def by_code(number: str, code: str) -> Case | None:
    """办件查询: the case with this number, if the query code is its own.

    A wrong number and a wrong code cost the same work: whoever asks cannot tell them apart.
    """
    case = Case.objects.filter(number=normal(number).replace(" ", "")[:20]).first()
    known = case.query_code if case is not None else NO_CODE
    is_right = constant_time_compare(known, normal(code).replace(" ", ""))
    return case if is_right else None
