"""撰写、调整次序、提纲: words may change, a number that is typed stays marked with the name of who wrote it."""

from __future__ import annotations

import pytest

from tests.world import NOON
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.summaries import actions, shown
from yimen.modules.summaries.models import SummaryOutline

from .stage import AS_OF, Centre, numbers, outline, refused

pytestmark = pytest.mark.django_db
TITLE = "沈阳市政务服务中心2026年工作总结"


def test_a_typed_number_is_marked_with_its_writer(centre: Centre) -> None:
    summary = centre.computed()
    part = centre.part(summary)
    facts = {"part": part.pk, "title": "审批效率", "by": centre.manager, "at": NOON}
    done = actions.write_part(summary, text=f"{part.text}\n发放问卷300份。", **facts)
    assert recorded(done) == f"示例·贺明 撰写了 {TITLE} 的“审批效率”，人工填写的数字：300"
    assert centre.fresh(summary).state == "computed"
    written = next(
        one for each in shown.chapters(summary) for one in each.parts if one.part.code == "efficiency"
    )
    (marked,) = [one for block in written.blocks for one in block.spans if one.kind == "typed"]
    assert (marked.text, marked.note) == ("300", "人工填写：示例·贺明")


def test_another_quotation_is_counted_anew(centre: Centre) -> None:
    centre.world.accepted()
    summary = centre.written(
        centre.computed(), "第一季度受理{figure: approvals.accepted, period: quarter-1}项。"
    )
    assert summary.state == "draft"
    actions.compute_summary(summary, as_of=AS_OF, by=centre.manager, at=NOON)
    found = numbers(summary)
    assert found["approvals.accepted, period: quarter-1"] == "1"
    assert "approvals.accepted" not in found


def test_numbers_of_a_body_of_a_month_and_of_one_value(centre: Centre) -> None:
    centre.world.accepted()
    places = (
        "period: month-2", "scope: urban-rural-construction", "scope: market-regulation", "scope: city-centre",
        "department: 沈阳市城乡建设局", "department: 沈阳市教育局", "scope: city-government",
    )  # fmt: skip
    text = "".join(f"{{figure: approvals.accepted, {one}}}" for one in places)
    summary = centre.written(centre.drafted(), text)
    actions.compute_summary(summary, as_of=AS_OF, by=centre.manager, at=NOON)
    found = numbers(summary)
    assert [found[f"approvals.accepted, {one}"] for one in places] == ["0", "1", "0", "1", "1", "0", "1"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{figure: approvals.nothing}", "没有这个指标或者口径版本：approvals.nothing"),
        (
            "{figure: approvals.accepted, version: 9}",
            "没有这个指标或者口径版本：approvals.accepted, version: 9",
        ),
        ("{figure: approvals.overdue}", "“超期”只说明此刻，不能引用。"),
        ("{bars: approvals.open, by: month}", "“在办”不能按“month”取数。"),
        ("{figure: approvals.accepted, colour: red}", "“受理”不能按“colour”取数。"),
        ("受理{", "有一处花括号不成对：受理{"),
    ],
)
def test_what_cannot_be_counted_is_refused(centre: Centre, text: str, said: str) -> None:
    summary = centre.drafted()
    part = centre.part(summary)
    with refused(RuleBroken, summary, said):
        actions.write_part(summary, part=part.pk, title="t", text=text, by=centre.manager, at=NOON)
    with refused(RuleBroken, centre.org, said):
        actions.set_outline(centre.org, source=outline(text), by=centre.manager, at=NOON)


def test_refuses_a_part_that_is_not_there_and_one_without_title(centre: Centre) -> None:
    summary = centre.drafted()
    with refused(RuleBroken, summary, "没有这一段。"):
        actions.write_part(summary, part=new_id(), title="t", text="", by=centre.manager, at=NOON)
    with refused(RuleBroken, summary, "段落应当有标题，不超过20000字。"):
        actions.write_part(
            summary, part=centre.part(summary).pk, title=" ", text="", by=centre.manager, at=NOON
        )


def test_an_unknown_body_is_told_when_it_is_counted(centre: Centre) -> None:
    summary = centre.written(centre.drafted(), "{figure: approvals.accepted, scope: nowhere}")
    with refused(RuleBroken, summary, "没有这个机构：nowhere"):
        actions.compute_summary(summary, as_of=AS_OF, by=centre.manager, at=NOON)


def test_paragraphs_are_arranged_within_their_chapter(centre: Centre) -> None:
    summary = centre.drafted()
    parts = list(summary.parts.all())
    order = [parts[1].pk, parts[0].pk, *(one.pk for one in parts[2:])]
    done = actions.arrange_parts(summary, order=order, by=centre.manager, at=NOON)
    assert recorded(done) == f"示例·贺明 调整了 {TITLE} 的段落次序"
    assert [one.code for one in summary.parts.all()][:3] == ["innovation", "reform", "network"]
    with refused(RuleBroken, summary, "每一段应当恰好排列一次。"):
        actions.arrange_parts(summary, order=order[1:], by=centre.manager, at=NOON)
    with refused(RuleBroken, summary, "段落只在本章内调整次序。"):
        actions.arrange_parts(summary, order=[order[-1], *order[:-1]], by=centre.manager, at=NOON)


def test_an_outline_is_a_new_version(centre: Centre) -> None:
    before = centre.drafted()
    source = outline("受理{figure: approvals.accepted}项")
    done = actions.set_outline(centre.org, source=source, by=centre.office, at=NOON)
    assert recorded(done) == "示例·段宁 制定了第2版总结提纲，共1段"
    assert SummaryOutline.objects.filter(org=centre.org).count() == 2
    assert before.parts.count() == 15
    assert centre.drafted(2025, AS_OF.replace(year=2025)).parts.count() == 1
