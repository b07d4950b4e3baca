"""Bad input as people bring it, through the pages: one clear message, nothing kept, nothing changed.

Beside it stand: oversized and disguised files, missing material, stale and double forms (test_pages_applying), wrong
query code and number (portal, test_progress), two clerks at once (test_concurrency), killed processes (tests/faults).
"""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.trials import facts_of, standing
from tests.world import World
from yimen.kernel.people.models import Person
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application, ApplicationMaterial
from yimen.modules.approvals.states import State
from yimen.replay.paper import small_pdf

from .pages import address, enter, text

pytestmark = pytest.mark.django_db
PASSWORD = "correct-horse-9"
REGISTRATION = {
    "kind": "resident",
    "id_type": "resident_id",
    "name": "示例新人",
    "username": "example.new",
    "email": "new@example.org",
    "phone": "13800000009",
    "password1": PASSWORD,
    "password2": PASSWORD,
}


@pytest.fixture
def expired(world: World) -> Application:
    """A draft that nobody touched, ended by the sweep."""
    draft = world.draft()
    return world.fresh(
        actions.expire_draft(draft, by=world.machine("draft sweep"), at=world.later(200)).application
    )


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("21010319881111777", "请填写18位身份证号码"),  # a digit short
        ("210103198811117770", "身份证号码不正确"),  # a wrong check digit
        ("210103198813117777", "身份证号码不正确"),  # the thirteenth month
        ("99010319881111777X", "身份证号码不正确"),  # no such province
        ("abcdefghijklmnopqr", "身份证号码不正确"),
    ],
)
def test_wrong_resident_numbers_are_told_by_their_field(world: World, number: str, says: str) -> None:
    before = Person.objects.count()
    answer = Client().post("/accounts/signup/", REGISTRATION | {"id_number": number})
    assert answer.status_code == 200
    assert answer.context["form"].errors == {"id_number": [says]}
    assert Person.objects.count() == before


def test_an_expired_draft_says_that_it_has_ended(world: World, expired: Application) -> None:
    browser = enter(world.resident)
    for page in ("draft", "materials", "submission", "application"):
        answer = browser.get(address(page, expired))
        assert (page, answer.status_code, "这份草稿已经结束" in text(answer)) == (page, 409, True)


def test_nothing_can_be_done_with_an_expired_draft(world: World, expired: Application) -> None:
    browser, before = enter(world.resident), standing(expired)
    upload = {"file": SimpleUploadedFile("材料.pdf", small_pdf("late"), content_type="application/pdf")}
    for page, sent in (("draft", {"subject": "迟到"}), ("submission", {"is_true": "on"}), ("discarding", {})):
        assert browser.post(address(page, expired), sent).status_code in (200, 409)
    browser.post(f"{address('materials', expired)}identity-card/", upload)
    assert standing(expired) == before
    assert expired.state == State.DISCARDED
    assert facts_of(expired).count("approvals.application.submitted") == 0


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(400),
        b"\x7fELF\x02\x01\x01\x00" + bytes(400),
        b"#!/bin/sh\nrm -rf /\n",
        b"PK\x03\x04" + bytes(400),
    ],
)
def test_a_program_named_pdf_is_not_kept(world: World, content: bytes) -> None:
    draft = world.draft(without=["identity-card"])
    before = standing(draft)
    upload = {"file": SimpleUploadedFile("身份证.pdf", content, content_type="application/pdf")}
    answer = enter(world.resident).post(f"{address('materials', draft)}identity-card/", upload)
    form = answer.context["form"]
    assert answer.status_code == 200
    assert len([*form.errors.get("file", []), *form.non_field_errors()]) == 1
    assert standing(draft) == before
    assert not ApplicationMaterial.objects.filter(application=draft, key="identity-card").exists()


def test_what_one_has_no_part_in_does_not_exist(world: World) -> None:
    """Opened and sent, by page and by the API, the same answer as for a number that nobody has."""
    accepted = world.accepted()
    before = standing(accepted)
    for person in (world.stranger, world.outsider, world.enterprise):
        browser = enter(person)
        for page in ("application", "story", "assignment", "approval", "conclusion"):
            assert browser.get(address(page, accepted)).status_code == 404
        sent = browser.post(
            f"/api/v1/approvals/applications/{accepted.pk}/assignment", {}, content_type="application/json"
        )
        assert (sent.status_code, sent.json()["code"]) == (404, "not_found")
    assert standing(accepted) == before
