"""容缺受理: only what the item calls tolerable may follow, in writing and within days; the decision waits for it."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from tests.trials import clocks, once, only, papers, refused, waiting
from tests.world import CONFIRMER, NOON, SPOT, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application, ToleranceAcceptance
from yimen.modules.approvals.states import State

pytestmark = pytest.mark.django_db
FACTS = {"window": None, "promise": "三日内补交恢复方案。", "days": 10}


@pytest.fixture
def lacking(world: World) -> Application:
    """Submitted without the one material that can be tolerated."""
    return world.submitted(without=["restoration-plan"])


def test_accepts_and_states_what_must_follow_and_when(world: World, lacking: Application) -> None:
    """In the official language, also when the clerk reads English."""
    with translation.override("en"):
        done = actions.accept_with_tolerance(lacking, **FACTS, by=world.clerk, at=NOON)
    application = world.fresh(done.application)
    assert recorded(done) == "示例·陈静 容缺受理了申请，占用期满清理和恢复原状方案 须于 2026-03-16 前补交"
    assert (application.state, application.accepted_on) == (State.ACCEPTED, date(2026, 3, 2))
    tolerance = application.tolerance
    assert (tolerance.keys, tolerance.promise, tolerance.due_on, tolerance.supplied_at) == (
        ["restoration-plan"],
        "三日内补交恢复方案。",
        date(2026, 3, 16),
        None,
    )
    assert clocks(application) == {
        "acceptance": (5, "2026-03-09", "stopped"),
        "promised": (8, "2026-03-12", "running"),
        "statutory": (20, "2026-03-30", "running"),
        "tolerance": (10, "2026-03-16", "running"),
    }
    assert waiting(application) == [("assign", "section_examiner", "2026-03-12", "")]
    assert papers(application) == ["receipt_slip", "acceptance_notice"]
    notice = application.documents.get(kind="acceptance_notice").document
    assert notice.data["paragraphs"] == ["以下材料须于 2026年3月16日 前补交：占用期满清理和恢复原状方案"]


def test_the_decision_waits_for_it(world: World, lacking: Application) -> None:
    application = actions.accept_with_tolerance(lacking, **FACTS, by=world.clerk, at=NOON).application
    actions.assign(application, reviewer=world.examiner.person, by=world.examiner, at=NOON)
    actions.examine(application, opinion="grant", grounds="符合条件。", by=world.examiner, at=NOON)
    for act, facts in ((actions.approve, {}), (actions.refuse, {"reasons": "未补交"})):
        with refused(RuleBroken, application, "容缺材料尚未补齐，不能作出决定。"):
            act(application, **facts, by=world.leader, at=NOON)
    actions.attach_material(
        application,
        key="restoration-plan",
        name="方案",
        received=world.received(),
        by=world.resident,
        at=NOON,
    )
    actions.supply_tolerated(application, by=world.resident, at=NOON)
    assert actions.approve(application, by=world.leader, at=NOON).application.state == State.DECIDED


def test_refuses_what_is_not_tolerable(world: World) -> None:
    application = world.submitted(clerk=world.clerk, without=["restoration-plan", "identity-card"])
    with refused(RuleBroken, application, "以下材料不能容缺：居民身份证"):
        actions.accept_with_tolerance(application, **FACTS, by=world.clerk, at=NOON)


def test_refuses_what_is_complete(world: World, submitted: Application) -> None:
    with refused(RuleBroken, submitted, "材料已经齐全，请直接受理。"):
        actions.accept_with_tolerance(submitted, **FACTS, by=world.clerk, at=NOON)


def test_refuses_without_the_written_promise(world: World, lacking: Application) -> None:
    with refused(RuleBroken, lacking, "请填写申请人的书面补交承诺。", ["promise"]):
        actions.accept_with_tolerance(lacking, **FACTS | {"promise": " "}, by=world.clerk, at=NOON)


@pytest.mark.parametrize("days", [-1, 0, 21])
def test_refuses_more_days_than_the_city_allows(world: World, lacking: Application, days: int) -> None:
    with refused(RuleBroken, lacking, "补交期限超出规定。", ["days"]):
        actions.accept_with_tolerance(lacking, **FACTS | {"days": days}, by=world.clerk, at=NOON)


def test_originals_of_what_is_there_are_seen_first(world: World, lacking: Application) -> None:
    actions.attach_material(
        lacking, key="identity-card", name="身份证", received=None, is_paper=True, by=world.clerk, at=NOON
    )
    with refused(RuleBroken, lacking, "请先核对原件：居民身份证"):
        actions.accept_with_tolerance(lacking, **FACTS, by=world.clerk, at=NOON)


def test_plain_acceptance_refuses_what_is_missing(world: World, lacking: Application) -> None:
    with refused(
        RuleBroken, lacking, "还缺少材料：占用期满清理和恢复原状方案", ["material-restoration-plan"]
    ):
        actions.accept(lacking, window=None, by=world.clerk, at=NOON)


def test_has_no_place_where_it_is_decided_on_the_spot(world: World) -> None:
    application = world.submitted(SPOT)
    with refused(RuleBroken, application, "此事项按“即办”流程办理，没有这一步。"):
        actions.accept_with_tolerance(application, **FACTS, by=world.actor("clerk.driver"), at=NOON)


def test_refuses_once_accepted(world: World, accepted: Application) -> None:
    with refused(WrongState, accepted):
        actions.accept_with_tolerance(accepted, **FACTS, by=world.clerk, at=NOON)


def test_only_the_window(world: World, lacking: Application) -> None:
    only(world, lacking, actions.accept_with_tolerance, "clerk", "reception", **FACTS)
    assert lacking.item.code != CONFIRMER
    assert not ToleranceAcceptance.objects.filter(application=lacking).exists()


def test_endpoint_accepts_once(world: World, lacking: Application) -> None:
    code = "approvals.application.accepted-with-tolerance"
    answer = once(world.clerk, lacking, "tolerance", code, promise="补交", days=5)
    assert answer["state"] == "accepted"
