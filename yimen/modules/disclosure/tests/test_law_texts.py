"""法律文本: head, versions, force; articles with their headings; the questions that are formed from them. Invented texts."""

from __future__ import annotations

from datetime import date

import pytest

from yimen.modules.disclosure.collected.articles import articles
from yimen.modules.disclosure.collected.numerals import number_of, numeral
from yimen.modules.disclosure.collected.questions import question
from yimen.modules.disclosure.intake.law_texts import Kind, NotALaw, read_law

LAW = """# 中华人民共和国示例供水条例

1994年3月1日　中华人民共和国国务院令第１４９号发布

2018年9月18日 中华人民共和国国务院令第703号《国务院关于修改部分行政法规的决定》修订）

2019年5月1日 施行

<!-- INFO END -->

## 第一章 总　则

第一条 为了规范供水，制定本条例。

第二条 本条例所称供水单位，是指向用户供水的企业。

在示例市供水，适用本条例。

## 第二章 法律责任

### 第一节 罚则

第三条 违反本条例规定停止供水的，处一万元以下罚款：
（一）没有告知用户的；
（二）超过二十四小时的。

第三条之一 供水主管部门负责全国供水工作。

第四条 用户应当自收到通知之日起十日内缴费。

第五条 本条例自2019年5月1日起施行。
"""


def test_reads_the_head() -> None:
    law = read_law(LAW, "示例供水条例(2018-09-18).md")
    assert (law.title, law.key, law.short_title) == (
        "中华人民共和国示例供水条例",
        "示例供水条例",
        "示例供水条例",
    )
    assert [(one.on, one.kind) for one in law.story] == [
        (date(1994, 3, 1), Kind.PROMULGATED),
        (date(2018, 9, 18), Kind.AMENDED),
        (date(2019, 5, 1), Kind.EFFECTIVE),
    ]
    assert (law.version_on, law.effective_on) == (date(2018, 9, 18), date(2019, 5, 1))
    assert (law.issuer, str(law.number)) == ("国务院", "国务院令第703号")


def test_the_version_of_a_file_is_that_of_its_name() -> None:
    """Later lines of the head are not of this version."""
    law = read_law(LAW, "示例供水条例(1994-03-01).md")
    assert (law.version_on, str(law.number)) == (date(1994, 3, 1), "国务院令第149号")


@pytest.mark.parametrize(
    ("line", "issuer", "number"),
    [
        ("2020年6月5日 国家市场监督管理总局令第26号公布", "国家市场监督管理总局", "国家市场监督管理总局令第26号"),
        ("2001年2月1日 最高人民法院以法发〔2001〕8号通知印发", "最高人民法院", "法发〔2001〕8号"),
        ("2005年3月1日 中华人民共和国国务院、中华人民共和国中央军事委员会令第460号公布", "国务院、中央军事委员会",
         "国务院、中央军事委员会令第460号"),
        ("2010年1月1日 第十一届全国人民代表大会常务委员会第三次会议通过", "全国人民代表大会常务委员会", "None"),
    ],
)  # fmt: skip
def test_issuers_and_numbers(line: str, issuer: str, number: str) -> None:
    law = read_law(f"# 示例办法\n\n{line}\n<!-- INFO END -->\n第一条 本办法自公布之日起施行。", "示例办法.md")
    assert (law.issuer, str(law.number)) == (issuer, number)
    assert law.effective_on == law.version_on


def test_the_folder_names_the_issuer_where_the_head_does_not() -> None:
    text = "# 示例规定\n<!-- INFO END -->\n第一条 定。"
    assert read_law(text, "示例规定(2010-01-01).md", "部门规章/公安部").issuer == "公安部"
    assert read_law(text, "示例规定(2010-01-01).md", "行政法规").issuer == "国务院"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("# 甲\n正文", 1, "no head"),
        ("# 甲\n2010年1月1日 公布\n<!-- INFO END -->\n", 3, "no text"),
        ("2010年1月1日 公布\n<!-- INFO END -->\n正文", 1, "no title"),
        ("# 甲\n<!-- INFO END -->\n正文", 3, "no date"),
        ("# 甲\n2010年13月41日 公布\n<!-- INFO END -->\n正文", 3, "no date"),
    ],
)
def test_says_what_is_missing_and_where(text: str, line: int, said: str) -> None:
    with pytest.raises(NotALaw) as caught:
        read_law(text, "甲.md")
    assert caught.value.line == line
    assert said in str(caught.value)


def test_cuts_into_articles() -> None:
    found = articles(read_law(LAW, "示例供水条例(2018-09-18).md").text)
    assert [(one.label, one.number, one.insertion, one.headings) for one in found] == [
        ("第一条", 1, 0, ("总则",)),
        ("第二条", 2, 0, ("总则",)),
        ("第三条", 3, 0, ("法律责任", "罚则")),
        ("第三条之一", 3, 1, ("法律责任", "罚则")),
        ("第四条", 4, 0, ("法律责任", "罚则")),
        ("第五条", 5, 0, ("法律责任", "罚则")),
    ]
    assert found[2].text.endswith("（二）超过二十四小时的。")


def test_forms_the_questions_by_rule() -> None:
    found = articles(read_law(LAW, "示例供水条例(2018-09-18).md").text)
    assert [question("示例供水条例", one) for one in found] == [
        "为什么制定《示例供水条例》？",
        "《示例供水条例》所称的“供水单位”是什么？（第二条）",
        "《示例供水条例》第三条对违法行为规定了怎样的责任？",
        "《示例供水条例》规定由谁主管？（第三条之一）",
        "《示例供水条例》在“罚则”中规定了怎样的期限？（第四条）",
        "《示例供水条例》从什么时候起施行？（第五条）",
    ]


def test_what_no_rule_knows_is_asked_plainly() -> None:
    one = articles("第九条 供水单位应当公布水价。")[0]
    assert question("示例供水条例", one) == "《示例供水条例》第九条规定了什么？"


@pytest.mark.parametrize(("text", "number"), [
    ("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("一百零五", 105), ("一百一十", 110), ("一千二百六十", 1260),
    ("二〇〇八", 2008), ("711", 711), ("１４９", 149),
])  # fmt: skip
def test_numerals(text: str, number: int) -> None:
    assert number_of(text) == number
    if "〇" not in text and not text.isdecimal():
        assert numeral(number) == text


@pytest.mark.parametrize("text", ["", "甲", "第一"])
def test_no_numerals(text: str) -> None:
    with pytest.raises(ValueError, match="no numeral"):
        number_of(text)
