"""文号: every spelling is one number; what is none is none; what is written is read again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.kernel.base.document_numbers import DocumentNumber, format_number, parse_number

SPELLINGS = (
    "沈政发〔2008〕21号",
    "沈政发[2008]21号",
    "沈政发﹝2008﹞21号",
    "沈政发（2008）21号",
    "沈政发(2008)21",
    "沈政发［2008］21号",
    "沈政发【2008】第21号",
    "沈政发〔２００８〕２１号",
    "沈政发 2008 21",
    "沈政发2008年21号",
    " 沈政发 〔 2008 〕 021 号 ",
    "沈 政 发〔2008〕第 21 号",
    "沈政发2008-21",
)


@pytest.mark.parametrize("text", SPELLINGS)
def test_every_spelling_is_the_same_number(text: str) -> None:
    found = parse_number(text)
    assert found == DocumentNumber("沈政发", 2008, 21)
    assert str(found) == "沈政发〔2008〕21号"


@pytest.mark.parametrize(
    "text", ["国务院令第711号", "国务院令711号", "国务院令 第 711 号", "国务院令 ７１１"]
)
def test_an_order_has_no_year(text: str) -> None:
    assert parse_number(text) == DocumentNumber("国务院令", None, 711)
    assert str(parse_number(text)) == "国务院令第711号"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "沈政发",
        "2008",
        "〔2008〕21号",
        "关于印发办法的通知",
        "沈政发〔208〕21号",
        "沈政发〔2008〕0号",
        "21号",
    ],
)
def test_what_is_none_is_none(text: str) -> None:
    assert parse_number(text) is None


ISSUERS = st.text(st.sampled_from("沈政办发市府函规字建"), min_size=1, max_size=8)


@given(issuer=ISSUERS, year=st.integers(1949, 2099), serial=st.integers(1, 999_999))
def test_what_is_written_is_read_again(issuer: str, year: int, serial: int) -> None:
    number = DocumentNumber(issuer, year, serial)
    assert parse_number(format_number(number)) == number


@given(st.text(max_size=300))
def test_no_text_breaks_it(text: str) -> None:
    found = parse_number(text)
    assert found is None or parse_number(str(found)) == found
