"""Text: sort keys, one form of the same letters, masks of personal data."""

from __future__ import annotations

import pytest

from yimen.kernel.base.text import masked_name, masked_number, masked_phone, normal, pinyin_key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("沈阳", "shen3 yang2"),
        ("A区", "a qu1"),
        ("", ""),
        ("重庆", "chong2 qing4"),
        ("　沈阳　", "shen3 yang2"),
    ],
)
def test_sorts_by_pinyin(text: str, key: str) -> None:
    assert pinyin_key(text) == key


def test_sorts_a_list_as_a_dictionary_does() -> None:
    names = ["张", "王", "安", "李"]
    assert sorted(names, key=pinyin_key) == ["安", "李", "王", "张"]
    assert len(pinyin_key("长" * 500)) == 400


@pytest.mark.parametrize(("text", "same"), [("ＡＢ１２", "AB12"), (" x ", "x"), ("，", ",")])
def test_full_width_letters_become_plain(text: str, same: str) -> None:
    assert normal(text) == same


@pytest.mark.parametrize(
    ("name", "masked"),
    [("", ""), ("王", "*"), ("王芳", "王*"), ("欧阳小明", "欧**明")],
)
def test_masks_names(name: str, masked: str) -> None:
    assert masked_name(name) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [("210102199001010015", "2101************15"), ("123456", "******"), ("1234567", "1234*67")],
)
def test_masks_numbers(number: str, masked: str) -> None:
    assert masked_number(number) == masked
    assert len(masked) == len(number)


def test_masks_telephones() -> None:
    assert masked_phone("13812345678") == "138****5678"
