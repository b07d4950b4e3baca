"""确认更正: a second person confirms; the value changes, the old one stays in the record."""

from __future__ import annotations

import pytest

from tests.trials import once, only, refused
from tests.world import NOON, World
from yimen.kernel.audit.recorded import entry_of, recorded
from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application

pytestmark = pytest.mark.django_db
FACTS = {"field": "subject", "new_value": "占用青年大街", "reason": "录入笔误"}


@pytest.fixture
def proposed(world: World, accepted: Application) -> Application:
    return actions.propose_record_correction(accepted, **FACTS, by=world.steward, at=NOON).application


def test_the_value_changes_and_the_old_one_stays(world: World, proposed: Application) -> None:
    second = world.actor("steward2")
    done = actions.confirm_record_correction(proposed, field="subject", by=second, at=world.later(1))
    application = world.fresh(done.application)
    assert recorded(done) == "示例·白雪 确认更正“申请内容”：由“示例申请”改为“占用青年大街”"
    assert (application.subject, application.state) == ("占用青年大街", proposed.state)
    assert (entry_of(done).data["old"], entry_of(done).data["new"]) == ("示例申请", "占用青年大街")
    correction = application.record_corrections.get()
    assert (correction.confirmed_by, correction.confirmed_at) == (second.person, world.later(1))


def test_never_by_the_one_who_proposed(world: World, proposed: Application) -> None:
    with refused(RuleBroken, proposed, "提出更正的人不能自己确认。"):
        actions.confirm_record_correction(proposed, field="subject", by=world.steward, at=NOON)


def test_refuses_what_was_not_proposed_and_twice(world: World, proposed: Application) -> None:
    second = world.actor("steward2")
    with refused(RuleBroken, proposed, "没有等待确认的更正。"):
        actions.confirm_record_correction(proposed, field="statement", by=second, at=NOON)
    actions.confirm_record_correction(proposed, field="subject", by=second, at=NOON)
    with refused(RuleBroken, proposed, "没有等待确认的更正。"):
        actions.confirm_record_correction(proposed, field="subject", by=second, at=NOON)


def test_refuses_when_the_value_has_changed_meanwhile(world: World, submitted: Application) -> None:
    actions.propose_record_correction(submitted, **FACTS, by=world.steward, at=NOON)
    facts = {"what": "更正内容", "values": {"subject": "占用中街"}}
    actions.correct_on_the_spot(submitted, **facts, by=world.clerk, at=NOON)
    with refused(RuleBroken, submitted, "原值已经变化，请重新提出更正。"):
        actions.confirm_record_correction(submitted, field="subject", by=world.actor("steward2"), at=NOON)


def test_only_stewards_and_the_manager_of_the_centre(world: World, proposed: Application) -> None:
    only(world, proposed, actions.confirm_record_correction, "steward", "manager", field="subject")


def test_endpoint_confirms_once(world: World, proposed: Application) -> None:
    code = "approvals.record.correction-confirmed"
    steward = world.actor("steward2")
    once(steward, proposed, "record-correction-confirmation", code, again=422, field="subject")
    assert world.fresh(proposed).subject == "占用青年大街"
