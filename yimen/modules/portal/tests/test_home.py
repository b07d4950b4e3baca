"""首页 and 检索."""

import pytest

from yimen.kernel.search.keeping import keep_changes

pytestmark = pytest.mark.django_db


def test_home_for_the_public_costs_few_queries(browser, world, django_assert_max_num_queries):
    client = browser()
    client.get("/")  # what processes remember
    with django_assert_max_num_queries(4):
        answer = client.get("/")
    page = answer.content.decode()
    assert "个人办事" in page
    assert "企业办事" in page
    assert page.count('class="tile"') == 6
    assert 'action="/progress/"' in page
    assert 'action="/verify/"' in page
    assert "csrfmiddlewaretoken" not in page.split("<main", 1)[1]


def test_officials_come_in_at_their_desk(browser):
    assert browser("clerk.construction").get("/").headers["Location"] == "/desk/"
    assert browser("clerk.construction").get("/?home").status_code == 200
    assert browser("resident.one").get("/").status_code == 200


def test_home_shows_the_numbers_of_the_last_working_day(browser, world):
    from datetime import datetime, time

    from django.utils import timezone

    from yimen.kernel import calendar

    day = calendar.current().previous(timezone.localdate()).on
    at = timezone.make_aware(datetime.combine(day, time(10)))
    world.accepted(at=at)
    figures = {one.measure.code: one.number for one in browser().get("/").context["figures"]}
    assert figures == {"approvals.accepted": 1, "approvals.concluded": 0}


@pytest.fixture
def kept(db, settings, tmp_path):
    """What the city's acts told the search, without an index."""
    settings.YIMEN_SEARCH = tmp_path
    while keep_changes():
        pass


def test_search_finds_items_and_bodies(browser, kept):
    page = browser().get("/search/", {"q": "城乡建设局"}).content.decode()
    assert "机构与电话" in page
    assert "/orgs/urban-rural-construction/" in page
    assert "/approvals/guide/road-occupation/" in browser().get("/search/", {"q": "挖掘"}).content.decode()


def test_search_says_what_to_do_when_nothing_is_found(browser, kept):
    page = browser().get("/search/", {"q": "xyzzyxyzzy"}).content.decode()
    assert "没有找到" in page
    assert browser().get("/search/").status_code == 200


def test_search_text_is_shown_as_text(browser):
    page = browser().get("/search/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page


def test_search_by_htmx_answers_with_the_results_alone(browser, kept):
    answer = browser().get("/search/", {"q": "挖掘"}, headers={"HX-Request": "true"})
    assert answer.content.decode().strip().startswith('<div id="results"')


def test_a_case_number_leads_to_the_case_or_to_the_look_up(browser, world):
    application = world.submitted()
    number = application.case.number
    asked = {"q": f" {number} "}
    assert browser().get("/search/", asked).headers["Location"] == f"/progress/?number={number}"
    assert browser("clerk.market").get("/search/", asked).headers["Location"] == f"/progress/?number={number}"
    here = f"/approvals/applications/{application.pk}/"
    assert browser("clerk.construction").get("/search/", asked).headers["Location"] == here
    assert browser("resident.one").get("/search/", asked).headers["Location"] == here


def test_suggestions(browser, kept):
    page = browser().get("/search/suggestions/", {"q": "挖掘"}).content.decode()
    assert "/approvals/guide/road-occupation/" in page
    assert browser().get("/search/suggestions/", {"q": ""}).content.decode().strip() == ""


def test_health(browser, world):
    assert browser().get("/health/").json() == {"status": "degraded", "database": True, "worker": False}


def test_health_without_a_database_says_so_and_no_more(browser, monkeypatch):
    from django.db import OperationalError

    from yimen.modules.portal.pages import health

    def refuse():
        raise OperationalError("password of the database is secret")

    monkeypatch.setattr(health.connection, "cursor", refuse)
    answer = browser().get("/health/")
    assert (answer.status_code, answer.json()) == (503, {"status": "down", "database": False})
