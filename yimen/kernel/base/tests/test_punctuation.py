"""Marks between pieces: Chinese and English."""

import pytest
from django.utils import translation

from yimen.kernel.base.punctuation import MARKS, joined, mark, noted


@pytest.mark.parametrize(
    ("language", "row", "note", "marks"),
    [
        ("zh-hans", "甲、乙", "面积（平方米）", "，、；：。（）《》"),
        ("en", "甲, 乙", "面积 (平方米)", ", , ; : .  ()“” "),
    ],
)
def test_marks_are_those_of_the_reader(language: str, row: str, note: str, marks: str) -> None:
    with translation.override(language):
        assert joined(["甲", "乙"], "、") == row
        assert noted("面积", "平方米") == note
        assert noted("面积", "") == "面积"
        assert "".join(mark(one) for one in MARKS) == marks
