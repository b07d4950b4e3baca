"""Reads of hearings, inspections, commitments and routing: what an actor may see, and who may be chosen."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from yimen.kernel.base.actor import Actor
from yimen.kernel.cases.models import Hold, HoldKind
from yimen.kernel.cases.queries import CASE_READERS, under
from yimen.kernel.orgs.models import Org, OrgKind
from yimen.kernel.people.actor import person_actor
from yimen.kernel.people.models import Person
from yimen.kernel.people.queries import holders
from yimen.kernel.people.roles import Role

from .models import (
    Application,
    CommitmentCheck,
    CreditExclusion,
    Hearing,
    InspectionPart,
    RoutingRule,
    SiteInspection,
    Team,
)
from .queries import applications, handled_applications
from .states import CheckState

HOSTS = (Role.SECTION_EXAMINER, Role.SECTION_HEAD, Role.LEADER, Role.CHIEF_REPRESENTATIVE)
FEWEST_DRAWN = 2
SHOWN_WAITING = 50


def to_end(application: Application) -> QuerySet[Hold]:
    """特别程序 that an official ends by saying so; a hearing ends with its minutes."""
    running = Hold.objects.filter(case=application.case_id, ended_on__isnull=True)
    return running.exclude(kind=HoldKind.HEARING)


def hearing(application: Application) -> Hearing | None:
    """The last hearing of the case."""
    return application.hearings.select_related("host").last()


def hearing_hosts(application: Application, on: date) -> QuerySet[Person]:
    """Who may host: of the body, and never reviewed this case (行政许可法 48)."""
    reviewed = Q(pk=application.reviewer_id) | Q(pk__in=application.reviews.values("reviewer"))
    return holders(*HOSTS, org_path=application.org_path, on=on).exclude(reviewed)


def inspections(actor: Actor) -> QuerySet[SiteInspection]:
    """现场勘验 of the applications that the actor handles, and those in which the own department takes part."""
    person = person_actor(actor)
    if person is None:
        return SiteInspection.objects.none()
    paths = list(person.org_paths(*CASE_READERS))
    parts = InspectionPart.objects.filter(under("org_path", paths)).values("inspection")
    seen = Q(application__in=handled_applications(actor).values("pk")) | Q(pk__in=parts)
    return SiteInspection.objects.filter(seen).select_related(
        "application__case", "application__item", "application__org", "application__version"
    )


def inspectors(part: InspectionPart, on: date) -> QuerySet[Person]:
    """Who may be sent to the visit: examiners of the department and the head of its section."""
    return holders(Role.SECTION_EXAMINER, Role.SECTION_HEAD, org_path=part.org_path, on=on)


def other_departments(application: Application) -> QuerySet[Org]:
    """The departments that handle items, but the own one."""
    rows = Org.objects.filter(kind=OrgKind.DEPARTMENT, items__isnull=False)
    return rows.exclude(pk=application.org_id).distinct().order_by("pinyin", "path")


def checks(actor: Actor) -> QuerySet[CommitmentCheck]:
    """承诺核查 of the applications that the actor handles by a post."""
    rows = CommitmentCheck.objects.filter(application__in=handled_applications(actor).values("pk"))
    return rows.select_related(
        "application__case", "application__item", "application__org", "first_officer", "second_officer"
    )


def checks_to_draw(on: date) -> QuerySet[CommitmentCheck]:
    """Decided on a commitment, and no officers are drawn yet."""
    return CommitmentCheck.objects.filter(state=CheckState.DUE).order_by("due_on", "pk")


def check_officers(check: CommitmentCheck, on: date) -> QuerySet[Person]:
    """Among whom the lot is drawn: examiners of the body who had no part in the decision."""
    application = check.application
    rows = holders(Role.SECTION_EXAMINER, org_path=application.org_path, on=on)
    return rows.exclude(pk__in=[application.approver_id, application.reviewer_id])


def waiting_for_officers(actor: Actor, on: date) -> list[CommitmentCheck]:
    """待抽取, but fewer than two may be drawn: they wait until examiners are appointed. The most urgent ones."""
    due = checks(actor).filter(state=CheckState.DUE).order_by("due_on", "pk")[:SHOWN_WAITING]
    return [one for one in due if check_officers(one, on)[:FEWEST_DRAWN].count() < FEWEST_DRAWN]


def exclusions(actor: Actor) -> QuerySet[CreditExclusion]:
    """告知承诺限制 that came from the bodies where the actor handles cases."""
    person = person_actor(actor)
    if person is None or not person.is_staff:
        return CreditExclusion.objects.none()
    rows = CreditExclusion.objects.filter(check_of__in=checks(actor).values("pk"))
    return rows.select_related("person", "check_of__application__item", "check_of__application__case")


def routing_body(actor: Actor) -> Org | None:
    """The body for which the actor keeps the rules of routing: where the actor heads a section."""
    person = person_actor(actor)
    posts = [one for one in person.posts if one.role == Role.SECTION_HEAD] if person else []
    return posts[0].org if posts else None


def routing_rules(actor: Actor) -> QuerySet[RoutingRule]:
    """分派规则 of the bodies where the actor heads a section."""
    person = person_actor(actor)
    paths = list(person.org_paths(Role.SECTION_HEAD)) if person else []
    rows = RoutingRule.objects.filter(under("org__path", paths))
    return rows.select_related("org", "item", "section", "person", "team")


def teams(actor: Actor) -> QuerySet[Team]:
    """审核小组 of the bodies where the actor heads a section."""
    person = person_actor(actor)
    paths = list(person.org_paths(Role.SECTION_HEAD)) if person else []
    return Team.objects.filter(under("org__path", paths)).select_related("org").prefetch_related("members")


def seen_application(actor: Actor, application: Application) -> bool:
    """Whether the actor sees the application itself, not only a visit to the place."""
    return applications(actor).filter(pk=application.pk).exists()
