"""Reads of clean-up rounds: what an actor may see of them, and what waits for whom."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from yimen.kernel.base.actor import Actor
from yimen.kernel.cases.queries import under
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import org_paths, person_actor
from yimen.kernel.people.roles import Role

from .models import CatalogueRound, CleanupOpinion, CleanupProposal, RoundMember
from .states import ProposalState, RoundState

DEPARTMENT = (Role.CATALOGUE_EDITOR, Role.SECTION_HEAD, Role.LEADER)
LEADING = (Role.CATALOGUE_APPROVER, Role.SUPERVISOR, Role.AUDITOR)
PUBLIC = (ProposalState.PUBLISHED, ProposalState.EXECUTED, ProposalState.DROPPED)


def rounds(actor: Actor) -> QuerySet[CatalogueRound]:
    """集中清理 — the published ones for everybody; one that is open for those who take part in it."""
    public = ~Q(state=RoundState.OPEN)
    if _takes_part(actor):
        return CatalogueRound.objects.select_related("org")
    return CatalogueRound.objects.filter(public).select_related("org")


def proposals(actor: Actor) -> QuerySet[CleanupProposal]:
    """清理意见 that the actor may see.

    A department sees its own, the members what was circulated, the leading office all; the public the result once
    the round is published.
    """
    published = Q(state__in=PUBLIC) & ~Q(round__state=RoundState.OPEN)
    own = under("org__path", list(org_paths(actor, DEPARTMENT)))
    leading = under("round__org__path", list(org_paths(actor, LEADING)))
    circulated = Q(round__members__org__in=seats(actor)) & ~Q(state=ProposalState.DRAFT)
    rows = CleanupProposal.objects.filter(published | own | leading | circulated).distinct()
    return rows.select_related("round__org", "item__org", "org", "version__item")


def may_read_opinions(actor: Actor, proposal: CleanupProposal) -> bool:
    """What members said is read by those who take part: the department, the members, the leading office."""
    inside = under("org__path", list(org_paths(actor, DEPARTMENT)))
    inside |= under("round__org__path", list(org_paths(actor, LEADING)))
    inside |= Q(round__members__org__in=seats(actor))
    return CleanupProposal.objects.filter(inside, pk=proposal.pk).exists()


def seats(actor: Actor) -> list[UUID]:
    """The bodies for which the actor sits in work groups."""
    person = person_actor(actor)
    if person is None:
        return []
    return [one.org_id for one in person.posts if one.role == Role.WORK_GROUP_MEMBER]


def own_seats(actor: Actor, proposal: CleanupProposal) -> QuerySet[RoundMember]:
    """The seats for which the actor has not spoken on the proposal yet."""
    said = CleanupOpinion.objects.filter(proposal=proposal, member=OuterRef("pk"))
    rows = RoundMember.objects.filter(round=proposal.round_id, org__in=seats(actor))
    return rows.filter(~Exists(said)).select_related("org")


def waiting(actor: Actor) -> QuerySet[CleanupProposal]:
    """待我处理 — drafts of the own department, circulated ones without the own opinion, complete ones to decide."""
    editors = under("org__path", list(org_paths(actor, DEPARTMENT)))
    deciders = under("round__org__path", list(org_paths(actor, [Role.CATALOGUE_APPROVER])))
    mine = CleanupOpinion.objects.filter(proposal=OuterRef("pk"), member__org__in=seats(actor))
    unsaid = Q(round__members__org__in=seats(actor)) & ~Q(Exists(mine))
    rows = (
        (Q(state=ProposalState.DRAFT) & editors & ~deciders)
        | (Q(state=ProposalState.CIRCULATED) & unsaid)
        | (Q(state=ProposalState.OPINIONS_COMPLETE) & deciders)
    )
    return proposals(actor).filter(rows, round__state=RoundState.OPEN)


def departments(rows: QuerySet[CleanupProposal]) -> QuerySet[Org]:
    """The bodies whose items these are."""
    return Org.objects.filter(Exists(rows.order_by().filter(org=OuterRef("pk")))).order_by("path")


def to_execute() -> QuerySet[CleanupProposal]:
    """What was published and not carried out yet."""
    return CleanupProposal.objects.filter(state=ProposalState.PUBLISHED).order_by("pk")


def takes_part(actor: Actor) -> bool:
    """Whether rounds concern the actor: for the menu."""
    return _takes_part(actor)


def _takes_part(actor: Actor) -> bool:
    return bool(seats(actor)) or bool(org_paths(actor, (*DEPARTMENT, *LEADING)))
