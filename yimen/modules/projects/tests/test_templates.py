"""阶段模板: drafted, filled item by item, published; what is published never changes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.world import NOON
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.projects import actions
from yimen.modules.projects.models import StageTemplate, TemplateVersion

from .works import FIRE, PERMIT, WASTE, Works, only, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(works: Works) -> TemplateVersion:
    return actions.draft_template(works.template(), by=works.world.administrator, at=NOON).version


def test_a_draft_is_a_copy_of_what_holds(works: Works, draft: TemplateVersion) -> None:
    held = works.template().versions.get(state="template_published")
    for name in ("items", "orders", "shared"):
        assert getattr(draft, name).count() == getattr(held, name).count() > 0
    with refused(RuleBroken, works.template(), "已经有一份草稿。"):
        actions.draft_template(works.template(), by=works.world.administrator, at=NOON)
    only(works, works.template(), actions.draft_template, "administrator")


def test_sets_an_item_and_changes_it(works: Works, draft: TemplateVersion) -> None:
    admin, facts = (
        works.world.administrator,
        {"item_code": "presale-permit", "position": 99, "role": "optional"},
    )
    done = actions.put_stage_item(draft, **facts, by=admin, at=NOON)
    assert recorded(done).endswith("设置阶段事项 presale-permit，角色：可选事项")
    actions.put_stage_item(draft, **{**facts, "due_days": 4}, by=admin, at=NOON)
    assert draft.items.get(item_code="presale-permit").due_days == 4
    for wrong, message in (
        ({"item_code": "nothing"}, "目录中没有这个事项。"),
        ({"role": "magic"}, "请选择事项的角色。"),
        ({"position": 10}, "这个顺序号已经使用。"),
        ({"item_code": PERMIT, "position": 5}, "先办事项在清单中应当排在后办事项之前。"),
    ):
        with refused(RuleBroken, draft, message):
            actions.put_stage_item(draft, **{**facts, **wrong}, by=admin, at=NOON)
    only(works, draft, actions.put_stage_item, "administrator", **facts)


def test_removes_an_item_with_its_orders_and_shares(works: Works, draft: TemplateVersion) -> None:
    admin = works.world.administrator
    actions.drop_stage_item(draft, item_code=FIRE, by=admin, at=NOON)
    assert not draft.orders.exists()
    assert FIRE not in {one["item"] for need in draft.shared.all() for one in need.members}
    with refused(RuleBroken, draft, "模板中没有这个事项。"):
        actions.drop_stage_item(draft, item_code=FIRE, by=admin, at=NOON)


def test_orders_go_forward(works: Works, draft: TemplateVersion) -> None:
    admin = works.world.administrator
    with refused(RuleBroken, draft, "先办事项在清单中应当排在后办事项之前。"):
        actions.put_stage_order(draft, before=PERMIT, after=FIRE, kind="hard", by=admin, at=NOON)
    with refused(RuleBroken, draft, "请选择先后关系类型。"):
        actions.put_stage_order(draft, before=FIRE, after=WASTE, kind="magic", by=admin, at=NOON)
    done = actions.put_stage_order(draft, before=WASTE, after=PERMIT, kind="soft", by=admin, at=NOON)
    assert recorded(done).endswith("先后关系：building-waste → construction-permit，可先审查，前项办结后决定")
    actions.drop_stage_order(draft, before=WASTE, after=PERMIT, by=admin, at=NOON)
    with refused(RuleBroken, draft, "没有这一先后关系。"):
        actions.drop_stage_order(draft, before=WASTE, after=PERMIT, by=admin, at=NOON)


def test_joins_what_is_the_same_in_other_words(works: Works, draft: TemplateVersion) -> None:
    admin = works.world.administrator
    members = [{"item": FIRE, "key": "fire-design"}, {"item": PERMIT, "key": "fire-drawings"}]
    facts: dict[str, Any] = {
        "kind": "material",
        "key": "fire-drawings",
        "members": members,
        "name": "消防设计图纸",
    }
    done = actions.put_shared_need(draft, **facts, by=admin, at=NOON)
    assert recorded(done).endswith("设置共用要求 fire-drawings，合并 2 处")
    for wrong, message in (
        ({"members": []}, "请选择要合并的要求。"),
        ({"kind": "magic"}, "请选择共用要求种类。"),
        ({"members": [{"item": FIRE, "key": "nothing"}]}, "fire-design-review 没有 nothing 这项要求。"),
        ({"key": "other"}, "其中有的要求已经合并到另一处。"),
        (
            {
                "kind": "question",
                "members": [{"item": FIRE, "key": "structure"}, {"item": FIRE, "key": "design"}],
            },
            "选项不同的问题不能合并。",
        ),
    ):
        with refused(RuleBroken, draft, message):
            actions.put_shared_need(draft, **{**facts, **wrong}, by=admin, at=NOON)
    actions.drop_shared_need(draft, kind="material", key="fire-drawings", by=admin, at=NOON)
    with refused(RuleBroken, draft, "没有这一共用要求。"):
        actions.drop_shared_need(draft, kind="material", key="fire-drawings", by=admin, at=NOON)


def test_publishes_in_place_of_the_one_before(works: Works, draft: TemplateVersion) -> None:
    admin = works.world.administrator
    with refused(RuleBroken, draft, "以里程碑为完成条件的，至少设置一个里程碑事项。"):
        actions.publish_template(draft, basis="", done_when="any", by=admin, at=NOON)
    actions.publish_template(draft, basis="示例〔2026〕3号", done_when="all", by=admin, at=NOON)
    states = works.template().versions.order_by("number").values_list("number", "state")
    assert list(states) == [(1, "template_ended"), (2, "template_published")]
    with refused(WrongState, draft):
        actions.drop_stage_item(draft, item_code=FIRE, by=admin, at=NOON)


def test_a_new_theme_is_data(works: Works) -> None:
    org, admin = works.world.org(), works.world.administrator
    facts = {"code": "theatre", "name": "剧院开业", "theme": "开业", "position": 1}
    done = actions.add_stage_template(org, **facts, by=admin, at=NOON)
    with refused(RuleBroken, done.version, "模板还没有事项。"):
        actions.publish_template(done.version, basis="", done_when="all", by=admin, at=NOON)
    with refused(RuleBroken, org, "这个代码已经使用。"):
        actions.add_stage_template(org, **facts, by=admin, at=NOON)
    only(works, org, actions.add_stage_template, "administrator", **facts)
    assert set(StageTemplate.objects.values_list("code", flat=True)) >= {
        "theatre",
        "metro-line",
        "open-enterprise",
    }
