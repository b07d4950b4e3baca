"""补正提交: every listed material is there anew; the window has five working days again."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from tests.trials import clocks, once, only, refused, waiting
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import State

pytestmark = pytest.mark.django_db


def cure(world: World, application: Application, key: str = "application-form", *, at: datetime) -> None:
    actions.attach_material(
        application, key=key, name="新", received=world.received("cured"), by=world.resident, at=at
    )


def test_the_window_has_five_working_days_again(world: World, correction_requested: Application) -> None:
    at = world.later(7)
    cure(world, correction_requested, at=at)
    done = actions.resubmit(correction_requested, by=world.resident, at=at)
    application = world.fresh(done.application)
    assert recorded(done) == "示例居民甲 提交了补正材料"
    assert (application.state, application.received_on) == (State.SUBMITTED, date(2026, 3, 9))
    assert application.correction.answered_at == at
    running = application.case.clocks.exclude(state="stopped").get()
    assert (running.kind, running.start_on, running.due_on) == (
        "acceptance",
        date(2026, 3, 9),
        date(2026, 3, 16),
    )
    assert clocks(application)["correction"] == (20, "2026-03-30", "stopped")
    assert application.case.due_on == date(2026, 3, 16)
    assert waiting(application) == [("accept", "window_clerk", "2026-03-16", "")]


def test_the_replaced_material_stays(world: World, correction_requested: Application) -> None:
    cure(world, correction_requested, at=world.later(1))
    rows = correction_requested.materials.filter(key="application-form").order_by("added_at")
    assert [(one.name, one.replaced_at) for one in rows] == [
        ("application-form.pdf", world.later(1)),
        ("新", None),
    ]


def test_refuses_while_a_listed_material_is_the_old_one(world: World) -> None:
    rows = [
        {"key": key, "defect": "illegible", "cure": "重新上传"}
        for key in ("identity-card", "occupation-plan")
    ]
    application = world.submitted()
    actions.require_correction(application, rows=rows, by=world.clerk, at=world.later(1))
    cure(world, application, "identity-card", at=world.later(2))
    with refused(RuleBroken, application, "还没有补正：占用位置平面图"):
        actions.resubmit(application, by=world.resident, at=world.later(2))


def test_a_repeated_demand_is_not_answered_by_the_earlier_material(
    world: World, correction_requested: Application
) -> None:
    cure(world, correction_requested, at=world.later(1))
    application = actions.resubmit(correction_requested, by=world.resident, at=world.later(1)).application
    rows = [{"key": "application-form", "defect": "illegible", "cure": ""}]
    actions.require_correction(application, rows=rows, by=world.clerk, at=world.later(2))
    with refused(RuleBroken, application, "还没有补正：城市道路占用、挖掘申请表"):
        actions.resubmit(application, by=world.resident, at=world.later(3))
    cure(world, application, at=world.later(3))
    assert actions.resubmit(application, by=world.resident, at=world.later(3)).received_on == "2026-03-05"


def test_refuses_what_was_not_asked_to_correct(
    world: World, submitted: Application, withdrawn: Application
) -> None:
    for application in (submitted, withdrawn):
        with refused(WrongState, application):
            actions.resubmit(application, by=world.resident, at=NOON)


def test_only_the_applicant_or_the_window(world: World, correction_requested: Application) -> None:
    only(world, correction_requested, actions.resubmit, "resident", "clerk", "reception")


def test_endpoint_sends_it_once(world: World, correction_requested: Application) -> None:
    cure(world, correction_requested, at=world.later(1))
    answer = once(world.resident, correction_requested, "resubmission", "approvals.correction.answered")
    assert answer["state"] == "submitted"
