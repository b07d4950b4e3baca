"""Gaps by date, and the list as it is pasted."""

from __future__ import annotations

from datetime import date

import pytest

from yimen.modules.leadership import rules
from yimen.modules.leadership.rules import AttendeeLine, Gap, Span

BEGINS, TODAY = date(2025, 1, 1), date(2026, 3, 2)


@pytest.mark.parametrize(
    ("ends", "held", "found"),
    [
        (None, [], [Gap(BEGINS, None)]),
        (None, [(BEGINS, None)], []),
        (None, [(date(2025, 2, 1), None)], [Gap(BEGINS, date(2025, 1, 31))]),
        (None, [(BEGINS, date(2026, 3, 2))], []),
        (None, [(BEGINS, date(2026, 3, 1))], [Gap(TODAY, None)]),
        (
            None,
            [(BEGINS, date(2025, 3, 31)), (date(2025, 5, 1), date(2025, 12, 31))],
            [Gap(date(2025, 4, 1), date(2025, 4, 30)), Gap(date(2026, 1, 1), None)],
        ),
        (None, [(BEGINS, date(2025, 6, 30)), (date(2025, 7, 1), None)], []),
        (date(2025, 6, 30), [(BEGINS, date(2025, 5, 31))], [Gap(date(2025, 6, 1), date(2025, 6, 30))]),
        (None, [(date(2026, 4, 1), None)], [Gap(BEGINS, None)]),
    ],
)
def test_the_days_on_which_nobody_held_the_office(
    ends: date | None, held: list[Span], found: list[Gap]
) -> None:
    assert rules.gaps(BEGINS, ends, held, TODAY) == found


def test_vacant_since_the_day_after_the_last() -> None:
    assert rules.vacant_since(BEGINS, None, [(BEGINS, date(2026, 2, 10))], TODAY) == date(2026, 2, 11)
    assert rules.vacant_since(BEGINS, None, [(BEGINS, None)], TODAY) is None
    assert rules.vacant_since(BEGINS, date(2025, 6, 30), [], TODAY) is None


def test_a_pasted_list_is_read_line_by_line() -> None:
    lines, wrong = rules.attendee_lines(
        "市水务局,示例·甲\n\n市教育局\t示例·乙\n只有姓名\n市水务局，示例·甲\n"
    )
    assert lines == [
        AttendeeLine(1, "市水务局", "示例·甲"),
        AttendeeLine(3, "市教育局", "示例·乙"),
        AttendeeLine(5, "市水务局", "示例·甲"),
    ]
    assert wrong == [4]
    assert rules.doubled(lines) == [5]
