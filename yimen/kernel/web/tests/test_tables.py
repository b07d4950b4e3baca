"""Lists: every row once, in order, forwards and backwards; only what is declared can be asked."""

import csv
import random
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from types import SimpleNamespace

import openpyxl
import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, QuerySet, Value
from django.db.models.functions import NullIf
from django.http import QueryDict
from django.utils import translation

from yimen.kernel.web.shapes import Badge
from yimen.kernel.web.tables import Cell, Column, Filter, Table, exported
from yimen.kernel.web.tables.export import safe
from yimen.kernel.web.tags.lists import table_cells
from yimen.kernel.web.words import in_its_language

COLUMNS = [
    Column("app_label", "app", sort="app_label"),
    Column("model", "model", sort="model"),
    Column("maybe", "maybe", sort="maybe"),
    Column("both", "both", sort=("-app_label", "maybe"), value=lambda row: row.model),
]


def read(table: Table, rows: QuerySet[ContentType], href: str = ""):
    return table.read(QueryDict(href.lstrip("?")).dict(), rows)


@pytest.fixture
def rows(db) -> QuerySet[ContentType]:
    """Sixty rows whose labels and models repeat, so that only the key tells them apart."""
    chance = random.Random(2008)
    pairs = {(f"zz{chance.randrange(4)}", f"m{chance.randrange(60)}") for _ in range(120)}
    ContentType.objects.bulk_create(
        ContentType(app_label=app, model=model) for app, model in sorted(pairs)[:60]
    )
    every = ContentType.objects.filter(app_label__startswith="zz", model__startswith="m")
    return every.annotate(maybe=NullIf("app_label", Value("zz2")))


@pytest.mark.parametrize(
    "sort", ["app_label", "-app_label", "model", "-model", "maybe", "-maybe", "both", "-both"]
)
@pytest.mark.parametrize("size", [1, 7, 60])
def test_every_row_once_both_ways(rows, sort, size):
    table = Table(columns=COLUMNS, default_sort="model", page_size=size)
    expected = [row.pk for row in read(table, rows, f"?sort={sort}").ordered]
    seen, firsts, page = [], [], read(table, rows, f"?sort={sort}")
    while True:
        firsts.append([row.pk for row in page.objects])
        seen += firsts[-1]
        if not page.next_href:
            break
        page = read(table, rows, page.next_href)
    assert seen == expected
    assert len(set(seen)) == 60
    back = [firsts[-1]]
    while page.previous_href:
        page = read(table, rows, page.previous_href)
        back.append([row.pk for row in page.objects])
    assert back[::-1] == firsts


def test_first_and_last_page_have_no_way_further(rows):
    table = Table(columns=COLUMNS, default_sort="model", page_size=60)
    page = read(table, rows)
    assert (page.next_href, page.previous_href) == ("", "")


@pytest.mark.parametrize("place", ["x", "W10", "WzEsMl0", "bnVsbA", "%00", "W251bGwsbnVsbF0", "é"])
def test_a_place_that_is_not_ours_is_the_beginning(rows, place):
    table = Table(columns=COLUMNS, default_sort="model", page_size=5)
    for way in ("after", "before"):
        assert read(table, rows, f"?{way}={place}").objects == read(table, rows).objects


def test_only_declared_sorts_are_obeyed(rows):
    page = read(Table(columns=COLUMNS, default_sort="-model"), rows, "?sort=permission__codename")
    assert page.sort == "-model"


def test_sorts_over_a_relation(db):
    rows = Permission.objects.select_related("content_type")
    column = Column("name", "name", sort="content_type__model")
    table = Table(columns=[column], default_sort="name", page_size=37)
    page, seen = read(table, rows), []
    for _ in range(200):
        seen += [row.pk for row in page.objects]
        if not page.next_href:
            break
        page = read(table, rows, page.next_href)
    assert seen == list(rows.order_by("content_type__model", "pk").values_list("pk", flat=True))


def test_one_way_orders_use_a_row_comparison(rows):
    table = Table(columns=COLUMNS, default_sort="model", page_size=5)
    page = read(table, rows.order_by())
    from yimen.kernel.web.tables import keyset

    order = keyset.terms(rows, ("model",))
    sql = str(rows.filter(keyset.after(order, keyset.place(page.after, order))).query)
    assert '("django_content_type"."model", "django_content_type"."id") > (' in sql


def test_a_page_costs_one_query_and_one_for_the_count(rows, django_assert_num_queries):
    table = Table(columns=COLUMNS, default_sort="model", page_size=5)
    with django_assert_num_queries(2):
        page = read(table, rows)
        assert page.count_text == "共60条"
        assert len(page.rows) == 5


def test_a_list_of_one_page_needs_no_count(rows, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert read(Table(columns=COLUMNS, default_sort="model", page_size=60), rows).count_text == "共60条"


def test_filters(rows):
    table = Table(
        columns=COLUMNS,
        default_sort="model",
        filters=[
            Filter("q", "q", lookups=["model__iexact", "app_label__iexact"]),
            Filter("app", "app", kind="choice", lookup="app_label", choices=lambda: [("zz1", "1")]),
            Filter("empty", "empty", kind="flag", apply=lambda found, _value: found.filter(maybe=None)),
        ],
    )
    assert read(table, rows, "?q=ZZ1").count == rows.filter(app_label="zz1").count()
    assert read(table, rows, "?app=zz1").count == rows.filter(app_label="zz1").count()
    assert read(table, rows, "?app=zz3").count == 60, "a value that is no choice is not asked"
    assert read(table, rows, "?empty=1").count == rows.filter(app_label="zz2").count()
    page = read(table, rows, "?q=zz1&sort=-app_label")
    assert page.href(sort=page.sort) == "?q=zz1&sort=-app_label"
    assert page.csv_href == "?q=zz1&sort=-app_label&format=csv"
    assert page.filtered


def test_dates_include_both_days():
    asked = Filter("on", "on", kind="dates", lookup="at").read(
        {"on_from": "2008-05-15", "on_to": "2008-13-40"}, ContentType.objects.none()
    )
    assert (asked.first, asked.last) == (date(2008, 5, 15), None)
    assert asked.params == {"on_from": "2008-05-15"}


def test_choices_can_come_from_the_rows_that_the_reader_sees(rows):
    by_app = Filter(
        "app",
        "app",
        kind="choice",
        lookup="app_label",
        among=lambda seen: [(one, one) for one in sorted(set(seen.values_list("app_label", flat=True)))],
    )
    table = Table(columns=COLUMNS, filters=[by_app], default_sort="model")
    page = read(table, rows.filter(app_label__in=["zz0", "zz1"]), "?app=zz1")
    assert page.asked[0].options == (("zz0", "zz0"), ("zz1", "zz1"))
    assert {row.app_label for row in page.objects} == {"zz1"}
    assert not read(table, rows.filter(app_label="zz0"), "?app=zz1").asked[0].active


def test_cells_of_data_say_their_language_on_an_english_page():
    cell = Cell(Column("name", "name"), "示例·王磊")
    assert 'lang="zh-Hans"' not in table_cells([cell])
    with translation.override("en"):
        assert '<span lang="zh-Hans">示例·王磊</span>' in table_cells([cell])
        mixed = in_its_language("<示例·王磊> copied 城市道路、挖掘 第2版 on 3 May")
        assert mixed == (
            '&lt;<span lang="zh-Hans">示例·王磊</span>&gt; copied '
            '<span lang="zh-Hans">城市道路、挖掘 第2版</span> on 3 May'
        )
        assert "lang=" not in table_cells([Cell(Column("name", "name"), "Zhang")])


def test_the_count_is_bounded(rows, monkeypatch):
    monkeypatch.setattr("yimen.kernel.web.tables.page.COUNTED", 50)
    page = read(Table(columns=COLUMNS, default_sort="model"), rows)
    assert page.count == 51
    assert page.count_text == "50条以上"


@pytest.mark.parametrize("value", ["=1+1", "+86", "-2", "@SUM(A1)", "\tx", "\rx"])
def test_text_that_looks_like_a_formula_stays_text(value):
    assert safe(value) == f"'{value}"


def test_numbers_and_dates_stay_what_they_are():
    assert safe(-2) == -2
    moment = Cell(Column("at", "at"), datetime(2008, 5, 15, 1, 30, tzinfo=UTC)).plain
    assert (str(moment), moment.tzinfo) == ("2008-05-15 09:30:00", None)
    assert Cell(Column("is", "is"), True).plain == "是"
    assert Cell(Column("state", "state"), Badge("已受理", "info")).plain == "已受理"


EXPORTED = Table(
    columns=[
        Column("model", "名称", sort="model"),
        Column("formula", "公式", value=lambda row: "=HYPERLINK(1)"),
        Column("count", "数", value=lambda row: row.pk, number=True),
    ],
    default_sort="model",
    page_size=5,
    name="things",
)


def test_csv(rows):
    response = exported(read(EXPORTED, rows, "?format=csv"))
    text = b"".join(response.streaming_content).decode("utf-8")
    assert text.startswith("\ufeff名称,公式,数\r\n")
    lines = list(csv.reader(StringIO(text.removeprefix("\ufeff"))))
    assert len(lines) == 61, "the whole answer, not one page of it"
    assert {line[1] for line in lines[1:]} == {"'=HYPERLINK(1)"}
    assert response["Content-Disposition"] == 'attachment; filename="things.csv"'


def test_xlsx(rows):
    response = exported(read(EXPORTED, rows, "?format=xlsx"))
    sheet = openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content))).active
    response.close()
    assert sheet.max_row == 61
    assert [cell.value for cell in sheet[1]] == ["名称", "公式", "数"]
    assert sheet["B2"].value == "'=HYPERLINK(1)"
    assert isinstance(sheet["C2"].value, int)


def test_a_table_without_export_gives_none(rows):
    table = Table(columns=COLUMNS, default_sort="model", export=False)
    assert read(table, rows, "?format=csv").format == ""


def test_cells_say_nothing_where_nothing_is():
    row = SimpleNamespace(at=None, name="", on=date(2008, 5, 15), yes=False)
    shown = [Column(key, key).cell(row).shown for key in ("at", "name", "on", "yes")]
    assert shown == ["—", "—", "2008年5月15日", "否"]


def test_last_page_is_an_index_descent(rows):
    """PostgreSQL must be able to begin in the index: the condition is one comparison of rows, not a filter."""
    from yimen.kernel.web.tables import keyset

    order = keyset.terms(ContentType.objects.all(), ("app_label", "model"))
    rows = ContentType.objects.filter(keyset.after(order, ("zz1", "m5", 1))).order_by(
        F("app_label"), F("model")
    )
    assert '"app_label", "django_content_type"."model", "django_content_type"."id") > ' in str(rows.query)
