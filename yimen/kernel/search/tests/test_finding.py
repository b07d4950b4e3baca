"""What is found, in which order, for whom: through the index."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yimen.kernel.search.asking import Asked, parse
from yimen.kernel.search.documents import PUBLIC
from yimen.kernel.search.models import StoredDocument
from yimen.kernel.search.plain import Plain

from .stage import EVERYBODY, Shelf, paper

RULES = paper("rules", "沈阳市政府信息公开规定", "行政机关应当依法公开政府信息。", dated_on=date(2008, 5, 1))
FUND = paper(
    "fund", "住房公积金管理条例", "职工可以提取公积金。依法公开，接受监督。", dated_on=date(2002, 3, 24)
)
NOTICE = paper(
    "notice",
    "关于做好2008年政府信息公开工作的通知",
    "各区、县（市）人民政府：按照《沈阳市政府信息公开规定》执行。",
    identifiers=("沈政发〔2008〕21号", "11210100012345678X/2008-00021"),
    dated_on=date(2008, 6, 3),
    facets={"org": ("general-office",), "year": ("2008",)},
)
ORDER = paper("order", "中华人民共和国政府信息公开条例", "为了保障公民……", identifiers=("国务院令第711号",))
PLAN = paper("plan", "供热工作方案", "11月1日起供热。医保缴费另行通知。", facets={"year": ("2009",)})


@pytest.fixture
def city(shelf: Shelf) -> Shelf:
    shelf.put(RULES, FUND, NOTICE, ORDER, PLAN)
    return shelf


def test_titles_come_before_texts(city: Shelf) -> None:
    assert city.ask("政府信息公开规定") == ["rules", "notice"]
    assert city.ask("住房公积金管理条例")[0] == "fund"


def test_several_runs_are_all_to_be_found(city: Shelf) -> None:
    assert city.ask("依法 公开 信息") == ["rules"]
    assert city.ask("依法，公开、监督") == ["fund"]


def test_quotes_make_one_run_punctuation_included(city: Shelf) -> None:
    assert city.ask("“依法公开，接受监督”") == ["fund"]
    assert city.ask('"依法公开接受监督"') == []
    assert city.ask("「依法公开政府」") == ["rules"]


def test_one_character_letters_and_digits(city: Shelf) -> None:
    assert city.ask("热") == ["plan"]
    assert city.ask("11") != []
    assert set(city.ask("2008")) == {"notice"}


def test_traditional_and_full_width_characters(city: Shelf) -> None:
    assert city.ask("瀋陽市政府資訊") == []
    assert city.ask("住房公積金") == ["fund"]
    assert city.ask("２００８年政府信息公開") == ["notice"]


def test_pinyin_and_initials_of_titles(city: Shelf) -> None:
    assert city.ask("gongjijin") == ["fund"]
    assert city.ask("zfgjj") == ["fund"]
    assert city.ask('"zfgjj"') == []


BRACKETS = ("〔{}〕", "[{}]", "（{}）", "({})", "﹝{}﹞", "【{}】", " {} ", "{}-", "{}年", "［{}］")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    st.sampled_from(BRACKETS), st.booleans(), st.booleans(), st.booleans(), st.sampled_from(["", "第", "0"])
)
def test_a_document_number_in_any_spelling_comes_first(
    city: Shelf, bracket: str, full_width: bool, traditional: bool, closed: bool, before: str
) -> None:
    year, serial = ("２００８", "２１") if full_width else ("2008", "21")
    maker = "瀋政發" if traditional else "沈政发"
    asked = f"{maker}{bracket.format(year)}{before}{serial}{'号' if closed else ''}"
    assert city.ask(asked)[:1] == ["notice"], asked


def test_orders_and_index_numbers(city: Shelf) -> None:
    for asked in ("国务院令第711号", "令第711号", "国务院令 711", "令711号"):
        assert city.ask(asked)[:1] == ["order"], asked
    for asked in ("11210100012345678X/2008-00021", "11210100012345678x2008", "沈政发〔2008〕"):
        assert city.ask(asked)[:1] == ["notice"], asked


def test_a_number_that_only_begins_alike_comes_after_the_exact_one(shelf: Shelf) -> None:
    shelf.put(
        paper("long", "通知甲", identifiers=("沈政发〔2008〕210号",)),
        paper("short", "通知乙", identifiers=("沈政发〔2008〕21号",)),
    )
    assert shelf.ask("沈政发〔2008〕21号") == ["short"]
    assert set(shelf.ask("沈政发2008")) == {"short", "long"}


def test_what_is_not_in_force_is_lower_but_found(shelf: Shelf) -> None:
    shelf.put(
        paper("old", "供热管理办法", dated_on=date(2010, 1, 1), in_force=False),
        paper("new", "供热管理办法", dated_on=date(2010, 1, 1)),
    )
    assert shelf.ask("供热管理") == ["new", "old"]


def test_newer_before_older_and_weightier_before_lighter(shelf: Shelf) -> None:
    shelf.put(
        paper("older", "供热管理办法", dated_on=date(1995, 1, 1)),
        paper("newer", "供热管理办法", dated_on=date(2020, 1, 1)),
        paper("heavy", "供热管理办法", dated_on=date(2020, 1, 1), weight=3.0),
    )
    assert shelf.ask("供热") == ["heavy", "newer", "older"]


def test_by_date(city: Shelf) -> None:
    found = city.engine().find(Asked(parse("公开"), EVERYBODY, by_date=True), limit=10)
    assert city.keys(found)[:3] == ["notice", "rules", "fund"]


def test_as_they_came_in(shelf: Shelf) -> None:
    shelf.put(paper("first", "供热通知", dated_on=date(2020, 1, 1)))
    shelf.put(paper("last", "供热通知（旧）", dated_on=date(1999, 1, 1)))
    StoredDocument.objects.filter(key="first").update(entered_at=datetime(2020, 1, 1, tzinfo=UTC))
    shelf.put(paper("first", "供热的通知", dated_on=date(2020, 1, 1)))
    asked = Asked(parse("供热"), EVERYBODY, by_entry=True)
    assert shelf.keys(shelf.engine().find(asked, limit=10)) == ["last", "first"]
    assert shelf.keys(Plain().find(asked, limit=10)) == ["last", "first"]
    assert shelf.ask("供热") == ["first", "last"]


def test_facets_are_counted_and_narrow(city: Shelf) -> None:
    whole = city.engine().find(Asked(parse(""), EVERYBODY), limit=10)
    assert whole.total == 5
    assert whole.counts["year"] == {"2008": 1, "2009": 1}
    narrowed = city.engine().find(Asked(parse(""), EVERYBODY, {"year": ("2009",)}), limit=10)
    assert city.keys(narrowed) == ["plan"]
    either = city.engine().find(Asked(parse(""), EVERYBODY, {"year": ("2008", "2009")}), limit=10)
    assert either.total == 2


def test_nobody_finds_by_any_way_what_is_not_theirs(shelf: Shelf) -> None:
    shelf.put(
        paper("open", "公开的供热方案", facets={"year": ("2010",)}),
        paper(
            "inner",
            "内部供热方案",
            "机密",
            identifiers=("沈政密〔2010〕3号",),
            facets={"year": ("2011",)},
            audience=("body:office",),
        ),
    )
    engine, office = shelf.engine(), frozenset({PUBLIC, "body:office"})
    for asked in ("供热", "内部", "机密", "沈政密〔2010〕3号", "沈政密2010", "neibugongre", "密"):
        assert "inner" not in shelf.ask(asked)
        assert "inner" not in shelf.ask_plainly(asked)
        assert "inner" in shelf.ask(asked, audience=office), asked
    found = engine.find(Asked(parse("供热"), EVERYBODY), limit=10)
    assert (found.total, found.counts["year"]) == (1, {"2010": 1})
    assert len(engine.titles(Asked(parse("供热"), EVERYBODY), limit=10)) == 1
    assert engine.sounding_like(["nei", "bu"], Asked(parse("x"), EVERYBODY), limit=5) == ()
    assert shelf.ask("机密", audience=frozenset({PUBLIC, "body:other"})) == []
    assert shelf.ask("机密", audience=frozenset({PUBLIC, "*limited"})) == []


@pytest.mark.parametrize(
    "asked",
    ["", "，。！", "👍👍", "x" * 10_000, "公开 " * 3000, "' OR 1=1; --", "<script>alert(1)</script>", '"', "“”",
     "\x00公开", "*:*", "title:公开", "公开\ud800", "(((((", "政" * 5000],
)  # fmt: skip
def test_bad_questions_are_answered_fast_and_harmlessly(city: Shelf, asked: str) -> None:
    found = city.engine().find(Asked(parse(asked), EVERYBODY), limit=10)
    assert found.total <= 5
    assert parse(asked).is_cut == (len(asked.strip()) > 300)


def test_most_of_the_pairs_when_nothing_has_them_all(city: Shelf) -> None:
    asked = Asked(parse("住房公积金提取条例"), EVERYBODY)
    assert city.engine().find(asked, limit=10).total == 0
    assert city.keys(city.engine().find(asked, limit=10, any_run=True)) == ["fund"]
