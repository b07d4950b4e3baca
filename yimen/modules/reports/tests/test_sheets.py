"""The grid of a table: every place is covered once, heads stand where the form has them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from yimen.modules.reports import formats, sheets


def covered(sheet: sheets.Sheet) -> int:
    heads = [head for line in sheet.head for head in line] + [
        head for row in sheet.rows for head in row.heads
    ]
    return sum(head.columns * head.rows for head in heads) + sum(len(row.cells) for row in sheet.rows)


@pytest.mark.parametrize("year", [2019, 2021])
def test_heads_and_cells_cover_the_grid_once(year: int) -> None:
    for block in formats.form(year).blocks:
        sheet = sheets.sheet(block, {})
        assert covered(sheet) == sheet.width * (len(sheet.head) + len(sheet.rows)), block.code


def test_table_three_has_its_groups() -> None:
    block = formats.form(2021).block("3")
    sheet = sheets.sheet(block, {code: Decimal(1) for code in block.leaves()})
    assert [head.text for head in sheet.head[1]] == [
        "商业企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "其他",
    ]
    result, first = sheet.rows[2].heads
    assert (result.text, result.rows, first.text, first.columns) == (
        "三、本年度办理结果",
        22,
        "（一）予以公开",
        2,
    )
    assert [head.text for head in sheet.rows[4].heads] == ["（三）不予公开", "1.属于国家秘密"]
    assert sheet.rows[4].heads[0].rows == 8


def test_table_four_is_one_row_of_fifteen() -> None:
    sheet = sheets.sheet(formats.form(2021).block("4"), {})
    assert [(head.text, head.columns) for head in sheet.head[0]] == [
        ("行政复议", 5), ("未经复议直接起诉", 5), ("复议后起诉", 5),
    ]  # fmt: skip
    assert len(sheet.rows[0].cells) == 15
    assert sheet.rows[0].cells[4].label == "行政复议 总计"
