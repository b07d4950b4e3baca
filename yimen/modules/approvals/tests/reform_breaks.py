"""Attempts to break the constraints of delegation, clean-up rounds and hand-over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.world import NOON, World
from yimen.kernel.orgs.models import Org
from yimen.modules.approvals.models import (
    Application,
    CatalogueRound,
    CleanupOpinion,
    CleanupProposal,
    DelegationGrant,
    DelegationLine,
    HandOver,
    RoundMember,
    SharingRequest,
)

Break = Callable[[World, Application], Any]
TODAY = NOON.date()
REFORM: dict[str, Break] = {}


def breaks(name: str) -> Callable[[Break], Break]:
    def register(attempt: Break) -> Break:
        REFORM[name] = attempt
        return attempt

    return register


def grant(world: World, **facts: Any) -> DelegationGrant:
    given = {"kind": "devolved", "title": "x", "starts_on": TODAY, "drafted_by": "person:1"} | facts
    return DelegationGrant.objects.create(org=world.org(), **given)


def line(world: World, of: DelegationGrant, **facts: Any) -> DelegationLine:
    receiver = Org.objects.get(code="county-faku")
    given = {"receiver": receiver, "territory_id": receiver.region_id, "kind": of.kind, "starts_on": TODAY}
    return DelegationLine.objects.create(grant=of, item=world.item(), **given | facts)


@breaks("delegation_ends_after_it_starts")
def _(world: World, _given: Application) -> Any:
    grant(world, ends_on=TODAY - timedelta(days=1))


@breaks("published_delegation_has_its_time")
def _(world: World, _given: Application) -> Any:
    grant(world, state="published")


@breaks("entrusting_is_announced_to_the_public")
def _(world: World, _given: Application) -> Any:
    grant(world, kind="entrusted", state="in_force", published_at=NOON)


@breaks("drafter_does_not_publish_own_delegation")
def _(world: World, _given: Application) -> Any:
    grant(world, published_by="person:1")


@breaks("delegated_amounts_are_a_range")
def _(world: World, _given: Application) -> Any:
    line(world, grant(world), amount_from=10, amount_below=10)


@breaks("one_competent_body_for_a_place_and_project")
def _(world: World, _given: Application) -> Any:
    of = grant(world)
    line(world, of, is_live=True)
    line(world, of, is_live=True, receiver=Org.objects.get(code="county-xinmin"))


def round_(world: World, **facts: Any) -> CatalogueRound:
    given = {"ordinal": 90, "title": "x", "started_on": TODAY} | facts
    return CatalogueRound.objects.create(org=world.org("city-centre"), **given)


def proposal(world: World, **facts: Any) -> CleanupProposal:
    of = facts.pop("of", None) or round_(world)
    return CleanupProposal.objects.create(
        round=of, item=world.item(), version=world.version(), org=world.org(), **facts
    )


@breaks("closed_round_loses_no_item")
def _(world: World, _given: Application) -> Any:
    done = {"state": "closed", "instrument_no": "x", "published_on": TODAY, "closed_on": TODAY}
    round_(world, before_count=118, retained_count=109, cancelled_count=8, **done)


@breaks("published_round_has_its_instrument")
def _(world: World, _given: Application) -> Any:
    round_(world, state="published", published_on=TODAY)


@breaks("closed_round_has_its_day")
def _(world: World, _given: Application) -> Any:
    round_(world, state="closed", instrument_no="x", published_on=TODAY)


@breaks("member_sits_once_for_a_duty")
def _(world: World, _given: Application) -> Any:
    of = round_(world)
    for _time in range(2):
        RoundMember.objects.create(round=of, org=world.org(), duty="legal")


@breaks("one_member_for_a_duty")
def _(world: World, _given: Application) -> Any:
    of = round_(world)
    RoundMember.objects.create(round=of, org=world.org(), duty="legal")
    RoundMember.objects.create(round=of, org=world.org("finance"), duty="legal")


@breaks("one_proposal_for_an_item_in_a_round")
def _(world: World, _given: Application) -> Any:
    first = proposal(world)
    proposal(world, of=first.round)


@breaks("circulated_proposal_has_an_outcome")
def _(world: World, _given: Application) -> Any:
    proposal(world, state="circulated")


@breaks("decided_proposal_has_its_instrument")
def _(world: World, _given: Application) -> Any:
    proposal(world, state="decided", outcome="cancel", decided_at=NOON)


def opinion(world: World, of: CleanupProposal, member: RoundMember, **facts: Any) -> None:
    given = {"stance": "agree", "signed_at": NOON} | facts
    CleanupOpinion.objects.create(proposal=of, member=member, signed_by=world.clerk.person, **given)


def seat(world: World, of: CleanupProposal) -> RoundMember:
    return RoundMember.objects.create(round=of.round, org=world.org(), duty="legal")


@breaks("member_gives_one_opinion_on_a_proposal")
def _(world: World, _given: Application) -> Any:
    of = proposal(world)
    member = seat(world, of)
    opinion(world, of, member)
    opinion(world, of, member)


@breaks("opinion_other_than_agreement_gives_reasons")
def _(world: World, _given: Application) -> Any:
    of = proposal(world)
    opinion(world, of, seat(world, of), stance="disagree")


def offer(world: World, given: Application, **facts: Any) -> HandOver:
    values = {
        "from_org": given.org,
        "to_org": world.org("centre-heping"),
        "proposed_by": world.head.person,
        "proposed_at": NOON,
    } | facts
    return HandOver.objects.create(application=given, reason="x", basis="x", fingerprint="x", **values)


@breaks("case_is_offered_to_one_body_at_a_time")
def _(world: World, given: Application) -> Any:
    offer(world, given)
    offer(world, given, to_org=world.org("centre-shenhe"))


@breaks("case_is_handed_to_another_body")
def _(world: World, given: Application) -> Any:
    offer(world, given, to_org=given.org)


@breaks("answered_hand_over_is_signed")
def _(world: World, given: Application) -> Any:
    offer(world, given, state="accepted")


@breaks("two_persons_sign_a_hand_over")
def _(world: World, given: Application) -> Any:
    offer(world, given, state="accepted", answered_at=NOON, answered_by=world.head.person)


def request(world: World, given: Application, **facts: Any) -> None:
    orgs = {"asking_org": world.org("finance"), "holding_org": given.org}
    SharingRequest.objects.create(application=given, wanted=given, asked_at=NOON, **orgs | facts)


@breaks("result_is_asked_for_once_at_a_time")
def _(world: World, given: Application) -> Any:
    request(world, given)
    request(world, given)


@breaks("shared_result_names_its_document")
def _(world: World, given: Application) -> Any:
    request(world, given, state="shared", answered_at=NOON)
