"""清理意见: proposed, circulated, heard, decided, carried out; each by whom it belongs to, none changed after circulation."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.sixth_round import FIRST_DAY, INSTRUMENT, SixthRound
from tests.world import NOON, World
from yimen.kernel.audit.models import Entry, Refusal
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.notices.models import Notice
from yimen.modules.approvals import actions, queries, routing
from yimen.modules.approvals.models import (
    Cancellation,
    CatalogueRound,
    CleanupOpinion,
    CleanupProposal,
    DelegationGrant,
    Item,
    ItemVersion,
)
from yimen.modules.approvals.routing import competent_body
from yimen.modules.approvals.states import ProposalState

pytestmark = pytest.mark.django_db
ROAD = "road-occupation"


@pytest.fixture
def cast(world: World) -> SixthRound:
    return SixthRound(world)


@pytest.fixture
def round_(cast: SixthRound) -> CatalogueRound:
    return cast.opened()


@pytest.fixture
def proposal(cast: SixthRound, round_: CatalogueRound) -> CleanupProposal:
    return cast.proposal(round_, ROAD)


def carried_out(cast: SixthRound, proposal: CleanupProposal, outcome: str, **facts: Any) -> list[str]:
    """Decided, published by the round's own list, carried out."""
    cast.decided(proposal, outcome, **facts)
    actions.publish_proposal(proposal, by=cast.lead, at=NOON)
    done = actions.execute_proposal(proposal, by=cast.world.machine("catalogue sweep"), at=NOON)
    routing.forget()
    return done.made


def new_version(code: str = ROAD) -> ItemVersion:
    version = ItemVersion.objects.filter(item__code=code).order_by("-number").first()
    assert version is not None
    return version


def test_the_department_proposes_and_may_change_until_it_is_circulated(
    cast: SixthRound, proposal: CleanupProposal
) -> None:
    editor = cast.world.actor("editor.construction")
    done = actions.propose_cleanup(
        proposal, outcome="retain", detail={}, reason="确需保留", by=editor, at=NOON
    )
    assert recorded(done) == f"{editor.label} 对 {proposal.item.name} 提出：保留"
    cast.propose(proposal, "cancel")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.outcome, proposal.effective_from) == ("draft", "cancel", FIRST_DAY)
    with pytest.raises(NotAllowed):
        actions.circulate_proposal(proposal, by=editor, at=NOON)
    actions.circulate_proposal(proposal, by=cast.world.head, at=NOON)
    before = Entry.objects.count(), Refusal.objects.count()
    with pytest.raises(WrongState):
        cast.propose(proposal, "retain")
    proposal.refresh_from_db()
    assert (proposal.outcome, Entry.objects.count()) == ("cancel", before[0])
    assert Refusal.objects.count() == before[1] + 1


def test_another_department_and_a_stranger_propose_nothing(
    cast: SixthRound, proposal: CleanupProposal
) -> None:
    for who in ("editor.market", "clerk.construction", "group.legal", "approver.catalogue", "resident.one"):
        with pytest.raises(NotAllowed):
            actions.propose_cleanup(
                proposal, outcome="retain", detail={}, reason="x", by=cast.world.actor(who), at=NOON
            )
    proposal.refresh_from_db()
    assert proposal.outcome == ""


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("devolve", {}, "receivers"),
    ("merge", {"into": ROAD}, "into"),
    ("merge", {"into": "no-such-item"}, "into"),
    ("split", {"parts": ["一"]}, "parts"),
    ("shorten_limit", {"promised_days": 8}, "promised_days"),
    ("cut_material", {"materials": ["no-such"]}, "materials"),
    ("cut_precondition", {"conditions": ["没有这一条"]}, "conditions"),
    ("cut_step", {"pattern": "four_ones"}, "pattern"),
    ("move_into_hall", {}, "centre"),
    ("rename", {"name": "城市道路占用、挖掘许可"}, "name"),
    ("devolve", {"whole": True, "receivers": [["county-xinmin", "210181000000"]]}, "receivers"),
]


@pytest.mark.parametrize(("outcome", "detail", "field"), WRONG)
def test_an_outcome_says_what_it_needs(
    cast: SixthRound, proposal: CleanupProposal, outcome: str, detail: dict[str, Any], field: str
) -> None:
    with pytest.raises(RuleBroken) as caught:
        cast.propose(proposal, outcome, detail=detail)
    assert list(caught.value.fields) == [field]


def test_what_changes_needs_its_legal_analysis_and_a_day_to_come(
    cast: SixthRound, proposal: CleanupProposal
) -> None:
    with pytest.raises(RuleBroken) as caught:
        cast.propose(proposal, "cancel", legal_analysis=" ", effective_from=NOON.date())
    assert sorted(caught.value.fields) == ["effective_from", "legal_analysis"]


def test_it_can_be_decided_when_all_five_have_spoken(cast: SixthRound, proposal: CleanupProposal) -> None:
    cast.circulated(proposal, "cancel")
    members = list(proposal.round.members.all())
    for member in members[:4]:
        actions.give_opinion(proposal, member=member, stance="agree", by=cast.voices[member.duty], at=NOON)
    with pytest.raises(WrongState):
        actions.decide_proposal(proposal, adopted=True, instrument_no="x", by=cast.lead, at=NOON)
    last = members[4]
    done = actions.give_opinion(proposal, member=last, stance="agree", by=cast.voices[last.duty], at=NOON)
    assert done.proposal.state == ProposalState.OPINIONS_COMPLETE
    with pytest.raises(WrongState):
        actions.give_opinion(proposal, member=last, stance="agree", by=cast.voices[last.duty], at=NOON)


def test_a_member_speaks_once_for_the_own_body_only(cast: SixthRound, proposal: CleanupProposal) -> None:
    cast.circulated(proposal, "cancel")
    legal = proposal.round.members.get(duty="legal")
    with pytest.raises(NotAllowed):
        actions.give_opinion(proposal, member=legal, stance="agree", by=cast.voices["finance"], at=NOON)
    with pytest.raises(NotAllowed):
        actions.give_opinion(proposal, member=legal, stance="agree", by=cast.lead, at=NOON)
    actions.give_opinion(proposal, member=legal, stance="agree", by=cast.voices["legal"], at=NOON)
    with pytest.raises(RuleBroken, match="已经提出过意见"):
        actions.give_opinion(proposal, member=legal, stance="agree", by=cast.voices["legal"], at=NOON)
    finance = proposal.round.members.get(duty="finance")
    with pytest.raises(RuleBroken) as caught:
        actions.give_opinion(proposal, member=finance, stance="disagree", by=cast.voices["finance"], at=NOON)
    assert list(caught.value.fields) == ["text"]
    assert CleanupOpinion.objects.filter(proposal=proposal).count() == 1


def test_against_a_disagreement_the_decision_says_why(cast: SixthRound, proposal: CleanupProposal) -> None:
    cast.circulated(proposal, "adjust_fee", detail={"fees": [{"name": "占道费", "amount": "1.00"}]})
    cast.heard(proposal, against=["pricing"])
    with pytest.raises(RuleBroken) as caught:
        actions.decide_proposal(proposal, adopted=True, instrument_no="x", by=cast.lead, at=NOON)
    assert list(caught.value.fields) == ["note"]
    done = actions.decide_proposal(
        proposal, adopted=False, instrument_no=INSTRUMENT, note="价格部门不同意", by=cast.lead, at=NOON
    )
    assert done.proposal.state == ProposalState.DROPPED
    assert recorded(done).endswith("不采纳，按原状保留")


def test_only_the_lead_decides(cast: SixthRound, proposal: CleanupProposal, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    cast.circulated(proposal, "cancel")
    cast.heard(proposal)
    for who in ("group.centre", "group.legal", "head.construction", "manager", "supervisor"):
        with pytest.raises(NotAllowed):
            actions.decide_proposal(
                proposal, adopted=True, instrument_no="x", by=cast.world.actor(who), at=NOON
            )
    unsecured = cast.world.actor("approver.catalogue", secured=False)
    with pytest.raises(NotAllowed):
        actions.decide_proposal(proposal, adopted=True, instrument_no="x", by=unsecured, at=NOON)


# --- carried out


def test_retained_nothing_is_made(cast: SixthRound, proposal: CleanupProposal) -> None:
    assert carried_out(cast, proposal, "retain") == []
    assert new_version().number == 1


def test_cancelled_nobody_applies_from_the_day_on(cast: SixthRound, proposal: CleanupProposal) -> None:
    carried_out(cast, proposal, "cancel")
    cancelled = Cancellation.objects.get(item__code=ROAD)
    assert (cancelled.on, cancelled.instrument_no) == (FIRST_DAY, INSTRUMENT)
    assert queries.version_on(proposal.item, FIRST_DAY - timedelta(days=1)) is not None
    draft = cast.world.draft()
    with pytest.raises(RuleBroken):
        actions.submit(draft, by=cast.world.resident, at=NOON + timedelta(days=30))


CHANGED: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("shorten_limit", {"promised_days": 5}, {"promised_days": 5}),
    ("cut_step", {"pattern": "examiner_confirmer"}, {"pattern": "examiner_confirmer"}),
    ("convert_to_filing", {}, {"pattern": "filing", "mode": "filing", "promised_days": 0}),
]


@pytest.mark.parametrize(("outcome", "detail", "terms"), CHANGED)
def test_a_new_version_points_to_its_decision(
    cast: SixthRound, proposal: CleanupProposal, outcome: str, detail: dict[str, Any], terms: dict[str, Any]
) -> None:
    carried_out(cast, proposal, outcome, detail=detail)
    version = new_version()
    assert (version.number, version.effective_from, version.state) == (2, FIRST_DAY, "scheduled")
    assert (version.cleanup_proposal, version.instrument_no) == (proposal, INSTRUMENT)
    assert {name: getattr(version, name) for name in terms} == terms


def test_cuts_a_material_and_a_condition_and_moves_one_after(
    cast: SixthRound, round_: CatalogueRound
) -> None:
    first = cast.proposal(round_, ROAD)
    body = first.version.body
    key = body.materials[0].key
    carried_out(cast, first, "cut_material", detail={"materials": [key]})
    assert key not in {one.key for one in new_version().body.materials}
    second = cast.proposal(round_, "drainage-connection")
    condition = second.version.body.conditions[0]
    carried_out(cast, second, "cut_precondition", detail={"conditions": [condition]})
    assert condition not in new_version("drainage-connection").body.conditions
    third = cast.proposal(round_, "entertainment-venue")
    later = third.version.body.materials[0]
    carried_out(cast, third, "move_after", detail={"materials": [later.key]})
    moved = new_version("entertainment-venue")
    assert later.key not in {one.key for one in moved.body.materials}
    assert f"{later.name}不再作为前置条件" in moved.content["procedure_note"]


def test_moves_into_a_hall_and_adjusts_a_fee(cast: SixthRound, round_: CatalogueRound) -> None:
    carried_out(cast, cast.proposal(round_, ROAD), "move_into_hall", detail={"centre": "subcentre-vehicle"})
    version = new_version()
    assert version.centre is not None
    assert (version.in_hall, version.centre.code) == (True, "subcentre-vehicle")
    fees = [{"name": "排水接设费", "amount": "10.00", "unit": "元/件", "basis": "示例"}]
    carried_out(cast, cast.proposal(round_, "drainage-connection"), "adjust_fee", detail={"fees": fees})
    assert new_version("drainage-connection").content["fees"] == fees


def test_devolves_and_entrusts_by_a_delegation(cast: SixthRound, round_: CatalogueRound) -> None:
    item = cast.world.item()
    carried_out(
        cast,
        cast.proposal(round_, ROAD),
        "devolve",
        detail={"receivers": [["county-faku", "210124000000"]]},
    )
    grant = DelegationGrant.objects.get()
    assert (grant.kind, grant.state, grant.starts_on) == ("devolved", "published", FIRST_DAY)
    assert grant.proposal is not None
    assert competent_body(item, "210124000000", received_on=FIRST_DAY).code == "county-faku"
    assert competent_body(item, "210124000000", received_on=date(2026, 3, 31)) == item.org


def test_merges_one_item_into_another_and_splits_one(cast: SixthRound, round_: CatalogueRound) -> None:
    carried_out(
        cast, cast.proposal(round_, "building-waste"), "merge", detail={"into": "outdoor-advertising"}
    )
    assert Cancellation.objects.get().item.code == "building-waste"
    proposal = cast.proposal(round_, ROAD)
    cast.decided(proposal, "split", detail={"parts": ["城市道路占用许可", "城市道路挖掘许可"]})
    actions.publish_proposal(proposal, by=cast.lead, at=NOON)
    sweep = cast.world.machine("catalogue sweep")
    with pytest.raises(RuleBroken, match="尚未到这一天"):
        actions.execute_proposal(proposal, by=sweep, at=NOON)
    actions.execute_proposal(proposal, by=sweep, at=NOON + timedelta(days=30))
    assert Item.objects.get(code=ROAD).name == "城市道路占用许可"
    part = Item.objects.get(code=f"{ROAD}-2")
    assert (part.name, new_version(part.code).cleanup_proposal) == ("城市道路挖掘许可", proposal)


def test_renames_on_the_day(cast: SixthRound, proposal: CleanupProposal) -> None:
    cast.decided(proposal, "rename", detail={"name": "城市道路使用许可"})
    actions.publish_proposal(proposal, by=cast.lead, at=NOON)
    done = actions.execute_proposal(
        proposal, by=cast.world.machine("catalogue sweep"), at=NOON + timedelta(days=30)
    )
    assert recorded(done) == "城市道路占用、挖掘许可：更名，已执行"
    assert Item.objects.get(code=ROAD).name == "城市道路使用许可"


def test_who_has_a_case_in_hand_learns_what_the_decision_means(
    cast: SixthRound, proposal: CleanupProposal
) -> None:
    world, applications = cast.world, [cast.world.accepted(), cast.world.in_review()]
    carried_out(cast, proposal, "cancel", running_cases="applicant_chooses")
    chosen = Notice.objects.filter(code="approvals.item_reformed").order_by("case_ref")
    assert [(one.person_id, one.case_ref) for one in chosen] == sorted(
        ((world.resident.person.pk, one.case_id) for one in applications), key=str
    )
    assert "自2026年4月1日起：取消。" in chosen[0].body
    told = {one.person.login for one in Notice.objects.filter(code="approvals.running_cases")}
    assert told == {"head.construction"}
    [body] = set(Notice.objects.filter(code="approvals.running_cases").values_list("body", flat=True))
    assert "在办的 2 件按“由申请人选择”处理" in body
    assert {fresh.state for fresh in map(world.fresh, applications)} == {"accepted", "in_review"}


def test_nobody_is_told_of_cases_that_go_on_or_are_not_there(
    cast: SixthRound, round_: CatalogueRound, proposal: CleanupProposal
) -> None:
    cast.world.accepted()
    carried_out(cast, proposal, "cancel")
    other = cast.proposal(round_, "building-waste")
    carried_out(cast, other, "cancel", running_cases="to_receiver")
    assert not Notice.objects.filter(code__in=["approvals.item_reformed", "approvals.running_cases"]).exists()


def test_is_decided_for_a_day_to_come_only(cast: SixthRound, proposal: CleanupProposal) -> None:
    cast.circulated(proposal, "cancel")
    cast.heard(proposal)
    facts = {"adopted": True, "instrument_no": INSTRUMENT, "by": cast.lead}
    for at, day in ((NOON, NOON.date() - timedelta(days=1)), (NOON + timedelta(days=60), None)):
        with pytest.raises(RuleBroken) as caught:
            actions.decide_proposal(proposal, **facts, effective_from=day, at=at)
        assert list(caught.value.fields) == ["effective_from"]
    done = actions.decide_proposal(proposal, **facts, effective_from=NOON.date(), at=NOON)
    assert done.proposal.effective_from == NOON.date()


def test_what_is_decided_with_a_change_is_looked_at_like_what_was_proposed(
    cast: SixthRound, proposal: CleanupProposal
) -> None:
    cast.circulated(proposal, "merge", detail={"into": "outdoor-advertising"})
    cast.heard(proposal)
    facts = {"adopted": True, "instrument_no": INSTRUMENT, "by": cast.lead, "at": NOON}
    with pytest.raises(RuleBroken, match="没有找到要并入的事项"):
        actions.decide_proposal(proposal, **facts, detail={"into": "no-such-item"})
    done = actions.decide_proposal(proposal, **facts, detail={"into": "building-waste"})
    assert done.proposal.decided == {"into": "building-waste"}


def test_says_its_details_by_name(cast: SixthRound, proposal: CleanupProposal) -> None:
    told = {
        "receivers": [["county-xinmin", "210181000000"]],
        "into": "building-waste",
        "centre": "city-centre",
        "pattern": "on_the_spot",
        "materials": ["identity-card"],
        "promised_days": 5,
    }
    proposal.detail = told
    assert [value for _label, value in proposal.detail_in_words] == [
        "新民市人民政府",
        "城市建筑垃圾处置核准",
        "沈阳市政务服务中心",
        "即办",
        "居民身份证",
        "5",
    ]
