"""建立事项: with the law that gives the power; without a basis there is no item."""

from __future__ import annotations

from typing import Any

import pytest

from tests.trials import refused
from tests.world import NOON, World
from yimen.kernel.audit.recorded import entry_of, recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Item

pytestmark = pytest.mark.django_db
BASES = [{"instrument": "城市道路管理条例", "article": "第三十条"}, {"instrument": "行政许可法"}]
FACTS: dict[str, Any] = {"code": "new-item", "name": "新事项", "kind": "licence", "audiences": ["person"]}


def test_stands_in_the_catalogue_with_its_law(world: World) -> None:
    editor = world.actor("editor.construction")
    done = actions.add_item(world.org(), **FACTS, legal_bases=BASES, by=editor, at=NOON)
    item = Item.objects.get(code="new-item")
    assert recorded(done) == "示例·何洁 建立了事项 新事项"
    assert entry_of(done).subject_id == str(item.pk)
    assert (item.name, item.org, item.audiences, item.pinyin) == (
        "新事项",
        world.org(),
        ["person"],
        "xin1 shi4 xiang4",
    )
    assert [(one.position, one.instrument, one.article) for one in item.legal_bases.all()] == [
        (0, "城市道路管理条例", "第三十条"),
        (1, "行政许可法", ""),
    ]


def test_refuses_an_item_without_law(world: World) -> None:
    editor = world.actor("editor.construction")
    with refused(RuleBroken, world.org(), "没有法律依据的事项不能建立。", ["legal_bases"]):
        actions.add_item(world.org(), **FACTS, legal_bases=[], by=editor, at=NOON)
    assert not Item.objects.filter(code="new-item").exists()


@pytest.mark.parametrize(
    "login", ["editor.market", "leader.construction", "approver.catalogue", "resident.one"]
)
def test_only_the_editor_of_the_body(world: World, login: str) -> None:
    with refused(NotAllowed, world.org()):
        actions.add_item(world.org(), **FACTS, legal_bases=BASES, by=world.actor(login), at=NOON)
    assert not Item.objects.filter(code="new-item").exists()
