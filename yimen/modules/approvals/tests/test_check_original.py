"""核对原件: the window saw the original of one material; who and when stands at the material."""

from __future__ import annotations

import pytest

from tests.trials import facts_of, only, post, refused
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application

pytestmark = pytest.mark.django_db


def test_notes_who_saw_it_and_when(world: World, submitted: Application) -> None:
    done = actions.check_original(submitted, key="identity-card", by=world.clerk, at=NOON)
    row = submitted.materials.get(key="identity-card")
    assert recorded(done) == "示例·陈静 核对了“居民身份证”的原件"
    assert (row.is_original_seen, row.checked_by, row.checked_at) == (True, "示例·陈静", NOON)
    assert submitted.materials.filter(is_original_seen=True).count() == 1


def test_a_new_version_must_be_checked_anew(world: World, submitted: Application) -> None:
    actions.check_original(submitted, key="identity-card", by=world.clerk, at=NOON)
    actions.attach_material(
        submitted, key="identity-card", name="新", received=None, is_paper=True, by=world.clerk, at=NOON
    )
    with refused(RuleBroken, submitted, "请先核对原件：居民身份证"):
        actions.accept(submitted, window=None, by=world.clerk, at=NOON)


def test_refuses_what_is_not_there(world: World, submitted: Application) -> None:
    for key in ("agent-identity", "unknown"):
        with refused(RuleBroken, submitted, "没有找到这项材料。"):
            actions.check_original(submitted, key=key, by=world.clerk, at=NOON)


def test_refuses_when_the_case_has_ended(world: World, withdrawn: Application) -> None:
    with refused(WrongState, withdrawn):
        actions.check_original(withdrawn, key="identity-card", by=world.clerk, at=NOON)


def test_only_those_who_meet_the_applicant(world: World, submitted: Application) -> None:
    only(world, submitted, actions.check_original, "clerk", "reception", "issuer", key="identity-card")


def test_endpoint_notes_it(world: World, submitted: Application) -> None:
    assert post(world.clerk, submitted, "original-check", key="identity-card").status_code == 201
    assert facts_of(submitted)[-1] == "approvals.material.original-checked"
