"""The identities of the tables, on big invented figures: each holds, and each is found when it does not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from yimen.modules.reports import formats, rules
from yimen.modules.reports.formats import Format

FORM = formats.form(2021)
KINDS = (
    "natural_person", "commercial_enterprise", "research_institution", "social_welfare_organisation",
    "legal_service_institution", "other",
)  # fmt: skip
NEW = (12_391, 1_204, 17, 38, 296, 123)
CARRIED = (511, 44, 0, 2, 9, 7)
LEFT = (602, 51, 1, 0, 13, 4)
TEXTS = {
    "1": "全年新收政府信息公开申请14069件。", "2": "", "3": "上年结转573件，结转下年度继续办理671件。", "4": "", "5": "问题。",
    "6": "信息处理费12,300元。",
}  # fmt: skip


def a_year(form: Format = FORM) -> dict[str, Decimal | None]:
    """14,069 requests in a year, spread over the results so that everything holds."""
    leaves: dict[str, Decimal | None] = {code: Decimal(0) for code in form.leaves()}
    block = form.block("3")
    for kind, new, carried, left in zip(KINDS, NEW, CARRIED, LEFT, strict=True):
        leaves |= {
            f"3.1.{kind}": Decimal(new),
            f"3.2.{kind}": Decimal(carried),
            f"3.25.{kind}": Decimal(left),
        }
        rest = new + carried - left
        for index, row in enumerate(block.result_rows):
            share = rest if index == len(block.result_rows) - 1 else rest // 3
            leaves[f"3.{row}.{kind}"] = Decimal(share)
            rest -= share
    leaves |= {f"4.{kind}.upheld": Decimal(7) for kind in ("reconsideration", "suit_direct")}
    leaves["facts.processing_fee"] = Decimal(12_300)
    return rules.with_totals(form, leaves)


def before() -> dict[str, Decimal | None]:
    """What the year before carried over."""
    last = {f"3.25.{kind}": Decimal(number) for kind, number in zip(KINDS, CARRIED, strict=True)}
    return {**last, "3.25.total": Decimal(sum(CARRIED))}


def kinds(found: list[rules.Finding]) -> list[tuple[str, bool]]:
    return [(one.kind, one.is_blocking) for one in found]


@pytest.mark.parametrize("year", [2019, 2021])
def test_a_year_that_holds_has_no_finding(year: int) -> None:
    form = formats.form(year)
    assert rules.check(form, a_year(form), before=before(), texts=TEXTS) == []


def test_the_sums_follow() -> None:
    found = a_year()
    assert found["3.1.total"] == Decimal(14_069)
    assert found["3.24.total"] == Decimal(14_069 + 573 - 671)
    assert found["4.reconsideration.total"] == Decimal(7)


def test_new_and_carried_over_equal_handled_and_left() -> None:
    wrong = a_year() | {"3.25.natural_person": Decimal(600)}
    [one] = rules.check(FORM, wrong, before=before())[:1]
    assert one.kind == "balance"
    assert one.message == "“自然人”一列：新收12391加上年结转511，不等于办理12300加结转下年600。"
    assert one.cells == (
        "3.1.natural_person",
        "3.2.natural_person",
        "3.24.natural_person",
        "3.25.natural_person",
    )


def test_every_sum_equals_its_parts() -> None:
    wrong = a_year() | {"3.24.other": Decimal(127), "4.suit_direct.total": Decimal(8)}
    found = rules.check(FORM, wrong, before=before())
    assert {one.cells[0] for one in found if one.kind == "sum"} >= {
        "3.24.other",
        "3.24.total",
        "4.suit_direct.total",
    }
    assert "“行政复议、行政诉讼 未经复议直接起诉 总计”填的是8，各项之和是7。" in [
        one.message for one in found
    ]


def test_what_was_carried_over_comes_from_the_year_before() -> None:
    last = before() | {"3.25.natural_person": Decimal(510)}
    [one] = rules.check(FORM, a_year(), before=last)
    assert (one.kind, one.cells, one.is_blocking) == ("carried", ("3.2.natural_person",), True)
    assert kinds(rules.check(FORM, a_year(), before=None)) == [("carried", False)]


def test_nought_is_written_as_nought() -> None:
    found = rules.check(FORM, a_year() | {"2-6.coercion.decided": None}, before=before())
    assert [(one.kind, one.message) for one in found] == [
        ("blank", "“第二十条第（六）项 行政强制 本年处理决定数量”没有填写；没有的写0。")
    ]


@pytest.mark.parametrize(
    ("cell", "value", "message"),
    [
        ("2-6.punishment.decided", "-1", "“第二十条第（六）项 行政处罚 本年处理决定数量”是负数。"),
        ("2-6.punishment.decided", "1.5", "“第二十条第（六）项 行政处罚 本年处理决定数量”不是整数。"),
    ],
)
def test_numbers_are_whole_and_not_negative(cell: str, value: str, message: str) -> None:
    assert [one.message for one in rules.check(FORM, a_year() | {cell: Decimal(value)}, before=before())] == [
        message
    ]


def test_money_has_decimals_and_a_change_may_be_negative() -> None:
    assert rules.check(FORM, a_year() | {"2-8.charges.amount": Decimal("1.2345")}, before=before()) == []
    old = formats.form(2019)
    assert rules.check(old, a_year(old) | {"2-5.licence.change": Decimal(-3)}, before=before()) == []


@pytest.mark.parametrize(
    ("part", "text", "found"),
    [
        ("1", "全年新收政府信息公开申请14068件。", ["第1部分写“新收政府信息公开申请14068件”，表中是14069。"]),
        ("1", "新收政府信息公开申请14,069件。", []),
        ("3", "上年结转 572 件", ["第3部分写“上年结转572件”，表中是573。"]),
        ("6", "信息处理费0元。", ["第6部分写“信息处理费0元”，表中是12300。"]),
        ("6", "没有其他事项。", ["第六部分应当写明信息处理费的收取情况，没有收取的也要写明。"]),
        ("5", " ", ["“五、存在的主要问题及改进情况”没有写。"]),
    ],
)
def test_a_text_says_the_numbers_of_the_tables(part: str, text: str, found: list[str]) -> None:
    texts = TEXTS | {part: text}
    assert [one.message for one in rules.check(FORM, a_year(), before=before(), texts=texts)] == found


def test_a_government_tells_of_assessment_and_accountability() -> None:
    facts = {"before": before(), "is_government": True}
    [one] = rules.check(FORM, a_year(), texts=TEXTS | {"5": "开展社会评议。"}, **facts)  # type: ignore[arg-type]
    assert (one.kind, one.is_blocking) == ("government", True)
    assert one.message == "政府的年度报告还应当写明这些情况：考核、责任追究（政府信息公开条例第五十条）。"
    whole = TEXTS | {"5": "考核、社会评议、责任追究的结果如下。"}
    assert rules.check(FORM, a_year(), texts=whole, **facts) == []  # type: ignore[arg-type]


def test_sentences_are_filled_from_the_cells() -> None:
    said = rules.filled(FORM, 3, {"year": "2025", "body": "示例局"}, a_year())
    assert said.startswith("本年新收政府信息公开申请14069件，上年结转573件；本年度办理13971件，")
    assert "—" in rules.filled(FORM, 1, {"year": "2025", "body": "示例局"}, a_year())


def test_the_hash_says_the_same_for_the_same_cells_only() -> None:
    one, two = UUID(int=1), UUID(int=2)
    cells: Mapping[str, tuple[Decimal, tuple[UUID, ...]]] = {
        "a": (Decimal(2), (one, two)),
        "b": (Decimal(0), ()),
    }
    same = {"b": (Decimal("0.0"), ()), "a": (Decimal("2.00"), (two, one))}
    assert rules.snapshot_hash(cells) == rules.snapshot_hash(same)
    assert rules.snapshot_hash(cells) != rules.snapshot_hash({**same, "a": (Decimal(2), (one,))})


def test_dates_of_the_year_after() -> None:
    assert rules.due_on(2025, "01-31") == date(2026, 1, 31)


@pytest.mark.parametrize(
    ("value", "text"), [("0", "0"), ("12.500000", "12.5"), ("1E+3", "1000"), ("0.000001", "0.000001")]
)
def test_numbers_are_written_plainly(value: str, text: str) -> None:
    assert rules.plain(Decimal(value)) == text


def test_both_forms_have_the_cells_that_the_law_names() -> None:
    assert [row.code for row in FORM.block("3").rows] == [str(number) for number in range(1, 26)]
    assert len(FORM.block("3").column_codes) == 7
    old = formats.form(2019)
    assert len(old.block("3").result_rows) == 19
    assert [one.code for one in old.blocks] == ["2-1", "2-5", "2-6", "2-8", "2-9", "3", "4"]
    assert [len(form.parts) for form in (FORM, old)] == [6, 6]
