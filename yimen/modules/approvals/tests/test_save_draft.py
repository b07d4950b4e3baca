"""起草申请: the same id is one draft; answers are cleaned; in one's own name, or by a window for who stands there."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.trials import refused
from tests.world import FOUR_ONES, NOON, World
from yimen.kernel.audit.models import Entry
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.actor import Machine
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import State

pytestmark = pytest.mark.django_db
ANSWERS = {"applicant": ["person"], "filer": ["self"], "work": ["occupy"], "change": ["no"]}


def test_begins_a_draft_under_the_version_in_force(world: World) -> None:
    draft_id = new_id()
    facts = {"applicant": world.resident.person, "answers": ANSWERS, "application_id": draft_id}
    done = actions.save_draft(world.item(), **facts, by=world.resident, at=NOON)
    application = Application.objects.get(pk=draft_id)
    assert recorded(done) == "示例居民甲 起草了 城市道路占用、挖掘许可"
    assert (application.state, application.case, application.outcome) == (State.DRAFT, None, "")
    assert (application.version, application.pattern) == (world.version(), "four_ones")
    assert (application.applicant, application.applicant_name) == (world.resident.person, "示例居民甲")
    assert (application.org.code, application.centre.code) == ("urban-rural-construction", "city-centre")
    assert (application.org_path, application.centre_path) == (world.org().path, application.centre.path)
    assert (application.channel, application.answers) == ("web", ANSWERS)
    assert (application.drafted_at, application.amended_at) == (NOON, NOON)


def test_the_same_id_is_one_draft(world: World, draft: Application) -> None:
    facts = {"applicant": world.resident.person, "answers": {}, "application_id": draft.pk}
    with refused(RuleBroken, world.item(), "这份草稿已经保存过了，请从“我的申请”中打开它。"):
        actions.save_draft(world.item(), **facts, by=world.resident, at=NOON)
    assert Application.objects.filter(pk=draft.pk).count() == 1


def test_nobody_takes_the_id_of_another(world: World, draft: Application) -> None:
    facts = {"applicant": world.stranger.person, "answers": {}, "application_id": draft.pk}
    with refused(RuleBroken, world.item()):
        actions.save_draft(world.item(), **facts, by=world.stranger, at=NOON)
    assert Application.objects.get(pk=draft.pk).applicant == world.resident.person


def test_answers_to_questions_that_do_not_apply_are_left_out(world: World) -> None:
    facts = {"applicant": world.resident.person, "application_id": new_id()}
    given = {"work": ["occupy", "occupy"], "road_age": ["within"], "unknown": ["x"], "change": [""]}
    done = actions.save_draft(world.item(), answers=given, **facts, by=world.resident, at=NOON)
    assert done.application.answers == {"work": ["occupy"]}


@pytest.mark.parametrize("given", [{"applicant": ["martian"]}, {"applicant": ["person", "organisation"]}])
def test_refuses_an_unknown_answer_and_two_where_one_is_asked(
    world: World, given: dict[str, list[str]]
) -> None:
    facts = {"applicant": world.resident.person, "application_id": new_id()}
    with refused(RuleBroken, world.item(), fields=["applicant"]):
        actions.save_draft(world.item(), answers=given, **facts, by=world.resident, at=NOON)


def test_in_ones_own_name(world: World) -> None:
    facts = {"applicant": world.resident.person, "answers": {}, "application_id": new_id()}
    with refused(RuleBroken, world.item(), "只能以自己的名义申请；代他人申请请到窗口办理。"):
        actions.save_draft(world.item(), **facts, by=world.stranger, at=NOON)
    with refused(RuleBroken, world.item()):
        actions.save_draft(world.item(), **facts, by=world.outsider, at=NOON)


def test_a_window_writes_for_who_stands_there(world: World) -> None:
    facts = {"applicant": world.resident.person, "answers": {}, "application_id": new_id()}
    done = actions.save_draft(world.item(), channel="window", **facts, by=world.clerk, at=NOON)
    assert (done.application.applicant, done.application.channel) == (world.resident.person, "window")


def test_not_without_signing_in(world: World) -> None:
    facts = {"applicant": world.resident.person, "answers": {}, "application_id": new_id()}
    for by in (world.public, Machine("nobody")):
        with refused(NotAllowed, world.item()):
            actions.save_draft(world.item(), **facts, by=by, at=NOON)


def test_not_before_the_item_is_in_force(world: World) -> None:
    early = NOON.replace(year=2025)
    facts = {"applicant": world.resident.person, "answers": {}, "application_id": new_id()}
    with refused(RuleBroken, world.item(), "此事项目前不能申请，请查看办事指南或致电咨询。"):
        actions.save_draft(world.item(), **facts, by=world.resident, at=early)


def test_endpoint_saves_the_same_id_once(world: World) -> None:
    client, draft_id = Client(), str(new_id())
    client.force_login(world.resident.person)
    body = {"item": FOUR_ONES, "id": draft_id, "answers": ANSWERS}
    first, second = (
        client.post("/api/v1/approvals/applications", body, content_type="application/json") for _ in "12"
    )
    assert (first.status_code, second.status_code) == (201, 422)
    asked = [one["key"] for one in first.json()["checklist"]]
    assert asked == ["application-form", "identity-card", "occupation-plan", "restoration-plan"]
    assert Entry.objects.filter(chain=draft_id).count() == 1
