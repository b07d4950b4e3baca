"""提出更正: the data steward names the field, the right value and why; nothing changes until another confirms."""

from __future__ import annotations

from typing import Any

import pytest

from tests.trials import only, post, refused, waiting
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases.queries import work
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application

pytestmark = pytest.mark.django_db
FACTS = {"field": "subject", "new_value": " 占用青年大街 ", "reason": "录入笔误"}


def test_changes_nothing_yet(world: World, accepted: Application) -> None:
    done = actions.propose_record_correction(accepted, **FACTS, by=world.steward, at=NOON)
    application = world.fresh(done.application)
    assert recorded(done) == "示例·康宁 提出更正“申请内容”：录入笔误"
    assert application.subject == "示例申请"
    correction = application.record_corrections.get()
    assert (correction.field, correction.old_value, correction.new_value) == (
        "subject",
        "示例申请",
        "占用青年大街",
    )
    assert (correction.proposed_by, correction.proposed_at) == (world.steward.person, NOON)
    assert (correction.confirmed_by, correction.confirmed_at) == (None, None)


def test_in_every_state(
    world: World, submitted: Application, decided: Application, archived: Application
) -> None:
    for application in (submitted, decided, archived):
        done = actions.propose_record_correction(application, **FACTS, by=world.steward, at=NOON)
        assert done.application.state == application.state


@pytest.mark.parametrize(
    ("changed", "message", "fields"),
    [
        ({"field": "state"}, "这一栏不能更正。", ["field"]),
        ({"field": "accepted_on"}, "这一栏不能更正。", ["field"]),
        ({"reason": " "}, "请写明更正理由。", ["reason"]),
        ({"new_value": "示例申请 "}, "新值与原值相同。", ["new_value"]),
        ({"new_value": "长" * 201}, "最多填写 200 个字。", ["subject"]),
    ],
)
def test_refuses_other_fields_no_reason_no_change(
    world: World, accepted: Application, changed: dict[str, Any], message: str, fields: list[str]
) -> None:
    with refused(RuleBroken, accepted, message, fields):
        actions.propose_record_correction(accepted, **FACTS | changed, by=world.steward, at=NOON)


def test_one_open_proposal_of_a_field(world: World, accepted: Application) -> None:
    actions.propose_record_correction(accepted, **FACTS, by=world.steward, at=NOON)
    with refused(RuleBroken, accepted, "这一栏已有等待确认的更正。"):
        actions.propose_record_correction(
            accepted, **FACTS | {"new_value": "另一条"}, by=world.steward, at=NOON
        )
    other = FACTS | {"field": "contact_phone", "new_value": "13900000000"}
    done = actions.propose_record_correction(accepted, **other, by=world.steward, at=NOON)
    assert done.application.record_corrections.count() == 2


def test_only_the_steward(world: World, accepted: Application) -> None:
    only(world, accepted, actions.propose_record_correction, "steward", **FACTS)


def test_endpoint_proposes(world: World, accepted: Application) -> None:
    assert post(world.steward, accepted, "record-correction", **FACTS).status_code == 201
    assert post(world.steward, accepted, "record-correction", **FACTS).status_code == 422
    assert accepted.record_corrections.count() == 1


def test_waits_on_the_desk_of_a_second_person_also_after_the_end(
    world: World, accepted: Application, closed: Application
) -> None:
    for application in (accepted, closed):
        actions.propose_record_correction(application, **FACTS, by=world.steward, at=NOON)
        other = {"field": "statement", "new_value": "说明", "reason": "漏录"}
        actions.propose_record_correction(application, **other, by=world.steward, at=NOON)
        waits = ("confirm_record_correction", "centre_manager", "2026-03-02", "")
        assert waits in waiting(application)
        mine = work(world.manager).filter(case=application.case_id, kind="confirm_record_correction")
        assert mine.count() == 1
        actions.confirm_record_correction(application, field="subject", by=world.manager, at=NOON)
        assert waits in waiting(application)
        actions.confirm_record_correction(application, field="statement", by=world.manager, at=NOON)
        assert waits not in waiting(application)


def test_the_way_goes_on_and_the_correction_still_waits(world: World, submitted: Application) -> None:
    actions.propose_record_correction(submitted, **FACTS, by=world.steward, at=NOON)
    actions.accept(submitted, window=world.window(), by=world.clerk, at=NOON)
    assert [one[0] for one in waiting(submitted)] == ["confirm_record_correction", "assign"]
