"""Reads of outreach: points and services for everybody; errands for principals, for their agents until they are
closed, and for the centres that answer for them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from yimen.kernel.base.actor import Actor
from yimen.kernel.cases.queries import under
from yimen.kernel.orgs.models import Level, Org, OrgKind, Region
from yimen.kernel.people.actor import PersonActor, has_role, org_paths, person_actor
from yimen.kernel.people.models import Post
from yimen.kernel.people.roles import Role

from .models import Advice, AgencyPoint, AgencyService, Agent, Errand, Mandate, PhoneDraft, ServiceClass
from .states import GIVEN_UP, OPEN, UNTIL_CLOSED, ErrandState, MandateState, PointKind

CENTRE_ROLES = (Role.RECEPTIONIST, Role.CENTRE_MANAGER)
OVERSEERS = (Role.SUPERVISOR, Role.AUDITOR)
READERS = (*CENTRE_ROLES, *OVERSEERS)
NEAR_HOME = (PointKind.COMMUNITY, PointKind.VILLAGE)
"""The kinds of points that a community or a village has itself."""
TO_DELIVER = (ErrandState.HANDLED, ErrandState.RESULT_RECEIVED)
WITH_AGENT = (
    ErrandState.REQUESTED,
    ErrandState.MANDATED,
    ErrandState.PRE_CHECKED,
    *TO_DELIVER,
    ErrandState.DELIVERED,
)
"""Where the agent acts next."""
AT_CENTRE = (ErrandState.FORWARDED, ErrandState.ARCHIVED)
"""Where the centre does: what came from an agent, and the call afterwards."""
CENTRE_KINDS = (OrgKind.TOWNSHIP_CENTRE, OrgKind.DISTRICT_CENTRE)


# --- 代理点, 服务


def points(on: date) -> QuerySet[AgencyPoint]:
    """代理点 that are open on the day; public."""
    open_then = Q(closed_on=None) | Q(closed_on__gt=on)
    rows = AgencyPoint.objects.filter(open_then, opened_on__lte=on)
    return rows.select_related("org", "region__parent")


def points_named(words: str, on: date) -> QuerySet[AgencyPoint]:
    """Points whose name or place has these words; public."""
    named = Q(name__icontains=words) | Q(name_en__icontains=words)
    placed = Q(region__name__icontains=words) | Q(region__parent__name__icontains=words)
    return points(on).filter(named | placed)


def agents_at(point: AgencyPoint, on: date) -> QuerySet[Agent]:
    """Who serves at a point on the day; public, for the name and what they do."""
    return _serving(on).filter(point=point).select_related("person").order_by("since", "pk")


def _serving(on: date) -> QuerySet[Agent]:
    return Agent.objects.filter(Q(until=None) | Q(until__gte=on), since__lte=on)


def services() -> QuerySet[AgencyService]:
    """代办服务项目 that are offered; public."""
    return AgencyService.objects.filter(is_offered=True).select_related("service_class")


def services_of(kind: str) -> QuerySet[AgencyService]:
    """What points of a kind offer."""
    return services().filter(kinds__contains=[kind])


def classes_of(kind: str) -> list[ServiceClass]:
    """The catalogue of points of a kind: every class with its services."""
    offered = Prefetch("services", queryset=services_of(kind), to_attr="offered")
    return [one for one in ServiceClass.objects.prefetch_related(offered) if getattr(one, "offered", ())]


def services_at(agencies: QuerySet[Agent]) -> QuerySet[AgencyService]:
    """What is offered at any of the points of these agents."""
    return services().filter(kinds__overlap=sorted({one.point.kind for one in agencies}))


# --- 社区覆盖


def coverage() -> QuerySet[Region]:
    """社区覆盖 — every community and village with its window, its officer or agent, and since when; public.

    What is missing is None.
    """
    window = AgencyPoint.objects.filter(region=OuterRef("pk"), kind__in=NEAR_HOME, closed_on=None).order_by(
        "pk"
    )
    officer = Agent.objects.filter(
        point__region=OuterRef("pk"), point__kind__in=NEAR_HOME, until=None
    ).order_by("since", "pk")
    return (
        Region.objects.filter(level=Level.COMMUNITY)
        .annotate(
            window_id=Subquery(window.values("pk")[:1]),
            window_name=Subquery(window.values("name")[:1]),
            window_since=Subquery(window.values("opened_on")[:1]),
            officer_name=Subquery(officer.values("person__name")[:1]),
            officer_since=Subquery(officer.values("since")[:1]),
        )
        .select_related("parent")
        .order_by("area_code")
    )


def with_gap(rows: QuerySet[Region]) -> QuerySet[Region]:
    """Among communities of the list, those without a window, or without an officer."""
    return rows.filter(Q(window_id=None) | Q(officer_name=None))


def coverage_counts() -> tuple[int, int]:
    """How many communities there are, and how many have both a window and an officer."""
    rows = Region.objects.filter(level=Level.COMMUNITY)
    served = Agent.objects.filter(
        until=None,
        point__kind__in=NEAR_HOME,
        point__closed_on=None,
        point__region=OuterRef("pk"),
    )
    return rows.count(), rows.filter(Exists(served)).count()


# --- 代理员


def serving_posts(person: PersonActor) -> list[UUID]:
    """The posts of an agent that the person holds or stands in for today."""
    return [one.pk for one in person.posts if one.role == Role.AGENT]


def own_agencies(actor: Actor) -> QuerySet[Agent]:
    """The points at which the actor serves today, or stands in for somebody who does."""
    person = person_actor(actor)
    held = serving_posts(person) if person else []
    if person is None or not held:
        return Agent.objects.none()
    rows = Agent.objects.filter(post__in=held, until=None, since__lte=person.on)
    return rows.select_related("point__org", "point__region", "person", "post")


def agents(actor: Actor) -> QuerySet[Agent]:
    """代理员 of the centres that the actor keeps."""
    kept = under("org_path", list(org_paths(actor, [Role.CENTRE_MANAGER])))
    return Agent.objects.filter(kept).select_related("point__region", "person", "stand_in__person", "post")


def managed_points(actor: Actor) -> QuerySet[AgencyPoint]:
    """代理点 of the centres that the actor keeps."""
    kept = under("org__path", list(org_paths(actor, [Role.CENTRE_MANAGER])))
    return AgencyPoint.objects.filter(kept).select_related("org", "region")


def managed_centres(actor: Actor) -> QuerySet[Org]:
    """Centres for which the actor may open points."""
    kept = under("path", list(org_paths(actor, [Role.CENTRE_MANAGER])))
    return Org.objects.filter(kept, kind__in=CENTRE_KINDS, closed_on=None)


def posts_to_serve(point: AgencyPoint, on: date) -> QuerySet[Post]:
    """The posts of agents at the point's centre, of persons who do not serve at the point yet."""
    rows = Post.objects.filter(
        Q(until=None) | Q(until__gte=on), role=Role.AGENT, org=point.org, since__lte=on
    )
    there = Agent.objects.filter(point=point, until=None, person=OuterRef("person"))
    return rows.exclude(Exists(there)).select_related("person").order_by("person__name", "pk")


def colleagues(agent: Agent, on: date) -> QuerySet[Agent]:
    """Who might take over: others who serve under the same centre."""
    return serving_under(agent.org_path, on).exclude(person=agent.person_id).order_by("person__name", "pk")


def serving_under(org_path: str, on: date) -> QuerySet[Agent]:
    """Those who serve under one centre, for whoever hands errands over there."""
    return _serving(on).filter(org_path=org_path, until=None).select_related("person", "point")


def agents_of_post(post: Post) -> QuerySet[Agent]:
    """Those who serve through a post."""
    return Agent.objects.filter(post=post, until=None)


def agents_without_post(today: date) -> QuerySet[Agent]:
    """Those who serve although the last day of their post has passed."""
    return Agent.objects.filter(until=None, post__until__lt=today).order_by("pk")


# --- 代办事项, 委托


def errands(actor: Actor) -> QuerySet[Errand]:
    """代办事项 that the actor may see: the own ones; the ones that one carries, until they are closed; the centre's."""
    person = person_actor(actor)
    if person is None:
        return Errand.objects.none()
    seen = Q(principal_id=person.person.pk) | under("org_path", list(person.org_paths(*READERS)))
    if held := serving_posts(person):
        seen |= Q(agent__post__in=held, state__in=UNTIL_CLOSED)
    return Errand.objects.filter(seen).select_related(
        "point", "agent__person", "principal", "service", "mandate"
    )


def handled_errands(actor: Actor) -> QuerySet[Errand]:
    """The errands of the desk: carried or overseen, not the own ones."""
    person = person_actor(actor)
    rows = errands(actor)
    return rows.exclude(principal_id=person.person.pk) if person else rows


def own_errands(actor: Actor) -> QuerySet[Errand]:
    """我的代办 — what others carry for the signed-in person."""
    person = person_actor(actor)
    rows = Errand.objects.select_related("point", "agent__person", "service", "mandate")
    return rows.filter(principal_id=person.person.pk) if person else rows.none()


def open_errands_of(agent: Agent) -> QuerySet[Errand]:
    return Errand.objects.filter(agent=agent, state__in=UNTIL_CLOSED).select_related("mandate", "service")


def errands_to_deliver(agencies: QuerySet[Agent]) -> QuerySet[Errand]:
    """What these agents have to bring to people's doors."""
    rows = Errand.objects.filter(agent__in=agencies, state__in=TO_DELIVER)
    return rows.select_related("service", "principal").order_by("done_on", "pk")


def open_errands_under(mandate: Mandate) -> QuerySet[Errand]:
    return Errand.objects.filter(mandate=mandate, state__in=OPEN).select_related("service")


def mandates(actor: Actor) -> QuerySet[Mandate]:
    """委托: the own ones, and those of the centres where posts reach."""
    person = person_actor(actor)
    rows = Mandate.objects.select_related("point", "principal")
    if person is None:
        return rows.none()
    centre = under("org_path", list(person.org_paths(*CENTRE_ROLES)))
    return rows.filter(Q(principal_id=person.person.pk) | centre)


def entrusted_agents(mandate: Mandate) -> QuerySet[Agent]:
    """Whom a mandate lets act: the one whom it names, or all who serve at its point."""
    rows = Agent.objects.filter(point=mandate.point_id, until=None).select_related("person", "point")
    return rows.filter(pk=mandate.only_agent_id) if mandate.only_agent_id else rows


def usable_mandates(actor: Actor) -> QuerySet[Mandate]:
    """委托 that stand today, under which the actor may begin another errand: one's own, the centre's, those entrusted to one."""
    person = person_actor(actor)
    if person is None:
        return Mandate.objects.none()
    seen = Q(principal_id=person.person.pk) | under("org_path", list(person.org_paths(*CENTRE_ROLES)))
    if held := serving_posts(person):
        seen |= _entrusted_to(Agent.objects.filter(post__in=held, until=None))
    rows = Mandate.objects.filter(seen, _standing(person.on))
    return rows.select_related("point__org", "point__region", "principal")


def _standing(on: date) -> Q:
    return Q(state=MandateState.IN_FORCE, valid_until__gte=on)


def _entrusted_to(agents: QuerySet[Agent]) -> Q:
    return Q(only_agent=None, point__in=agents.values("point")) | Q(only_agent__in=agents.values("pk"))


def mandates_of(agencies: QuerySet[Agent], on: date) -> QuerySet[Mandate]:
    """委托 under which these agents may act on the day."""
    return Mandate.objects.filter(_standing(on), _entrusted_to(agencies)).select_related("principal")


def services_named(mandates: Iterable[Mandate]) -> QuerySet[AgencyService]:
    """委托事项 of any of these mandates that are offered."""
    return services().filter(pk__in={code for one in mandates for code in one.services})


def agents_to_begin(actor: Actor, mandate: Mandate) -> QuerySet[Agent]:
    """Who may carry another item of a mandate: an agent begins for oneself, others choose."""
    entrusted = entrusted_agents(mandate)
    own = own_agencies(actor)
    return entrusted.filter(pk__in=own.values("pk")) if has_role(actor, Role.AGENT) else entrusted


def services_in(mandate: Mandate) -> list[AgencyService]:
    """委托事项 in the order of the catalogue, also what is offered no more."""
    return list(AgencyService.objects.filter(pk__in=mandate.services))


def services_left(mandate: Mandate) -> QuerySet[AgencyService]:
    """委托事项 of a mandate that the point offers and that no errand under it carries or has carried."""
    taken = mandate.errands.exclude(state__in=GIVEN_UP).values("service")
    return services_of(mandate.point.kind).filter(pk__in=mandate.services).exclude(pk__in=taken)


def advice(actor: Actor) -> QuerySet[Advice]:
    """咨询登记: one's own, and those of the centres where posts reach."""
    person = person_actor(actor)
    if person is None:
        return Advice.objects.none()
    seen = under("org_path", list(person.org_paths(*READERS))) | Q(agent__post__in=serving_posts(person))
    return Advice.objects.filter(seen).select_related("point", "agent__person")


def phone_drafts(actor: Actor) -> QuerySet[PhoneDraft]:
    """手机草稿 that arrived from the actor's own telephone."""
    person = person_actor(actor)
    held = serving_posts(person) if person else []
    return PhoneDraft.objects.filter(agent__post__in=held).select_related("agent")


def representing_errands(person: PersonActor) -> QuerySet[Errand]:
    """Errands in which the person stands for the principal today: carried, not closed, the mandate in force."""
    return Errand.objects.filter(
        agent__post__in=serving_posts(person),
        state__in=UNTIL_CLOSED,
        mandate__state=MandateState.IN_FORCE,
        mandate__valid_until__gte=person.on,
    )


def errand_of_application(application_id: UUID, states: Iterable[str]) -> Errand | None:
    """The errand that an application belongs to, while it is in one of the states."""
    rows = Errand.objects.filter(application_id=application_id, state__in=list(states))
    return rows.select_related("service", "point", "principal", "agent__person", "mandate").first()


def waiting_for(actor: Actor, rows: QuerySet[Errand]) -> QuerySet[Errand]:
    """Those on which the actor acts next: as the agent, or at the counter of the centre."""
    person = person_actor(actor)
    if person is None:
        return rows.none()
    at_centre = under("org_path", list(person.org_paths(*CENTRE_ROLES)))
    theirs = Q(state__in=AT_CENTRE) | Q(agent=None, state__in=WITH_AGENT)
    mine = Q(agent__post__in=serving_posts(person), state__in=WITH_AGENT)
    return rows.filter(mine | (at_centre & theirs))


def count_waiting(actor: Actor) -> int:
    """How many errands wait for the actor, for the desk."""
    if not has_role(actor, Role.AGENT, *CENTRE_ROLES):
        return 0
    return waiting_for(actor, handled_errands(actor)).count()


def waiting_counts(actor: Actor) -> dict[str, int]:
    """How many errands stand in each state, for the desk."""
    rows = handled_errands(actor).order_by().values("state").annotate(count=Count("pk"))
    return {row["state"]: row["count"] for row in rows}
