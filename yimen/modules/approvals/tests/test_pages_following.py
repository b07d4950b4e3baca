"""What follows submission, through the pages: the own list, correction, tolerated materials, withdrawal."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.world import NOON, World
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import Outcome, State
from yimen.replay.paper import small_pdf

MINE = "/approvals/applications/"
ROWS = [
    {"key": "identity-card", "defect": "illegible", "cure": "请重新扫描身份证正反面。"},
    {"key": "application-form", "defect": "inconsistent", "cure": "面积请改为12平方米。"},
]


@pytest.fixture
def resident(world: World, client: Client) -> Client:
    client.force_login(world.resident.person)
    return client


def page(name: str, application: Application, *more: str) -> str:
    return reverse(f"approvals:{name}", args=[application.pk, *more])


def pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("补正.pdf", small_pdf("corrected"))


def in_correction(world: World) -> Application:
    application = world.submitted()
    actions.require_correction(application, rows=ROWS, by=world.clerk, at=world.later(1))
    return application


def tolerated(world: World) -> Application:
    """Accepted although the plan for clearing the road is still missing."""
    draft = world.draft()
    actions.remove_material(draft, key="restoration-plan", by=world.resident, at=NOON)
    application = actions.submit(draft, by=world.resident, at=NOON).application
    done = actions.accept_with_tolerance(
        application, window=world.window(), promise="五日内补交。", days=5, by=world.clerk, at=NOON
    )
    return world.fresh(done.application)


def test_lists_the_own_applications_by_stage(world: World, resident: Client) -> None:
    draft, running = world.draft(), world.submitted()
    ended = world.submitted()
    actions.withdraw(ended, by=world.resident, at=NOON)
    other = world.submitted(by=world.enterprise)
    html = resident.get(MINE).content.decode()
    for shown in (page("draft", draft), page("application", running), page("application", ended)):
        assert f'"{shown}"' in html
    assert page("application", other) not in html
    for stage, only in (("draft", draft), ("running", running), ("ended", ended)):
        html = resident.get(MINE, {"stage": stage}).content.decode()
        shown = [one for one in (draft, running, ended) if f"{one.pk}/" in html]
        assert shown == [only]


def test_empty_list_leads_to_the_guide(world: World, client: Client) -> None:
    client.force_login(world.stranger.person)
    assert "从办事指南中选择要办的事项" in client.get(MINE).content.decode()


def test_resubmission_lists_every_row_with_its_cure(world: World, resident: Client) -> None:
    html = resident.get(page("resubmission", in_correction(world))).content.decode()
    assert "无法辨认" in html
    assert "请重新扫描身份证正反面。" in html
    assert "占用位置平面图" not in html


def test_correction_is_sent_when_every_row_is_there_anew(world: World, resident: Client) -> None:
    application = in_correction(world)
    to = page("resubmission", application)
    answer = resident.post(to)
    assert answer.context["form"].non_field_errors() == ["还没有补正：居民身份证、城市道路占用、挖掘申请表"]
    for row in ROWS:
        sent = resident.post(page("material", application, row["key"]), {"file": pdf()})
        assert sent["Location"] == f"{to}#{row['key']}"
    assert resident.post(to)["Location"] == page("application", application)
    application = world.fresh(application)
    assert application.state == State.SUBMITTED
    assert application.received_on == timezone.localdate()


def test_correction_takes_only_what_was_listed(world: World, resident: Client) -> None:
    application = in_correction(world)
    answer = resident.post(page("material", application, "occupation-plan"), {"file": pdf()})
    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors() == ["提交后只能补交补正告知中列出的材料。"]
    assert application.materials.filter(key="occupation-plan").count() == 1


def test_sent_twice_the_correction_counts_once(world: World, resident: Client) -> None:
    application = in_correction(world)
    to = page("resubmission", application)
    for row in ROWS:
        resident.post(page("material", application, row["key"]), {"file": pdf()})
    assert resident.post(to).status_code == 302
    again = resident.post(to)
    assert again.status_code == 200
    assert "已提交，待受理" in again.content.decode()
    assert resident.get(to).status_code == 409


def test_tolerated_material_is_supplied(world: World, resident: Client) -> None:
    application = tolerated(world)
    to = page("tolerated-supply", application)
    assert "占用期满清理和恢复原状方案" in resident.get(to).content.decode()
    assert resident.post(to).context["form"].non_field_errors() == ["还缺少材料：占用期满清理和恢复原状方案"]
    sent = resident.post(page("material", application, "restoration-plan"), {"file": pdf()})
    assert sent["Location"] == f"{to}#restoration-plan"
    assert resident.post(to).status_code == 302
    assert Application.objects.get(pk=application.pk).tolerance.supplied_at is not None


def test_withdraws_before_the_decision(world: World, resident: Client) -> None:
    application = world.in_review()
    to = page("withdrawal", application)
    assert "撤回后，本次申请终止" in resident.get(to).content.decode()
    assert resident.post(to, {"reason": "不再需要"})["Location"] == page("application", application)
    application = world.fresh(application)
    assert (application.state, application.outcome) == (State.CLOSED, Outcome.WITHDRAWN_AFTER_ACCEPTANCE)
    assert resident.get(to).status_code == 409


def test_cannot_withdraw_after_the_decision(world: World, resident: Client) -> None:
    application = world.decided()
    assert resident.get(page("withdrawal", application)).status_code == 409
    resident.post(page("withdrawal", application), {"reason": ""})
    assert world.fresh(application).state == State.DECIDED


@pytest.mark.parametrize("name", ["resubmission", "tolerated-supply", "withdrawal"])
def test_others_cannot_do_it(world: World, client: Client, name: str) -> None:
    application = in_correction(world)
    for actor in (world.stranger, world.outsider):
        client.force_login(actor.person)
        assert client.get(page(name, application)).status_code == 404
        assert client.post(page(name, application)).status_code == 404
    assert world.fresh(application).state == State.CORRECTION_REQUESTED


def test_clerk_cannot_withdraw_for_the_applicant(world: World, client: Client) -> None:
    application = world.submitted()
    client.force_login(world.clerk.person)
    assert client.post(page("withdrawal", application)).status_code == 404
    assert world.fresh(application).state == State.SUBMITTED
