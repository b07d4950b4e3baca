"""办件统计: pages, files and endpoints over the same counts."""

import csv
import io
from datetime import date
from uuid import UUID

import pytest
from django.db.models import UUIDField
from openpyxl import load_workbook

from yimen.kernel.metrics import periods
from yimen.kernel.metrics.figures import every_figure
from yimen.kernel.metrics.scope import WHOLE_CITY

pytestmark = pytest.mark.django_db
WEEK = {"from": "2026-03-02", "to": "2026-03-06"}


@pytest.fixture
def cases(world):
    return [world.submitted(), world.accepted(), world.sealed()]


def test_the_page_shows_every_figure_with_its_definition(browser, cases):
    answer = browser("leader.construction").get("/figures/", WEEK)
    values = {one.measure.code: one.number for one in answer.context["values"]}
    assert (values["approvals.accepted"], values["approvals.concluded"]) == (2, 1)
    page = answer.content.decode()
    assert "期间内用印办结的申请" in page
    assert "accepted_from=2026-03-02&amp;accepted_to=2026-03-06" in page


def test_each_sees_the_own_bodies(browser, cases):
    def accepted(login):
        values = browser(login).get("/figures/", WEEK).context["values"]
        return next(one.number for one in values if one.measure.code == "approvals.accepted")

    assert accepted("leader.construction") == accepted("head.construction") == accepted("manager") == 2
    assert accepted("auditor") == accepted("supervisor") == 2
    assert accepted("leader.market") == 0


@pytest.mark.parametrize("dimension", ["department", "item", "window", "day"])
def test_tables(browser, cases, dimension):
    answer = browser("manager").get(f"/figures/{dimension}/", WEEK)
    assert [row.number for row in answer.context["rows"]] == [2]
    assert "/approvals/handling/?" in answer.content.decode()


def test_a_day_s_number_leads_to_the_cases_of_that_day(browser, cases):
    page = browser("manager").get("/figures/day/", WEEK).content.decode()
    assert "accepted_from=2026-03-02&amp;accepted_to=2026-03-02" in page


def test_the_cases_behind_a_number(browser, cases):
    client = browser("leader.construction")
    (row,) = client.get("/figures/department/", WEEK).context["rows"]
    listed = client.get(row.values[0].cases).context["table"].objects
    assert {one.pk for one in listed} == {cases[1].pk, cases[2].pk}


def test_unknown_dimension_is_not_found(browser, world):
    assert browser("manager").get("/figures/nonsense/").status_code == 404


def test_nothing_in_the_period(browser, world):
    page = browser("manager").get("/figures/item/", {"from": "2007-01-01"}).content.decode()
    assert "这段时间没有办件" in page


def test_csv_and_xlsx(browser, cases, world):
    client = browser("manager")
    answer = client.get("/figures/department/", WEEK | {"format": "csv"})
    text = b"".join(answer.streaming_content).decode()
    head, row = csv.reader(io.StringIO(text.lstrip("\ufeff")))
    assert head[:3] == ["部门", "受理（件）", "办结（件）"]
    assert row[:3] == [world.org().name, "2", "1"]
    answer = client.get("/figures/day/", WEEK | {"format": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert [cell.value for cell in sheet[2]][1:3] == [2, 1]


def test_queries_do_not_grow_with_rows(browser, cases, django_assert_max_num_queries):
    client = browser("manager")
    client.get("/figures/", WEEK)
    for address, most in (("/figures/", 5), ("/figures/department/", 8), ("/figures/day/", 5)):
        with django_assert_max_num_queries(most):
            client.get(address, WEEK)


def test_every_value_of_a_dimension_is_read_back_as_its_rows_have_it(db):
    period = periods.read(WEEK, date(2026, 3, 6))
    for figure in every_figure():
        for one in figure.dimensions:
            column = figure.rows(period, WHOLE_CITY).query.resolve_ref(one.value).output_field
            kind = getattr(column, "target_field", column)
            assert (figure.key, one.name, one.read is UUID) == (
                figure.key,
                one.name,
                isinstance(kind, UUIDField),
            )


def test_endpoints(browser, cases, world):
    client = browser("manager")
    found = client.get("/api/v1/figures", WEEK).json()
    assert (found["first"], found["last"], found["working_days"]) == ("2026-03-02", "2026-03-06", 5)
    values = {one["code"]: one["value"] for one in found["figures"]}
    assert (values["approvals.accepted"], values["approvals.accepted-a-day"]) == (2, "0.4")
    one = client.get("/api/v1/figures/approvals.accepted", WEEK | {"by": "department"}).json()
    assert (one["value"], one["by"]) == (2, "department")
    assert one["parts"] == [{"key": str(world.org().pk), "label": world.org().name, "value": 2}]
    assert client.get("/api/v1/figures/nonsense").status_code == 404
    assert client.get("/api/v1/figures/approvals.open", {"by": "day"}).status_code == 404


# --- 一项指标, 指标口径


def test_a_figure_by_day_beside_the_period_before(browser, cases):
    answer = browser("manager").get("/figures/one/approvals.accepted/", WEEK)
    points = answer.context["points"]
    assert [point.value.number for point in points] == [2, 0, 0, 0, 0]
    assert {point.before for point in points} == {0}
    assert (answer.context["value"].number, answer.context["before"].number) == (2, 0)
    assert (answer.context["change"].difference, answer.context["change"].share) == (2, None)
    page = answer.content.decode()
    assert "accepted_from=2026-03-02&amp;accepted_to=2026-03-02" in page
    assert "echarts" in page
    assert "行政许可法第三十二条" in page


def test_a_figure_by_month_leads_to_the_cases_of_the_month(browser, cases):
    asked = {"from": "2026-02-15", "to": "2026-03-20", "by": "month"}
    answer = browser("manager").get("/figures/one/approvals.accepted/", asked)
    assert [point.value.number for point in answer.context["points"]] == [0, 2]
    assert "accepted_from=2026-03-01&amp;accepted_to=2026-03-20" in answer.content.decode()


def test_a_rate_says_what_is_divided_by_what(browser, cases):
    answer = browser("manager").get("/figures/one/approvals.completion-rate/", WEEK)
    assert [str(point.value.number) for point in answer.context["points"]] == [
        "50.00",
        "None",
        "None",
        "None",
        "None",
    ]
    page = answer.content.decode()
    assert "<dt>分子</dt><dd>办结：" in page
    assert "<dt>分母</dt><dd>受理：" in page


def test_a_figure_of_the_moment_is_split_by_department(browser, cases, world):
    answer = browser("manager").get(
        "/figures/one/approvals.open/", {"from": "2026-03-02", "to": "2026-12-31"}
    )
    assert [(point.label, point.value.number) for point in answer.context["points"]] == [
        (world.org().name, 1)
    ]
    assert answer.context["before"].number is None


def test_a_figure_as_a_file(browser, cases):
    answer = browser("manager").get("/figures/one/approvals.accepted/", WEEK | {"format": "csv"})
    text = b"".join(answer.streaming_content).decode()
    head, first, *rest = csv.reader(io.StringIO(text.lstrip("\ufeff")))
    assert (head, first[1:], len(rest)) == (["日期", "受理（件）", "上期"], ["2", "0"], 4)


@pytest.mark.parametrize("address", ["approvals.nothing/", "approvals.accepted/?version=9", "x/"])
def test_an_unknown_figure_is_not_found(browser, world, address):
    assert browser("manager").get(f"/figures/one/{address}").status_code == 404


def test_a_figure_is_not_there_for_those_who_read_none(browser, world):
    assert browser("clerk.construction").get("/figures/one/approvals.accepted/").status_code == 404


def test_the_dictionary_tells_the_public_of_public_figures(browser, client, world):
    def codes(answer):
        return {one.code for one, _older in answer.context["lines"]}

    everybody, leader = client.get("/figures/definitions/"), browser("manager").get("/figures/definitions/")
    assert {"approvals.accepted", "approvals.on-time-rate"} < codes(everybody)
    assert "approvals.overdue" not in codes(everybody)
    assert codes(everybody) | {"approvals.overdue", "leadership.without-leader"} < codes(leader)
    told = client.get("/api/v1/figures/definitions").json()
    assert {one["code"] for one in told} == codes(everybody)
    rate = next(one for one in told if one["code"] == "approvals.completion-rate")
    assert (rate["numerator"], rate["denominator"]) == ("approvals.concluded", "approvals.accepted")
    assert rate["version"] == 1
