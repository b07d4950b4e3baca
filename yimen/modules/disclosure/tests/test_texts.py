"""正文, 个人信息提示, 索引号: pure functions that people's input goes through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.disclosure import comparing, index_numbers, personal_data, texts


@pytest.mark.parametrize(
    ("given_text", "cleaned"),
    [
        ("一\n二\n\n三", "<p>一<br>二</p>\n<p>三</p>"),
        ("3 < 5 且 <不是标签>", "<p>3 &lt; 5 且 &lt;不是标签&gt;</p>"),
        ("<p onclick='x()'>甲</p><script>alert(1)</script>", "<p>甲</p>"),
        ("<a href='javascript:x'>甲</a><a href='https://a.cn'>乙</a>",
         '<a rel="noopener noreferrer nofollow">甲</a><a href="https://a.cn" rel="noopener noreferrer nofollow">乙</a>'),
        ("<img src=x onerror=alert(1)><p style='x'>甲</p>", "<p>甲</p>"),
        ("<svg><script>x</script></svg><p>甲</p>", "<p>甲</p>"),
    ],
)  # fmt: skip
def test_nothing_that_runs_is_kept(given_text: str, cleaned: str) -> None:
    assert texts.clean(given_text) == cleaned


def test_plain_words_of_a_table() -> None:
    table = "<table><tr><th>项目</th><th>金额</th></tr><tr><td>甲</td><td>1&amp;2</td></tr></table>"
    assert texts.plain(table) == "项目 金额\n\n甲 1&2"


@given(st.text(max_size=400))
def test_clean_text_stays_clean(text: str) -> None:
    cleaned = texts.clean(text)
    assert "<script" not in cleaned.lower()
    assert texts.clean(f"<p></p>{cleaned}").count("<script") == 0


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="<>&"), max_size=200))
def test_what_was_written_is_shown_as_written(text: str) -> None:
    once = texts.clean(text)
    assert texts.plain(texts.clean(texts.as_written(once))) == texts.plain(once)


CARD = "6222021234567890128"


def luhn(body: str) -> str:
    digits = [int(one) for one in body]
    doubled = sum(one * 2 - 9 if one > 4 else one * 2 for one in digits[-1::-2])
    return body + str(-(doubled + sum(digits[-2::-2])) % 10)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("身份证号码11010519491231002X。", [("id_number", 5, 23)]),
        ("身份证号码110105194912310021。", []),  # the check digit is wrong
        ("电话138 0000 0000", [("phone", 2, 15)]),
        ("电话１３８００００００００", [("phone", 2, 13)]),
        (f"卡号{luhn('622202123456789012')}", [("bank_card", 2, 21)]),
        (f"卡号{luhn('622202123456789012')[:-1]}{(int(luhn('622202123456789012')[-1]) + 1) % 10}", []),
        ("沈阳市和平区十一纬路12号3单元401室", [("address", 0, 20)]),
        ("办件编号21010020260302000011", []),
        ("统一社会信用代码91210100MA0P4XYZ1X", []),
    ],
)
def test_finds_what_may_be_personal(text: str, found: list[tuple[str, int, int]]) -> None:
    assert [(one.kind, one.start, one.end) for one in personal_data.find(text)] == found


def test_what_is_kept_of_a_finding_is_masked() -> None:
    [kept] = personal_data.in_parts(iter([("正文", "身份证号码11010519491231002X")]))
    assert "1231002" not in str(kept["shown"])


@given(st.text(max_size=500))
def test_positions_lie_in_the_text(text: str) -> None:
    for one in personal_data.find(text):
        assert 0 <= one.start < one.end <= len(text)


def test_index_numbers_by_pattern() -> None:
    places = {"front": "000014349", "area": "210100000000", "year": 2017, "serial": 110}
    assert index_numbers.numbered("{front}/{year}-{serial:5}", **places) == "000014349/2017-00110"
    assert index_numbers.numbered("{area}{front}-{year}-{serial}", **places) == "210100000014349-2017-110"
    assert index_numbers.numbered("{front}/{year}-{serial:3}", **{**places, "serial": 12345}).endswith(
        "-12345"
    )
    for wrong in (
        "",
        "{front}-{serial}",
        "{year}-{serial}",
        "{front}/{year}-{serial}-{what}",
        "{front}/{year}",
    ):
        with pytest.raises(RuleBroken):
            index_numbers.numbered(wrong, **places)


def test_a_comparison_marks_what_differs() -> None:
    lines = comparing.lines("第一条 八日。\n第二条 不变。\n第三条 删去。", "第一条 五日。\n第二条 不变。")
    assert [one.kind for one in lines] == ["changed", "same", "gone"]
    assert (lines[0].left, lines[0].right) == ("第一条 <del>八</del>日。", "第一条 <ins>五</ins>日。")
    hostile = comparing.lines("<script>甲</script>", "<script>乙</script>")
    assert "<script>" not in hostile[0].left + hostile[0].right
