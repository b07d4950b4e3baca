"""信息处理费: progressive on the excess, exact to the yuan."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.modules.requests import fees

ITEMS, PAGES = "10=0; 30=100; +10=+100", "30=0; 100=10; 200=20; *=40"
BY_ITEM = {10: 0, 11: 100, 30: 2000, 31: 2200, 40: 4000, 41: 4300, 50: 7000, 51: 7400, 100: 37000}
BY_PAGE = {30: 0, 31: 10, 100: 700, 101: 720, 200: 2700, 201: 2740, 300: 6700}


@pytest.mark.parametrize(("count", "yuan"), BY_ITEM.items())
def test_by_item(count: int, yuan: int) -> None:
    assert fees.fee(ITEMS, count) == Decimal(yuan)


@pytest.mark.parametrize(("count", "yuan"), BY_PAGE.items())
def test_by_page(count: int, yuan: int) -> None:
    assert fees.fee(PAGES, count) == Decimal(yuan)


@given(st.integers(0, 300), st.integers(1, 300))
def test_what_came_before_in_the_month_is_not_charged_twice(before: int, count: int) -> None:
    assert fees.fee(ITEMS, count, before=before) == fees.fee(ITEMS, before + count) - (
        fees.fee(ITEMS, before) if before else 0
    )


def test_lines_show_how_the_sum_comes_about() -> None:
    found = fees.lines(ITEMS, 5, before=28)
    assert [(one.first, one.last, one.count, one.price, one.amount) for one in found] == [
        (29, 30, 2, Decimal(100), Decimal(200)),
        (31, 33, 3, Decimal(200), Decimal(600)),
    ]


@pytest.mark.parametrize("written", ["", "10", "x=1", "0=5; 10=1", "10=0"])
def test_a_standard_that_is_not_one(written: str) -> None:
    with pytest.raises(fees.BadTiers):
        fees.fee(written, 50)
