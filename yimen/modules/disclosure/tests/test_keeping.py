"""Trees, guides, compiled rules: kept by those who keep them; what is used is never lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from tests.world import NOON
from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.disclosure import actions, queries
from yimen.modules.disclosure.governed import NAMES, named_business
from yimen.modules.disclosure.models import Guide

from .stage import Openness, enter, only, post, refused

pytestmark = pytest.mark.django_db
GUIDE = {
    "classification": "分类", "ways": "途径", "office": "办公室", "address": "地址", "hours": "时间", "phone": "12345",
    "internet": "x@example.org",
}  # fmt: skip


def test_a_place_is_added_under_another(stage: Openness) -> None:
    facts: dict[str, Any] = {
        "scheme": "subject",
        "code": "bridges",
        "name": "桥梁",
        "valid_from": date(2026, 1, 1),
    }
    parent = stage.node("subject", "roads")
    only(stage, stage.city, actions.add_classification, "supervisor", **facts)
    node = actions.add_classification(stage.city, **facts, parent=parent, by=stage.supervisor, at=NOON).node
    assert (node.path, node.depth) == ("industry.roads.bridges.", 3)
    with refused(RuleBroken, stage.city, "这个代码已经用过，停用的也不能再用。"):
        actions.add_classification(stage.city, **facts, by=stage.supervisor, at=NOON)
    with refused(RuleBroken, stage.city, "上级分类不属于这个体系，或者已经停用。"):
        wrong = {**facts, "code": "x", "scheme": "genre"}
        actions.add_classification(stage.city, **wrong, parent=parent, by=stage.supervisor, at=NOON)


def test_what_is_used_is_replaced_not_lost(stage: Openness) -> None:
    publication = stage.published(title="留在原处")
    node, other = stage.node("subject", "roads"), stage.node("subject", "urban-planning")
    with refused(RuleBroken, node, "还有信息属于这个分类，请指定替代分类。"):
        actions.end_classification(node, on=date(2026, 3, 2), by=stage.supervisor, at=NOON)
    actions.end_classification(node, on=date(2026, 3, 2), replaced_by=other, by=stage.supervisor, at=NOON)
    assert publication in queries.under_node(queries.listed(NOON.date()), other)
    assert node not in queries.nodes("subject", date(2026, 3, 2))
    with refused(RuleBroken, stage.fresh(node), "这个分类已经停用。"):
        actions.end_classification(node, on=date(2026, 3, 3), by=stage.supervisor, at=NOON)


def test_names_change_codes_do_not(stage: Openness) -> None:
    node = stage.node("subject", "roads")
    only(stage, node, actions.amend_classification, "supervisor", changes={"name": "道路桥梁"})
    actions.amend_classification(
        node, changes={"name": "道路桥梁", "code": "x"}, by=stage.supervisor, at=NOON
    )
    assert (stage.fresh(node).name, stage.fresh(node).code) == ("道路桥梁", "roads")
    with refused(RuleBroken, stage.fresh(node), "没有任何变更。"):
        actions.amend_classification(node, changes={"name": "道路桥梁"}, by=stage.supervisor, at=NOON)


def test_a_guide_tells_what_the_law_demands(stage: Openness) -> None:
    seen = queries.guides(stage.org).first()
    assert seen is not None
    facts: dict[str, Any] = {"content": GUIDE, "seen": seen.number}
    only(stage, stage.org, actions.publish_guide, "officer", **facts)
    with refused(RuleBroken, stage.org, "指南还缺 2 项法定内容。"):
        missing = {**facts, "content": GUIDE | {"phone": "", "ways": " "}}
        actions.publish_guide(stage.org, **missing, by=stage.officer, at=NOON)
    actions.publish_guide(stage.org, **facts, by=stage.officer, at=NOON)
    with refused(RuleBroken, stage.org, "指南在您打开以后已经更新，请对照最新一版后再公布。"):
        actions.publish_guide(stage.org, **facts, by=stage.officer, at=NOON)
    assert [one.number for one in queries.guides(stage.org)] == [seen.number + 1, seen.number]
    page = reverse("disclosure:guide", args=[stage.org.code])
    assertContains(enter(None).get(f"{page}?edition={seen.number}"), "这是以前的一版")


def test_a_guide_by_page_and_api(stage: Openness) -> None:
    page = reverse("disclosure:guide-editing", args=[stage.org.code])
    seen = Guide.objects.filter(org=stage.org).count()
    assert enter(stage.drafter).get(page).status_code == 404
    assert enter(stage.officer).post(page, GUIDE | {"seen": seen}).status_code == 302
    answer = post(stage.officer, f"bodies/{stage.org.code}/guides", seen=seen + 1, content=GUIDE)
    assert (answer.status_code, answer.json()["number"]) == (201, seen + 2)


def test_the_twelve_rules_are_there_each_with_an_owner_and_what_it_governs(stage: Openness) -> None:
    office = stage.world.org("general-office")
    found = list(queries.rules_of(office))
    assert len(found) == 12
    assert all(one.current and one.current.responsible_unit and one.current.governs for one in found)
    page = enter(None).get(reverse("disclosure:rules", args=[office.code]))
    assertContains(page, "保密审查制度")
    assertContains(page, "所规范的业务：保密审查")
    assert {code for one in found if one.current for code in one.current.governs} <= set(NAMES)
    assert named_business(["outreach", "own-code"]) == ["走进社区活动", "own-code"]


def test_compiles_the_rules_as_one_pdf(stage: Openness) -> None:
    office = stage.world.org("general-office")
    officer = stage.world.actor("disclosure.office")
    done = actions.compile_rules(office, by=officer, at=NOON)
    assert (done.count, done.compilation.number) == (12, queries.compilations(office).count())
    pdf = enter(None).get(reverse("disclosure:compiled", args=[office.code, done.compilation.number]))
    assert pdf.headers["Content-Type"] == "application/pdf"
    content = b"".join(pdf.streaming_content) if pdf.streaming else pdf.content  # type: ignore[attr-defined]
    assert content.startswith(b"%PDF-")
    with refused(RuleBroken, stage.org, "本机关还没有已经公开的制度。"):
        actions.compile_rules(stage.org, by=stage.officer, at=NOON)
