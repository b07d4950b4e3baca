"""容缺逾期: what was promised at acceptance did not come; by the item it counts as withdrawn or is refused."""

from __future__ import annotations

from datetime import date

import pytest

from tests.trials import facts_of, only, papers, refused, waiting
from tests.world import FOUR_ONES, NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.approvals import actions, queries
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import Outcome, State

pytestmark = pytest.mark.django_db
SWEEP = "deadline sweep"


def tolerated(world: World, code: str = FOUR_ONES, **terms: str) -> Application:
    """Accepted on 2 March with one material promised for the 9th."""
    version = world.version(code)
    key = next(one.key for one in version.body.materials if one.tolerable)
    own = world.variant(code, **terms)
    application = world.submitted(own, without=[key])
    facts = {"window": world.window(), "promise": "三日内补齐", "days": 5}
    actions.accept_with_tolerance(application, **facts, by=world.clerk, at=NOON)
    return world.fresh(application)


def test_counts_as_withdrawn(world: World) -> None:
    application = tolerated(world)
    done = actions.lapse_tolerance(application, by=world.machine(SWEEP), at=world.later(8))
    application = world.fresh(done.application)
    assert recorded(done).startswith("容缺材料逾期未补交（")
    assert recorded(done).endswith("结果为：受理后撤回")
    assert (application.state, application.outcome) == (State.CLOSED, Outcome.WITHDRAWN_AFTER_ACCEPTANCE)
    assert application.case.outcome == Outcome.WITHDRAWN_AFTER_ACCEPTANCE
    assert waiting(application) == []
    assert not application.case.clocks.exclude(state="stopped").exists()
    assert papers(application)[-1] == "termination_notice"


def test_is_refused_where_the_item_says_so(world: World) -> None:
    application = tolerated(world, tolerance_lapse="refused")
    done = actions.lapse_tolerance(application, by=world.machine(SWEEP), at=world.later(8))
    assert (done.application.state, done.application.outcome) == (State.CLOSED, Outcome.REFUSED)
    data = application.documents.get(kind="termination_notice").document.data
    assert data["paragraphs"] == ["按照受理时书面告知的后果，本机关决定不予许可。"]


def test_the_last_day_belongs_to_the_applicant(world: World) -> None:
    application = tolerated(world)
    assert application.tolerance.due_on == date(2026, 3, 9)
    with refused(RuleBroken, application, "容缺补交期限尚未届满。"):
        actions.lapse_tolerance(application, by=world.machine(SWEEP), at=world.later(7))
    assert application not in queries.past_tolerance(date(2026, 3, 9))
    assert application in queries.past_tolerance(date(2026, 3, 10))


def test_not_when_everything_came(world: World) -> None:
    application = tolerated(world)
    (key,) = application.tolerance.keys
    given = {"key": key, "name": "补交.pdf", "received": world.received()}
    actions.attach_material(application, **given, by=world.resident, at=NOON)
    with refused(RuleBroken, application, "容缺材料已经交齐，请确认补齐。"):
        actions.lapse_tolerance(application, by=world.machine(SWEEP), at=world.later(8))


def test_not_without_a_tolerance_nor_after_the_end(
    world: World, accepted: Application, closed: Application
) -> None:
    with refused(RuleBroken, accepted, "没有等待补交的容缺材料。"):
        actions.lapse_tolerance(accepted, by=world.machine(SWEEP), at=world.later(30))
    with refused(WrongState, closed):
        actions.lapse_tolerance(closed, by=world.machine(SWEEP), at=world.later(30))


def test_only_the_sweep(world: World) -> None:
    only(world, tolerated(world), actions.lapse_tolerance)


def test_the_record_says_it_once(world: World) -> None:
    application = tolerated(world)
    actions.lapse_tolerance(application, by=world.machine(SWEEP), at=world.later(8))
    assert facts_of(application).count("approvals.tolerance.lapsed") == 1
