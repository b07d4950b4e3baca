"""启动集中清理: over every item in force, by a group with every duty; the list needs every item decided."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.sixth_round import MEMBERS, SixthRound
from tests.world import NOON, World
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.orgs.models import Org
from yimen.modules.approvals import actions, balance, queries
from yimen.modules.approvals.models import CatalogueRound
from yimen.modules.approvals.states import ProposalState, RoundState

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(world: World) -> SixthRound:
    return SixthRound(world)


@pytest.fixture
def round_(cast: SixthRound) -> CatalogueRound:
    return cast.opened()


def test_opens_over_every_item_in_force(cast: SixthRound, round_: CatalogueRound) -> None:
    in_force = queries.current_versions(NOON.date()).count()
    assert round_.proposals.filter(state=ProposalState.DRAFT, outcome="").count() == in_force
    assert round_.members.count() == 5
    with pytest.raises(RuleBroken, match="上一次集中清理还没有结束"):
        cast.opened(7)


def test_the_group_needs_every_duty_and_only_the_lead_opens(cast: SixthRound) -> None:
    centre = Org.objects.get(code="city-centre")
    facts = {"ordinal": 6, "title": "x", "at": NOON}
    members = dict.fromkeys(("centre", "supervision", "legal"), centre)
    with pytest.raises(RuleBroken, match="财政、物价"):
        actions.open_round(centre, members=members, by=cast.lead, **facts)
    for who in ("group.legal", "head.construction", "manager", "supervisor"):
        with pytest.raises(NotAllowed):
            actions.open_round(centre, members={}, by=cast.world.actor(who), **facts)
    assert not CatalogueRound.objects.exists()


def test_a_list_is_not_published_with_an_item_undecided(cast: SixthRound, round_: CatalogueRound) -> None:
    count = round_.proposals.count()
    cast.decided(cast.proposal(round_, "road-occupation"), "retain")
    with pytest.raises(RuleBroken, match=f"还有{count - 1}个事项没有决定"):
        cast.published(round_)
    with pytest.raises(WrongState):
        actions.close_round(round_, by=cast.lead, at=NOON)
    round_.refresh_from_db()
    assert (round_.state, round_.published_on) == (RoundState.OPEN, None)


def test_the_balance_counts_each_item_once(cast: SixthRound, round_: CatalogueRound) -> None:
    everywhere = [["county-xinmin", "210181000000"]]
    cast.decided(cast.proposal(round_, "road-occupation"), "devolve", detail={"receivers": everywhere})
    cast.decided(cast.proposal(round_, "drainage-connection"), "split", detail={"parts": ["甲", "乙", "丙"]})
    cast.decided(cast.proposal(round_, "large-event"), "cancel")
    cast.decided(cast.proposal(round_, "building-waste"), "merge", detail={"into": "outdoor-advertising"})
    sheet = balance.balance(round_.proposals.all())
    assert (sheet.retained, sheet.cancelled, sheet.devolved, sheet.merged) == (2, 1, 0, 1)
    assert (sheet.added, sheet.undecided, sheet.adds_up) == (2, sheet.before - 4, True)


def test_the_day_for_proposals_is_still_to_come(cast: SixthRound) -> None:
    members = {duty: Org.objects.get(code=code) for duty, (code, _login) in MEMBERS.items()}
    facts = {"ordinal": 6, "title": "第六次集中清理", "members": members, "by": cast.lead, "at": NOON}
    with pytest.raises(RuleBroken) as caught:
        actions.open_round(cast.world.org("city-centre"), **facts, propose_by=NOON.date() - timedelta(days=1))
    assert list(caught.value.fields) == ["propose_by"]
    done = actions.open_round(cast.world.org("city-centre"), **facts, propose_by=NOON.date())
    assert done.round.propose_by == NOON.date()
