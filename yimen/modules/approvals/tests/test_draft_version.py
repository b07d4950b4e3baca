"""起草版本: sound content, a promise within the statutory limit, one number after the other."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.trials import refused
from tests.world import NOON, TERMS, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.people.actor import PersonActor
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import ItemVersion

pytestmark = pytest.mark.django_db
YES = {"key": "yes", "label": "是"}
CONTENT: dict[str, Any] = {
    "situations": [{"key": "dig", "question": "挖掘吗？", "options": [YES]}],
    "materials": [{"key": "plan", "name": "方案", "when": ["dig.yes"]}],
}


@pytest.fixture
def editor(world: World) -> PersonActor:
    return world.actor("editor.construction")


def terms(world: World, **changed: Any) -> dict[str, Any]:
    like = {name: getattr(world.version(), name) for name in TERMS}
    return like | {"effective_from": date(2026, 6, 1)} | changed


def test_is_the_next_version_and_not_in_force(world: World, editor: PersonActor) -> None:
    done = actions.draft_version(world.item(), content=CONTENT, terms=terms(world), by=editor, at=NOON)
    version = ItemVersion.objects.get(pk=done.version.pk)
    assert recorded(done) == "示例·何洁 起草了 城市道路占用、挖掘许可 第2版"
    assert (version.number, version.state, version.published_at) == (2, "draft", None)
    assert (version.drafted_by, version.approved_by) == (f"person:{editor.id}", "")
    assert (version.content, len(version.content_hash)) == (CONTENT, 64)
    assert world.version().number == 1


def test_the_hash_follows_the_content_and_not_its_order(world: World, editor: PersonActor) -> None:
    turned = dict(reversed(CONTENT.items()))
    other = CONTENT | {"conditions": ["新条件"]}
    hashes = [
        actions.draft_version(
            world.item(), content=one, terms=terms(world), by=editor, at=NOON
        ).version.content_hash
        for one in (CONTENT, turned, other)
    ]
    assert hashes[0] == hashes[1] != hashes[2]


def test_the_promise_is_within_the_statutory_limit(world: World, editor: PersonActor) -> None:
    item, longer = world.item(), terms(world, promised_days=21)
    with refused(RuleBroken, item, "承诺时限不能长于法定时限。", ["promised_days"]):
        actions.draft_version(item, content=CONTENT, terms=longer, by=editor, at=NOON)
    assert item.versions.count() == 1


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            {"materials": [{"key": "plan", "name": "方案", "when": ["dig.no"]}]},
            "材料“方案”引用了不存在的情形：dig.no",
        ),
        (
            {"materials": [{"key": "plan", "name": "方案"}, {"key": "plan", "name": "图"}]},
            "材料代码重复。",
        ),
        (
            {
                "situations": [
                    {"key": "age", "question": "满五年吗？", "options": [YES], "depends_on": "dig.yes"}
                ],
                "materials": [],
            },
            "情形“满五年吗？”引用了不存在的选项。",
        ),
    ],
)
def test_refuses_what_hangs_in_the_air(
    world: World, editor: PersonActor, changed: dict[str, Any], message: str
) -> None:
    item = world.item()
    with refused(RuleBroken, item, message):
        actions.draft_version(item, content=CONTENT | changed, terms=terms(world), by=editor, at=NOON)
    assert item.versions.count() == 1


def test_only_the_editor_of_the_body(world: World) -> None:
    item = world.item()
    for login in ("editor.market", "approver.catalogue", "leader.construction"):
        with refused(NotAllowed, item):
            actions.draft_version(item, content=CONTENT, terms=terms(world), by=world.actor(login), at=NOON)
    assert item.versions.count() == 1
