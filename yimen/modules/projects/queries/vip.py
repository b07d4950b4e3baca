"""What an actor may see of the desk for big projects: consultations, green channel, escorts, orders, programmes."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import Text
from yimen.kernel.cases.queries import CASE_READERS, cases, under
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import has_role, org_paths, person_actor
from yimen.kernel.people.models import Person
from yimen.kernel.people.queries import holders
from yimen.kernel.people.roles import OVERSIGHT, Role
from yimen.kernel.web.words import named
from yimen.modules.projects.models import (
    ConsultationFollowUp,
    EscortService,
    GreenChannelCriterion,
    GreenChannelEnrolment,
    Programme,
    ProgrammeCase,
    ProgrammeClass,
    Project,
    ProjectConsultation,
    SpecialHandlingOrder,
)
from yimen.modules.projects.permissions import DESK_ROLES, OFFICER_ROLES, PROGRAMME_ROLES
from yimen.modules.projects.states import EnrolmentState

from .projects import projects


def desks(actor: Actor) -> QuerySet[Org]:
    """The bodies at whose desk the actor receives visitors."""
    return Org.objects.filter(path__in=org_paths(actor, DESK_ROLES)).order_by("path")


def officers(org: Org, on: date) -> QuerySet[Person]:
    """Those who may be charged with a project of the body, on the day."""
    return holders(*OFFICER_ROLES, org_path=org.path, on=on)


def leading(actor: Actor) -> QuerySet[Org]:
    """The bodies for which the actor may keep a programme."""
    return Org.objects.filter(path__in=org_paths(actor, PROGRAMME_ROLES)).order_by("path")


def sees_projects(actor: Actor) -> bool:
    """Who handles cases; others find their own escort by its address."""
    return has_role(actor, *CASE_READERS)


def reads_consultations(actor: Actor) -> bool:
    return has_role(actor, *DESK_ROLES, *OVERSIGHT)


def consultations(actor: Actor) -> QuerySet[ProjectConsultation]:
    """来访咨询 of the desks at which the actor sits, or that the actor oversees."""
    paths = list(org_paths(actor, (*DESK_ROLES, *OVERSIGHT)))
    return ProjectConsultation.objects.filter(under("org_path", paths)).select_related(
        "org", "project", "staff"
    )


def due_follow_ups(rows: QuerySet[ProjectConsultation], on: date) -> QuerySet[ProjectConsultation]:
    """Those with a follow-up whose day has come."""
    due = ConsultationFollowUp.objects.filter(consultation=OuterRef("pk"), done_at=None, due_on__lte=on)
    return rows.filter(Exists(due))


def count_due_follow_ups(actor: Actor) -> int:
    """How many visits have a follow-up whose day has come, for those who receive at their desks."""
    person = person_actor(actor)
    if person is None or not person.has(*DESK_ROLES):
        return 0
    rows = ProjectConsultation.objects.filter(under("org_path", list(person.org_paths(*DESK_ROLES))))
    return due_follow_ups(rows, person.on).count()


def follow_ups_to_remind(on: date) -> QuerySet[ConsultationFollowUp]:
    """咨询回访 whose day has come, not done, and of which nobody was reminded."""
    rows = ConsultationFollowUp.objects.filter(done_at=None, reminded_at=None, due_on__lte=on)
    return rows.select_related("consultation", "person").order_by("pk")


def receivers(org: Org, on: date) -> QuerySet[Person]:
    """Those who receive at the desk of the body, and so may be charged with a follow-up, on the day."""
    return holders(*DESK_ROLES, org_path=org.path, on=on)


def past_enrolments(on: date) -> QuerySet[GreenChannelEnrolment]:
    """绿色通道 whose last day has passed."""
    rows = GreenChannelEnrolment.objects.filter(state=EnrolmentState.APPROVED, until_on__lt=on)
    return rows.select_related("project__owner", "org", "officer", "applied_by").order_by("pk")


def criteria() -> QuerySet[GreenChannelCriterion]:
    """绿色通道条件; public."""
    return GreenChannelCriterion.objects.all()


def enrolments(actor: Actor) -> QuerySet[GreenChannelEnrolment]:
    """绿色通道 of the projects that the actor sees, and those of which the actor is the officer."""
    rows = GreenChannelEnrolment.objects.select_related(
        "project", "org", "officer", "applied_by", "approved_by"
    )
    return rows.filter(_own_or_seen(actor))


def escorts(actor: Actor) -> QuerySet[EscortService]:
    """全程无偿代理 of the projects that the actor sees, and those of which the actor is the officer."""
    rows = EscortService.objects.select_related("project", "org", "officer", "mandate")
    return rows.filter(_own_or_seen(actor))


def _own_or_seen(actor: Actor) -> Q:
    person = person_actor(actor)
    if person is None:
        return Q(pk__in=[])
    return Q(officer_id=person.person.pk) | Q(project__in=projects(actor).order_by().values("pk"))


def gives_orders(actor: Actor) -> bool:
    """Whether the actor may order special handling of some cases."""
    return has_role(actor, Role.LEADER)


def orders(actor: Actor) -> QuerySet[SpecialHandlingOrder]:
    """特事特办 of the cases that the actor sees."""
    rows = SpecialHandlingOrder.objects.select_related("case__org", "ordered_by", "revoked_by")
    return rows.filter(case__in=cases(actor).order_by().values("pk"))


def programmes(actor: Actor) -> QuerySet[Programme]:
    """专项 of the bodies that a post of the actor reaches, of those that handle one of its cases, and of the owners of its projects."""
    person = person_actor(actor)
    rows = Programme.objects.select_related("org")
    if person is None:
        return rows.none()
    paths = list(person.org_paths(*CASE_READERS))
    handled = ProgrammeCase.objects.filter(
        under("case__org_path", paths), programme_class__programme=OuterRef("pk")
    )
    owned = Q(members__project__owner_id=person.person.pk)
    return rows.filter(
        pk__in=Programme.objects.filter(under("org_path", paths) | owned | Exists(handled)).values("pk")
    )


def programme_cases(programme: Programme, actor: Actor) -> QuerySet[ProgrammeCase]:
    """The cases of a programme, with what a list shows of each; ``is_seen``: the reader sees the case itself too."""
    rows = ProgrammeCase.objects.filter(programme_class__programme=programme)
    is_seen = Exists(cases(actor).order_by().filter(pk=OuterRef("case_id")))
    return rows.select_related("case__org", "programme_class").annotate(is_seen=is_seen)


def classes_of(rows: QuerySet[ProgrammeCase]) -> list[tuple[UUID, Text]]:
    """The classes in which these cases are."""
    found = ProgrammeClass.objects.filter(pk__in=rows.order_by().values("programme_class"))
    return [(one.pk, named(one)) for one in found.order_by("position")]


def projects_of(programme: Programme) -> QuerySet[Project]:
    """The projects of a programme."""
    return Project.objects.filter(programmes__programme=programme).order_by("number")


def programme_list(actor: Actor) -> QuerySet[Programme]:
    """专项清单, with how many projects and cases each has."""
    return programmes(actor).annotate(
        project_count=Count("members", distinct=True), case_count=Count("classes__cases", distinct=True)
    )
