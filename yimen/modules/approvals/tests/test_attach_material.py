"""提交材料: what the checklist asks; versions stay; later only what was listed or tolerated."""

from __future__ import annotations

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.trials import only, refused
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application
from yimen.replay.paper import small_pdf

pytestmark = pytest.mark.django_db
CLOSED = "现在不能再提交这项材料。"


def attach(world: World, application: Application, key: str = "identity-card", **facts: object) -> object:
    given = {"name": "新.pdf", "received": world.received("second"), "by": world.resident, "at": NOON}
    return actions.attach_material(application, key=key, **given | facts)


def test_keeps_the_file_under_its_hash(world: World, draft: Application) -> None:
    done = attach(world, draft, at=world.later(1))
    row = draft.materials.get(key="identity-card", replaced_at__isnull=True)
    assert recorded(done) == "示例居民甲 提交了材料“居民身份证”"
    assert (row.name, row.added_at, row.added_by) == ("新.pdf", world.later(1), "示例居民甲")
    assert (row.is_paper, row.is_original_seen) == (False, False)
    assert row.file_id == hashlib.sha256(small_pdf("second")).hexdigest() == done.sha256
    assert world.fresh(draft).amended_at == world.later(1)


def test_the_earlier_version_stays_and_is_marked(world: World, draft: Application) -> None:
    attach(world, draft, at=world.later(1))
    rows = draft.materials.filter(key="identity-card").order_by("added_at")
    assert [(one.name, one.replaced_at) for one in rows] == [
        ("identity-card.pdf", world.later(1)),
        ("新.pdf", None),
    ]


def test_on_paper_there_is_no_file(world: World, draft: Application) -> None:
    done = attach(world, draft, received=None, is_paper=True)
    row = draft.materials.get(key="identity-card", replaced_at__isnull=True)
    assert (row.file, row.is_paper, done.sha256) == (None, True, "")


def test_refuses_neither_file_nor_paper(world: World, draft: Application) -> None:
    with refused(RuleBroken, draft, "请选择要上传的文件。", ["file"]):
        attach(world, draft, received=None)


@pytest.mark.parametrize("key", ["design-documents", "unknown"])
def test_refuses_what_the_checklist_does_not_ask(world: World, draft: Application, key: str) -> None:
    with refused(RuleBroken, draft, "此办件不需要这项材料。"):
        attach(world, draft, key)


def test_in_a_correction_only_what_was_listed(world: World, correction_requested: Application) -> None:
    with refused(RuleBroken, correction_requested, "提交后只能补交补正告知中列出的材料。"):
        attach(world, correction_requested)
    assert attach(world, correction_requested, "application-form").key == "application-form"


def test_once_submitted_only_the_window_adds(world: World, submitted: Application) -> None:
    with refused(RuleBroken, submitted, "提交后只能补交补正告知中列出的材料。"):
        attach(world, submitted)
    assert attach(world, submitted, by=world.clerk).key == "identity-card"


def test_once_accepted_only_what_was_tolerated(world: World) -> None:
    application = world.submitted(without=["restoration-plan"])
    facts = {"window": None, "promise": "补交", "days": 5}
    actions.accept_with_tolerance(application, **facts, by=world.clerk, at=NOON)
    application = world.fresh(application)
    for by in (world.resident, world.clerk):
        with refused(RuleBroken, application, CLOSED):
            attach(world, application, by=by)
    attach(world, application, "restoration-plan")
    actions.supply_tolerated(application, by=world.resident, at=NOON)
    with refused(RuleBroken, application, CLOSED):
        attach(world, application, "restoration-plan")


def test_not_when_it_is_decided_or_has_ended(
    world: World, accepted: Application, decided: Application, withdrawn: Application, discarded: Application
) -> None:
    for application in (accepted, decided, withdrawn, discarded):
        with refused(RuleBroken, application, CLOSED):
            attach(world, application)


def test_only_the_applicant_or_the_window(world: World, draft: Application) -> None:
    facts = {"key": "identity-card", "name": "x", "received": None, "is_paper": True}
    only(world, draft, actions.attach_material, "resident", "clerk", "reception", **facts)


def test_endpoint_takes_a_real_pdf_and_nothing_that_only_says_so(world: World, draft: Application) -> None:
    client = Client()
    client.force_login(world.resident.person)
    address = f"/api/v1/approvals/applications/{draft.pk}/materials/identity-card"
    false = SimpleUploadedFile("card.pdf", b"MZ this is a program", content_type="application/pdf")
    assert client.post(address, {"file": false}).status_code == 422
    true = SimpleUploadedFile("card.pdf", small_pdf("third"), content_type="application/pdf")
    assert client.post(address, {"file": true}).status_code == 201
    row = draft.materials.get(key="identity-card", replaced_at__isnull=True)
    assert (row.name, row.file_id) == ("card.pdf", hashlib.sha256(small_pdf("third")).hexdigest())
