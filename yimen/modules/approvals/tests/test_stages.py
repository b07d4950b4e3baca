"""Where an application stands, and how its list of materials follows from the answers."""

from __future__ import annotations

import pytest

from tests.world import CONFIRMER, FILING, NOON, SPOT, World
from yimen.modules.approvals import actions, checklist, stages
from yimen.modules.approvals.deadlines import deadlines
from yimen.modules.approvals.models import Application


def drawn(application: Application) -> str:
    """One letter a step: d done, c current, w waiting, s stopped."""
    return "".join(step.state[0] for step in stages.steps(application))


def test_each_state_stands_at_its_stage(world: World) -> None:
    made = [world.draft(), world.submitted(), world.accepted(), world.in_review(), world.in_approval()]
    made += [world.decided(), world.sealed()]
    assert [drawn(one) for one in made] == [
        "cwwwww",
        "dcwwww",
        "ddcwww",
        "ddcwww",
        "dddcww",
        "ddddcw",
        "dddddc",
    ]


def test_all_is_done_once_delivered(world: World) -> None:
    done = actions.deliver(
        world.sealed(),
        method="window",
        receiver="示例居民甲",
        identity_checked=True,
        by=world.issuer,
        at=NOON,
    )
    assert drawn(world.fresh(done.application)) == "dddddd"


@pytest.mark.parametrize(("made", "shown"), [("submitted", "dswwww"), ("in_review", "ddswww")])
def test_withdrawn_stops_where_it_stood(world: World, made: str, shown: str) -> None:
    application = getattr(world, made)()
    actions.withdraw(application, by=world.resident, at=NOON)
    application = world.fresh(application)
    assert drawn(application) == shown
    assert [str(step.note) for step in stages.steps(application) if step.state == "stopped"] == [
        application.get_outcome_display()
    ]


def test_every_pattern_has_its_own_way() -> None:
    assert {pattern: [str(stage.label) for stage in way] for pattern, way in stages.WAYS.items()} == {
        "four_ones": ["提交", "受理", "审核", "批准", "用印办结", "送达"],
        "examiner_confirmer": ["提交", "受理", "审核", "批准", "用印办结", "送达"],
        "on_the_spot": ["提交", "当场办理", "用印办结", "送达"],
        "filing": ["提交", "备案", "用印办结", "送达"],
        "one_review_one_inspection": ["提交", "受理", "审核", "批准", "用印办结", "送达"],
        "commitment": ["提交", "受理", "审核", "批准", "用印办结", "送达"],
        "report_up": ["提交", "受理", "审核", "上报", "上级决定", "用印办结", "送达"],
        "parallel_member": ["提交", "受理", "审核", "批准", "用印办结", "送达"],
    }


@pytest.mark.parametrize("code", [SPOT, FILING, CONFIRMER])
def test_other_patterns_wait_at_the_window_too(world: World, code: str) -> None:
    assert drawn(world.submitted(code))[:2] == "dc"


def test_deadline_explains_itself(world: World) -> None:
    promised, statutory = deadlines(world.accepted(), today=NOON.date())
    assert (str(promised.label), promised.due_on.isoformat(), promised.left) == ("承诺时限", "2026-03-12", 8)
    assert (str(statutory.label), statutory.due_on.isoformat(), statutory.left) == (
        "法定时限",
        "2026-03-30",
        20,
    )
    assert [line.what for line in promised.lines] == [
        "2026年3月2日起算，当日不计入",
        "期限8个工作日",
        "2026年3月12日到期",
    ]


def test_changes_name_what_comes_and_what_goes(world: World) -> None:
    content = world.version().body
    found = checklist.changes(content, {"work": ["occupy"]}, {"work": ["dig"]})
    assert [one.key for one in found.added] == ["planning-approval", "design-documents", "site-safety-plan"]
    assert [one.key for one in found.removed] == ["occupation-plan", "restoration-plan"]
    assert not checklist.changes(content, {"work": ["dig"]}, {"work": ["dig"]})
