"""集中清理 as the report tells it: eight cancelled, 110 retained in the hall and four sub-centres; nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.sixth_round import BEFORE, CANCELLED, FIRST_DAY, RETAINED, SUBCENTRES, SixthRound
from tests.world import NOON, TERMS, World
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.people import actions as people
from yimen.kernel.people.roles import Role
from yimen.modules.approvals import actions, balance, queries
from yimen.modules.approvals.models import Cancellation, CatalogueRound, CleanupProposal
from yimen.modules.approvals.states import RoundState

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def sixth(stage: World, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[SixthRound, CatalogueRound]]:
    """The round up to its published list."""
    with django_db_blocker.unblock():
        cast = SixthRound(stage)
        cast.populate()
        round_ = cast.opened()
        gone = {code for code, _name, _org in CANCELLED}
        for one in round_.proposals.select_related("org", "item", "round", "version"):
            if one.org.code in ("finance", "commerce"):
                _by_the_leader(cast, one)
            else:
                cast.decided(one, "cancel" if one.item.code in gone else "retain")
        yield cast, cast.published(round_)


def _by_the_leader(cast: SixthRound, proposal: CleanupProposal) -> None:
    """These two bodies have no editor in the example city: somebody is appointed."""
    administrator, person = cast.world.administrator, cast.world.actor("head.joint").person
    people.appoint(
        proposal.org, person=person, role=Role.SECTION_HEAD, since=NOON.date(), instrument="示例",
        by=administrator, at=NOON,
    )  # fmt: skip
    cast.decided(proposal, "cancel")


def test_the_sixth_round_cancels_eight_and_keeps_110(sixth: tuple[SixthRound, CatalogueRound]) -> None:
    cast, round_ = sixth
    assert (round_.state, round_.proposals.count()) == (RoundState.PUBLISHED, BEFORE)
    cast.executed(round_)
    closed = actions.close_round(round_, by=cast.lead, at=NOON).round
    assert (closed.before_count, closed.retained_count, closed.cancelled_count) == (BEFORE, RETAINED, 8)
    assert (closed.devolved_count, closed.merged_count, closed.new_count) == (0, 0, 0)
    cancelled = Cancellation.objects.filter(on=FIRST_DAY).values_list("item__name", flat=True)
    assert {"货车通行证", "罚没许可证"} <= set(cancelled)
    assert len(cancelled) == 8
    assert queries.current_versions(FIRST_DAY).count() == RETAINED


def test_every_retained_item_has_its_place(sixth: tuple[SixthRound, CatalogueRound]) -> None:
    _cast, round_ = sixth
    versions = list(balance.versions_of(round_, NOON.date()))
    assert len(versions) == RETAINED
    assert [one.item.name for one in versions if not balance.has_place(one)] == []
    halls = dict(balance.by_place(versions))
    codes = {hall.code for hall in halls if hall is not None}
    assert codes == {"city-centre", *SUBCENTRES}
    assert sum(halls.values()) == RETAINED


def test_a_round_is_not_closed_before_it_is_carried_out(sixth: tuple[SixthRound, CatalogueRound]) -> None:
    cast, round_ = sixth
    with pytest.raises(RuleBroken, match=f"还有{BEFORE}个事项没有决定或者没有执行"):
        actions.close_round(round_, by=cast.lead, at=NOON)
    round_.refresh_from_db()
    assert round_.state == RoundState.PUBLISHED


def test_a_round_is_not_closed_with_an_item_without_its_place(
    sixth: tuple[SixthRound, CatalogueRound],
) -> None:
    cast, round_ = sixth
    cast.executed(round_)
    kept = round_.proposals.filter(outcome="retain").first()
    assert kept is not None
    item = kept.item
    like = cast.world.version(item.code)
    terms = {"effective_from": NOON.date(), "in_hall": False, "centre": None}
    loader = cast.world.machine("city data")
    facts = {one: getattr(like, one) for one in TERMS} | terms
    drafted = actions.draft_version(item, content=like.content, terms=facts, by=loader, at=NOON)
    actions.publish_version(drafted.version, instrument_no="x", by=loader, at=NOON)
    with pytest.raises(RuleBroken, match="还有1个没有进驻"):
        actions.close_round(round_, by=cast.lead, at=NOON)
