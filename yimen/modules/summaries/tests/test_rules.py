"""What a text says: quotations, what is not recorded yet, numbers that were typed; the days of a period; an outline."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.summaries import rules
from yimen.modules.summaries.rules import Absent, Quotation, Typed

from .stage import outline

FIRST, LAST = date(2008, 1, 1), date(2008, 11, 5)


def test_a_text_in_its_pieces() -> None:
    text = "受理{figure: approvals.accepted}项，咨询{absent: 来访咨询, system: 重大项目服务}次，培训15次。"
    assert list(rules.pieces(text)) == [
        "受理", Quotation("approvals.accepted"), "项，咨询", Absent("来访咨询", "重大项目服务"), "次，培训", Typed("15"),
        "次。",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("{figure: a.b}", "a.b"),
        ("{figure: a.b, period: year}", "a.b"),
        ("{figure: a.b，scope: city-centre, period: month-5}", "a.b, period: month-5, scope: city-centre"),
        ("{figure: a.b, department: 沈阳市公安局, version: 2}", "a.b, version: 2, department: 沈阳市公安局"),
        ("{bars: a.b, by: month}", "a.b, by: month"),
    ],
)
def test_a_quotation_has_one_form(written: str, key: str) -> None:
    assert [one.key for one in rules.quotations([written, written])] == [key]


@pytest.mark.parametrize(
    "written",
    [
        "{figure: }", "{figure a.b}", "{total: a.b}", "{figure: a.b, 沈阳市公安局}", "{figure: a.b, x: 1, y: 2}",
        "{bars: a.b}", "{figure: a.b, by: month}", "{figure: a.b, version: two}", "受理{", "受理}项",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(written: str) -> None:
    with pytest.raises(RuleBroken):
        list(rules.pieces(written))


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("受理82830项，日均392.6项", ["82830", "392.6"]),
        ("受理82,830项", ["82,830"]),
        ("即办率达到94%，近150万人次", ["94%", "150万"]),
        ("共１２项工作制度", ["１２"]),
        ("建立十二项制度，取消百分之九十", ["十二", "百分之九十"]),
        ("20余万件", ["20余万"]),
        ("2008年3月5日，依照沈政发〔2008〕21号和第32条，地铁2号线", []),
        ("一个窗口受理、一个处室审核、一个领导批准、一个公章办结", []),
        ("“一审一核”，第六次集中清理", []),
    ],
)
def test_numbers_that_were_typed(text: str, typed: list[str]) -> None:
    assert rules.typed(text) == typed


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("year", (FIRST, LAST)),
        ("before", (date(2007, 1, 1), date(2007, 11, 5))),
        ("month-2", (date(2008, 2, 1), date(2008, 2, 29))),
        ("month-11", (date(2008, 11, 1), LAST)),
        ("quarter-4", (date(2008, 10, 1), LAST)),
        ("quarter-2", (date(2008, 4, 1), date(2008, 6, 30))),
    ],
)
def test_the_days_of_a_period(period: str, days: tuple[date, date]) -> None:
    assert rules.days_of(period, FIRST, LAST) == days


@pytest.mark.parametrize("period", ["month-12", "month-13", "quarter-5", "week", "month-0"])
def test_a_period_that_is_none(period: str) -> None:
    with pytest.raises(RuleBroken):
        rules.days_of(period, FIRST, LAST)


def test_the_year_before_of_a_leap_day() -> None:
    assert rules.year_before(date(2008, 2, 29)) == date(2007, 2, 28)


def test_an_outline() -> None:
    (part,) = rules.outline(outline("受理{figure: approvals.accepted}项\n"))
    assert (part.chapter, part.code, part.title, part.text) == (
        "approvals",
        "one",
        "段",
        "受理{figure: approvals.accepted}项",
    )


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (outline("受理82830项"), "提纲“段”中写着数字82830；提纲中的数字只能引用。"),
        ("", "提纲读不懂：'chapter'"),
        (outline("文字").replace('"one"', '"One"'), "代码只用小写字母、数字和连字符：One"),
        ("chapter = []", "提纲至少有一段，段落代码不能重复："),
    ],
)
def test_an_outline_that_is_refused(source: str, said: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        rules.outline(source)
    assert str(caught.value) == said


def test_a_number_as_it_is_written() -> None:
    assert [rules.shown(Decimal("82830"), 0), rules.shown(Decimal("99.98"), 2), rules.shown(None, 2)] == [
        "82830",
        "99.98",
        "—",
    ]


def test_the_hash_covers_every_part_of_a_number() -> None:
    number: rules.Counted = ("a.b", 1, "2008-01-01", "2008-11-05", "82830.00", [])
    others: list[rules.Counted] = [
        ("a.c", *number[1:]), (number[0], 2, *number[2:]), (*number[:3], "2008-11-04", *number[4:]),
        (*number[:4], "82831.00", []), (*number[:4], None, []), (*number[:5], [["2008-01", "1"]]),
    ]  # fmt: skip
    found = {rules.hash_of([one]) for one in (number, *others)}
    assert len(found) == 7
    assert rules.hash_of([number, others[0]]) == rules.hash_of([others[0], number])
