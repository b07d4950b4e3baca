"""我的工作台: what waits, for whom, in which order."""

from datetime import timedelta

import pytest
from django.utils import timezone

from yimen.kernel.cases.models import Case, WorkItem

pytestmark = pytest.mark.django_db


def numbers(answer):
    return [item.case.number for item in answer.context["table"].objects]


def test_each_sees_what_waits_for_the_own_post(browser, world):
    submitted, accepted = world.submitted(), world.accepted()
    assert numbers(browser("clerk.construction").get("/desk/")) == [submitted.case.number]
    assert numbers(browser("clerk.market").get("/desk/")) == []
    assert numbers(browser("head.construction").get("/desk/")) == [accepted.case.number]
    assert numbers(browser("manager").get("/desk/")) == []


def test_what_is_assigned_is_mine_alone(browser, world):
    application = world.in_review()
    assert numbers(browser("examiner.construction").get("/desk/?mine=1")) == [application.case.number]
    assert numbers(browser("examiner2.construction").get("/desk/")) == []


def test_the_most_urgent_first_and_counts(browser, world):
    today = timezone.localdate()
    made = [world.submitted() for _ in range(4)]
    days = [today + timedelta(days=40), today - timedelta(days=9), today, None]
    for application, day in zip(made, days, strict=True):
        WorkItem.objects.filter(case=application.case).update(due_on=day)
    answer = browser("clerk.construction").get("/desk/")
    assert numbers(answer) == [made[n].case.number for n in (1, 2, 0, 3)]
    assert [(tab.label, tab.count) for tab in answer.context["counts"]] == [
        ("全部", 4),
        ("已超期", 1),
        ("临期", 1),
        ("交办给我的", 0),
    ]
    client = browser("clerk.construction")
    assert numbers(client.get("/desk/?due=overdue")) == [made[1].case.number]
    assert numbers(client.get("/desk/?due=near")) == [made[2].case.number]
    Case.objects.filter(pk=made[1].pk).update(is_held=True)
    assert numbers(client.get("/desk/?due=overdue")) == []
    assert numbers(client.get("/desk/?due=held")) == [made[1].case.number]


def test_filters_in_the_address(browser, world):
    one, _other = world.submitted(), world.submitted()
    client = browser("clerk.construction")
    assert numbers(client.get("/desk/", {"q": one.case.number})) == [one.case.number]
    assert len(numbers(client.get("/desk/", {"q": "示例"}))) == 2
    assert len(numbers(client.get("/desk/?kind=accept"))) == 2
    assert numbers(client.get("/desk/?kind=examine")) == []


def test_a_row_opens_the_page_of_the_act(browser, world):
    application = world.submitted()
    page = browser("clerk.construction").get("/desk/").content.decode()
    assert f'href="/approvals/applications/{application.pk}/acceptance/?next=desk"' in page
    assert "data-key-row" in page
    assert "data-keys" in page


def test_a_desk_costs_at_most_twelve_queries_however_long(browser, world, django_assert_max_num_queries):
    for _ in range(3):
        world.submitted()
    client = browser("clerk.construction")
    client.get("/desk/")
    with django_assert_max_num_queries(12):
        client.get("/desk/")


def test_only_who_reads_cases_is_asked_to_scan_their_numbers(browser):
    for login, asked in (("clerk.construction", True), ("editor.construction", False)):
        client = browser(login)
        assert ('id="scan"' in client.get("/desk/").content.decode()) is asked
        assert (client.get("/approvals/scan/").status_code == 200) is asked


def test_an_empty_desk_says_so(browser):
    assert "没有等您办理的事情" in browser("clerk.market").get("/desk/").content.decode()


def test_pages_follow_each_other(browser, world, monkeypatch):
    from yimen.modules.portal.pages import desk as pages

    plain = pages.desk_table

    def small(actor, today):
        from dataclasses import replace

        return replace(plain(actor, today), page_size=2)

    monkeypatch.setattr(pages, "desk_table", small)
    made = [world.submitted().case.number for _ in range(3)]
    client = browser("clerk.construction")
    first = client.get("/desk/")
    second = client.get("/desk/" + first.context["table"].next_href)
    assert numbers(first) + numbers(second) == made


def test_endpoint_gives_the_same(browser, world):
    application = world.submitted()
    found = browser("clerk.construction").get("/api/v1/desk").json()
    assert (found["all"], found["overdue"], found["mine"]) == (1, 1, 0)
    (item,) = found["items"]
    assert (item["number"], item["label"], item["kind"]) == (application.case.number, "受理", "accept")
    assert item["page"] == f"/approvals/applications/{application.pk}/acceptance/"
    assert browser("clerk.construction").get("/api/v1/desk?kind=examine").json()["items"] == []
