"""移除材料: out of a draft or of a correction that is not sent; the row stays, marked."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.trials import only, refused
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application

pytestmark = pytest.mark.django_db


def test_marks_it_replaced(world: World, draft: Application) -> None:
    done = actions.remove_material(draft, key="identity-card", by=world.resident, at=world.later(1))
    assert recorded(done) == "示例居民甲 移除了材料“居民身份证”"
    assert draft.materials.get(key="identity-card").replaced_at == world.later(1)


def test_from_a_correction_only_what_was_listed(world: World, correction_requested: Application) -> None:
    facts = {"by": world.resident, "at": NOON}
    with refused(RuleBroken, correction_requested, "提交后只能补交补正告知中列出的材料。"):
        actions.remove_material(correction_requested, key="identity-card", **facts)
    assert actions.remove_material(correction_requested, key="application-form", **facts).key


def test_not_once_it_is_submitted(world: World, submitted: Application, accepted: Application) -> None:
    with refused(RuleBroken, submitted, "提交后不能移除材料，可以重新上传新的版本。"):
        actions.remove_material(submitted, key="identity-card", by=world.clerk, at=NOON)
    with refused(RuleBroken, accepted, "现在不能再提交这项材料。"):
        actions.remove_material(accepted, key="identity-card", by=world.resident, at=NOON)


def test_refuses_what_is_not_there(world: World, draft: Application) -> None:
    actions.remove_material(draft, key="identity-card", by=world.resident, at=NOON)
    for key in ("identity-card", "unknown"):
        with refused(RuleBroken, draft, "没有找到这项材料。"):
            actions.remove_material(draft, key=key, by=world.resident, at=NOON)


def test_only_the_applicant_or_the_window(world: World, draft: Application) -> None:
    only(world, draft, actions.remove_material, "resident", "clerk", "reception", key="identity-card")


def test_endpoint_removes_once(world: World, draft: Application) -> None:
    client = Client()
    client.force_login(world.resident.person)
    address = f"/api/v1/approvals/applications/{draft.pk}/materials/identity-card"
    first, second = client.delete(address), client.delete(address)
    assert (first.status_code, second.status_code) == (200, 422)
    assert "identity-card" not in first.json()["present"]
