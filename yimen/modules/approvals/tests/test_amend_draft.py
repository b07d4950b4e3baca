"""修改草稿: what is given changes, what is not stays; only a draft."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.trials import only, refused
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application

pytestmark = pytest.mark.django_db


def test_changes_what_is_given(world: World, draft: Application) -> None:
    contact = {"subject": " 占用青年大街 ", "delivery_wanted": "post"}
    done = actions.amend_draft(draft, contact=contact, by=world.resident, at=world.later(1))
    application = world.fresh(done.application)
    assert recorded(done) == "示例居民甲 修改了申请内容"
    assert (application.subject, application.delivery_wanted) == ("占用青年大街", "post")
    assert (application.contact_phone, application.answers) == (draft.contact_phone, draft.answers)
    assert (application.amended_at, application.drafted_at) == (world.later(1), NOON)


def test_other_answers_change_the_checklist_exactly(world: World, draft: Application) -> None:
    answers = draft.answers | {"work": ["dig"], "road_age": ["beyond"], "change": ["no"]}
    application = actions.amend_draft(draft, answers=answers, by=world.resident, at=NOON).application
    keys = [one.key for one in application.version.body.checklist(application.answers)]
    assert keys == [
        "application-form",
        "identity-card",
        "planning-approval",
        "design-documents",
        "site-safety-plan",
    ]


def test_answers_are_cleaned(world: World, draft: Application) -> None:
    answers = draft.answers | {"road_age": ["within"]}
    application = actions.amend_draft(draft, answers=answers, by=world.resident, at=NOON).application
    assert application.answers == draft.answers


def test_refuses_other_fields_and_what_does_not_fit(world: World, draft: Application) -> None:
    with refused(RuleBroken, draft, "不能修改这一栏。"):
        actions.amend_draft(draft, contact={"state": "accepted"}, by=world.resident, at=NOON)
    with refused(RuleBroken, draft, "最多填写 200 个字。", ["subject"]):
        actions.amend_draft(draft, contact={"subject": "长" * 201}, by=world.resident, at=NOON)


def test_only_a_draft(world: World, submitted: Application, discarded: Application) -> None:
    for application in (submitted, discarded):
        with refused(WrongState, application):
            actions.amend_draft(application, contact={"subject": "x"}, by=world.resident, at=NOON)


def test_only_the_applicant_or_the_window(world: World, draft: Application) -> None:
    only(world, draft, actions.amend_draft, "resident", "clerk", "reception")


def test_endpoint_amends_and_hides_the_draft_from_others(world: World, draft: Application) -> None:
    address, body = f"/api/v1/approvals/applications/{draft.pk}", {"subject": "占用中街"}
    codes = []
    for person in (world.resident, world.stranger, world.clerk):
        client = Client()
        client.force_login(person.person)
        codes.append(client.patch(address, body, content_type="application/json").status_code)
    assert codes == [200, 404, 404]
    assert world.fresh(draft).subject == "占用中街"
