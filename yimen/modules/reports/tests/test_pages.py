"""Pages and operations of the way, the cells behind the numbers, who has submitted, and the calendar's work."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.urls import reverse

from tests.world import NOON
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.notices.models import Notice
from yimen.modules.reports import actions, jobs, queries
from yimen.modules.reports.models import AnnualReport
from yimen.modules.requests.tests.stage import Desk

from .stage import TEXTS, Office, codes, enter, post, refused

pytestmark = pytest.mark.django_db
WORDS = {f"part_{number}": text for number, text in TEXTS.items()}
OVERVIEW_QUERIES, PUBLISHED_QUERIES = 5, 2


def on(month: int, day: int, year: int = 2026) -> datetime:
    return datetime(year, month, day, 6, 0, tzinfo=NOON.tzinfo)


def there(name: str, report: AnnualReport, *more: object) -> str:
    return reverse(f"reports:{name}", args=[report.pk, *more])


def opened_by_page(office: Office) -> AnnualReport:
    officer = enter(office.officer)
    assert officer.get(reverse("reports:opening")).status_code == 200
    form = {"org": str(office.org.pk), "year": "2025", "format_year": ""}
    assert officer.post(reverse("reports:opening"), form).status_code == 302
    return AnnualReport.objects.get()


def test_pages_go_all_the_way(office: Office) -> None:
    officer, head, leader = enter(office.officer), enter(office.head), enter(office.leader)
    report = opened_by_page(office)
    assert officer.post(there("freezing", report)).status_code == 302
    office.supplemented(
        report, {code: 0 for code, one in queries.cells(report).items() if one.number is None}
    )
    prefilled = officer.get(there("draft", report)).content.decode()
    assert "2025年，沈阳市城乡建设局认真贯彻落实" in prefilled
    assert "本年度收取信息处理费0元。" in prefilled
    assert officer.post(there("draft", report), WORDS).status_code == 302
    assert head.get(there("review", report)).status_code == 200
    assert head.post(there("return", report), {"reason": "示例"}).status_code == 302
    assert "示例" in officer.get(there("report", report)).content.decode()
    assert officer.post(there("draft", report), WORDS).status_code == 302
    assert head.post(there("review", report)).status_code == 302
    assert leader.post(there("submission", report)).status_code == 302
    assert enter(office.supervisor).post(there("reception", report)).status_code == 302
    assert leader.post(there("publication", report)).status_code == 302
    assert office.fresh(report).state == "published"
    assert head.post(there("correction", report), {"note": "笔误"}).status_code == 302
    assert codes(report)[-2:] == ["reports.report.received", "reports.report.published"]
    assert AnnualReport.objects.filter(replaces=report).count() == 1


def test_the_supervisor_sends_back_by_page(office: Office) -> None:
    report, supervisor = office.submitted(), enter(office.supervisor)
    assert supervisor.get(there("sending-back", report)).status_code == 200
    assert supervisor.post(there("sending-back", report), {"reason": "口径不一致"}).status_code == 302
    assert office.fresh(report).state == "frozen"


def test_a_page_says_why_not(office: Office) -> None:
    report = office.frozen()
    actions.draft_report(report, texts=TEXTS, by=office.officer, at=NOON)
    page = enter(office.head).post(there("review", report)).content.decode()
    assert "核验没有通过" in page
    assert "没有填写；没有的写0" in page


def test_operations_go_all_the_way(office: Office) -> None:
    made = post(office.officer, "/opening", org="urban-rural-construction", year=2025)
    assert made.status_code == 201
    report = AnnualReport.objects.get()
    here = f"/{report.pk}"
    assert post(office.officer, f"{here}/freezing").json()["state"] == "frozen"
    office.supplemented(
        report, {code: 0 for code, one in queries.cells(report).items() if one.number is None}
    )
    drafted = post(office.officer, f"{here}/draft", texts=TEXTS).json()
    assert [one["kind"] for one in drafted["findings"]] == ["carried"]
    assert post(office.head, f"{here}/return", reason="示例").json()["state"] == "frozen"
    assert post(office.officer, f"{here}/draft", texts=TEXTS).status_code == 201
    assert post(office.officer, f"{here}/review").status_code == 404
    assert post(office.head, f"{here}/review").json()["state"] == "reviewed"
    assert post(office.leader, f"{here}/submission").json()["state"] == "submitted"
    assert post(office.supervisor, f"{here}/sending-back", reason="示例").json()["state"] == "frozen"
    for act, who in (("draft", office.officer), ("review", office.head), ("submission", office.leader)):
        assert post(who, f"{here}/{act}", **({"texts": TEXTS} if act == "draft" else {})).status_code == 201
    assert post(office.supervisor, f"{here}/reception").status_code == 201
    assert post(office.leader, f"{here}/publication").json()["state"] == "published"
    assert post(office.head, f"{here}/correction", note="笔误").json()["version"] == 2
    [line] = enter(None).get("/api/v1/reports/published", {"year": 2025}).json()
    assert (line["org"], line["version"]) == ("urban-rural-construction", 1)
    whole = enter(None).get(f"/api/v1/reports{here}").json()
    assert (whole["findings"], whole["report"]["shape"]) == ([], 1)
    assert len(enter(office.officer).get("/api/v1/reports/desk").json()) == 2


def test_a_cell_opens_to_its_cases_for_those_who_may_see_them(office: Office) -> None:
    Desk(office.world).in_process(at=datetime(2025, 12, 22, 10, 0, tzinfo=NOON.tzinfo))
    report = office.frozen()
    where = there("cell", report, "3.1.natural_person")
    assert where in enter(office.officer).get(there("report", report)).content.decode()
    text = enter(office.officer).get(where).content.decode()
    assert "系统计数" in text
    seen = enter(office.officer).get(f"/api/v1/reports/{report.pk}/cells/3.1.natural_person").json()
    assert (float(seen["number"]), seen["count"], len(seen["cases"])) == (1.0, 1, 1)
    assert seen["cases"][0] in text
    assert enter(office.officer).get(there("cell", report, "3.1.total")).status_code == 404
    for person in (office.neighbour, office.world.resident):
        assert enter(person).get(where).status_code == 404
    auditor = enter(office.world.auditor).get(where).content.decode()
    assert seen["cases"][0] not in auditor
    assert "另有1件您无权查看" in auditor


def test_a_cell_of_table_two_opens_to_its_publications(office: Office) -> None:
    report = office.frozen()
    made = queries.cells(report)["2-1.normative.made"]
    seen = enter(office.officer).get(f"/api/v1/reports/{report.pk}/cells/2-1.normative.made").json()
    assert (seen["count"], len(seen["cases"])) == (len(made.ids), len(made.ids))
    text = enter(office.officer).get(there("cell", report, "2-1.normative.made")).content.decode()
    assert all(reverse("disclosure:publication", args=[one]) in text for one in made.ids)


def test_who_has_submitted_and_who_has_not(office: Office) -> None:
    office.submitted()
    page = enter(office.supervisor).get(reverse("reports:overview", args=[2025])).content.decode()
    assert "沈阳市水务局" in page
    rows = enter(office.supervisor).get("/api/v1/reports/overview/2025").json()
    ours = {row["org"]: row for row in rows}["urban-rural-construction"]
    assert (ours["state"], ours["due_on"], ours["submitted_on"], ours["is_late"]) == (
        "submitted", "2026-01-31", "2026-03-02", True,
    )  # fmt: skip
    assert {row["org"] for row in rows}.isdisjoint({"township-faku", "city-centre"})
    assert enter(office.officer).get(reverse("reports:overview", args=[2025])).status_code == 404


def test_the_calendar_opens_and_reminds_once_before_and_once_after(office: Office) -> None:
    opened, _reminded = jobs.look(on(1, 2))
    assert opened == 2 * queries.obliged(NOON.date()).count()
    assert jobs.look(on(1, 2)) == (0, 0)
    departments = sum(one.org.kind != "government" for one in queries.in_work(2025))
    assert jobs.look(on(1, 21)) == (0, departments)
    assert jobs.look(on(1, 22)) == (0, 0)
    assert jobs.look(on(2, 1)) == (0, departments)
    assert jobs.look(on(2, 2)) == (0, 0)
    told = Notice.objects.filter(code="reports.reminded", person__login="disclosure.construction")
    assert sorted(one.subject[:4] for one in told) == ["即将到期", "已经逾期"]


def test_only_the_calendar_reminds_and_only_when_it_is_time(office: Office) -> None:
    report = office.opened(2026)
    with refused(RuleBroken, report, "现在不需要催报。"):
        actions.remind_report(report, by=jobs.CALENDAR, at=NOON)
    with refused(NotAllowed, report):
        actions.remind_report(report, by=office.supervisor, at=NOON)


def test_the_portals_column_leads_to_the_reports_of_a_body(office: Office) -> None:
    report = office.published()
    page = enter(None).get(reverse("disclosure:body", args=["urban-rural-construction"])).content.decode()
    assert f"{reverse('reports:published')}?org=urban-rural-construction" in page
    listed = enter(None).get(reverse("reports:published"), {"org": "urban-rural-construction"})
    assert there("report", report) in listed.content.decode()
    other = enter(None).get(reverse("reports:published"), {"org": "water"}).content.decode()
    assert there("report", report) not in other


def test_in_english(office: Office) -> None:
    report = office.published()
    page = enter(None).get(there("report", report), headers={"Accept-Language": "en"}).content.decode()
    assert "I. Requests received in this year" in page
    assert "Natural persons" in page


def test_lists_cost_the_same_however_long(office: Office, django_assert_num_queries: Any) -> None:
    jobs.look(on(1, 2))
    supervisor, where = enter(office.supervisor), reverse("reports:overview", args=[2025])
    supervisor.get(where)
    with django_assert_num_queries(OVERVIEW_QUERIES):
        supervisor.get(where)
    public = enter(None)
    public.get(reverse("reports:published"))
    with django_assert_num_queries(PUBLISHED_QUERIES):
        public.get(reverse("reports:published"))
