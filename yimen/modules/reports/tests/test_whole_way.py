"""A small year of requests, made through their own acts, comes out right in the report; and the report goes its way."""

from __future__ import annotations

import io
import json
from datetime import datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from docx import Document as Word

from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.kernel.documents import jobs as sealing
from yimen.kernel.notices.models import Notice
from yimen.modules.disclosure.public import normative_counts
from yimen.modules.reports import actions, queries, rules
from yimen.modules.reports.models import AnnualReport, ReportCell
from yimen.modules.requests.tests.stage import Desk

from .stage import TEXTS, Office, codes, enter, only, refused

pytestmark = pytest.mark.django_db


def on(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 10, 0, tzinfo=NOON.tzinfo)


def a_small_year(world: World) -> list[str]:
    """One carried over from 2024 and granted, one granted, one that is not held, one open at the end of 2025."""
    desk = Desk(world)
    carried = desk.in_process(at=on(2024, 12, 25))
    desk.decided(carried, at=on(2025, 1, 8))
    desk.decided(at=on(2025, 5, 12))
    desk.decided(at=on(2025, 6, 10), outcome="not_held", facts={"search": "已检索档案目录"})
    left = desk.in_process(at=on(2025, 12, 22))
    return [str(carried.pk), str(left.pk)]


def test_the_years_table_comes_out_right(office: Office) -> None:
    carried, left = a_small_year(office.world)
    report = office.complete()
    found = queries.cells(report)
    shown = {code: rules.plain(one.number) for code, one in found.items() if one.number and code[0] in "34"}
    made = normative_counts(office.org, 2025)["normative"].made
    assert found["2-1.normative.made"].ids == tuple(made)
    assert shown == {
        "3.1.natural_person": "3", "3.2.natural_person": "1", "3.3.natural_person": "2", "3.13.natural_person": "1",
        "3.25.natural_person": "1",
    }  # fmt: skip
    assert [str(one) for one in found["3.2.natural_person"].ids] == [carried]
    assert [str(one) for one in found["3.25.natural_person"].ids] == [left]
    numbers = queries.values(report)
    assert [rules.plain(numbers[f"3.{row}.total"]) for row in (1, 2, 24, 25)] == ["3", "1", "3", "1"]
    assert [one.kind for one in queries.findings(report)] == ["carried"]


def test_what_was_frozen_does_not_move(office: Office) -> None:
    report = office.frozen()
    before = queries.values(report)
    a_small_year(office.world)
    assert queries.values(office.fresh(report)) == before
    assert queries.values(office.opened(2026))["3.1.total"] == Decimal(0)
    cells = {one.code: (one.counted, one.ids) for one in ReportCell.objects.filter(report=report)}
    assert rules.snapshot_hash(cells) == report.snapshot_sha256


def test_an_open_report_lives(office: Office) -> None:
    report = office.opened(2026)
    assert queries.values(report)["3.1.total"] == Decimal(0)
    Desk(office.world).received()
    assert queries.values(report)["3.1.total"] == Decimal(1)


def test_the_whole_way(office: Office) -> None:
    report = office.published()
    assert codes(report) == [
        f"reports.{one}" for one in (
            "report.opened", "report.frozen", "supplements.entered", "supplements.confirmed", "report.drafted",
            "report.reviewed", "report.submitted", "report.published",
        )
    ]  # fmt: skip
    assert (report.state, report.version, report.document.kind) == ("published", 1, "annual_report")  # type: ignore[union-attr]
    assert report.document.data["parts"][0]["title"] == "一、总体情况"  # type: ignore[union-attr]
    told = Notice.objects.filter(code__startswith="reports.").order_by("created_at", "pk")
    assert {(one.code, one.person.login) for one in told if one.person} >= {
        ("reports.drafted", "disclosurehead.construction"), ("reports.reviewed", "leader.construction"),
        ("reports.submitted", "openness.office"),
    }  # fmt: skip


def test_each_step_belongs_to_its_person(office: Office) -> None:
    only(office, office.org, actions.open_report, "officer", org=office.org, year=2025)
    report = office.opened()
    only(office, report, actions.freeze_report, "officer")
    report = office.fresh(actions.freeze_report(report, by=office.officer, at=NOON).report)
    only(office, report, actions.draft_report, "officer", texts=TEXTS)


def test_each_later_step_belongs_to_its_person(office: Office) -> None:
    report = office.drafted()
    only(office, report, actions.review_report, "head")
    only(office, report, actions.return_report, "head", "leader", reason="示例")
    report = office.fresh(actions.review_report(report, by=office.head, at=NOON).report)
    only(office, report, actions.submit_report, "leader")
    report = office.fresh(actions.submit_report(report, by=office.leader, at=NOON).report)
    only(office, report, actions.publish_report, "leader")
    only(office, report, actions.receive_report, "supervisor")
    only(office, report, actions.send_back_report, "supervisor", reason="示例")
    report = office.fresh(actions.publish_report(report, by=office.leader, at=NOON).report)
    only(office, report, actions.correct_report, "head", note="示例", recount=False)


def test_it_is_frozen_when_the_year_is_over(office: Office) -> None:
    report = office.opened(2026)
    with refused(RuleBroken, report, "年度还没有结束，不能锁定数据。"):
        actions.freeze_report(report, by=office.officer, at=NOON)
    frozen = office.frozen(2025)
    with refused(WrongState, frozen):
        actions.freeze_report(frozen, by=office.officer, at=NOON)


def test_a_report_is_opened_once_and_in_its_form(office: Office) -> None:
    assert office.opened(2025).format_year == 2021
    assert office.opened(2020).format_year == 2019
    with refused(RuleBroken, office.org, "该机关这一年度的报告已经建立。"):
        actions.open_report(office.org, org=office.org, year=2025, by=office.officer, at=NOON)
    with refused(RuleBroken, office.org, "只能建立2008年至今年的年度报告。"):
        actions.open_report(office.org, org=office.org, year=2027, by=office.officer, at=NOON)
    with refused(RuleBroken, office.org, "没有这种格式。"):
        actions.open_report(
            office.org, org=office.org, year=2024, format_year=2010, by=office.officer, at=NOON
        )


def test_a_governments_report_is_made_by_the_body_in_charge(office: Office) -> None:
    city, general = office.world.org("city-government"), office.world.org("general-office")
    clerk = office.world.actor("disclosure.office")
    with refused(RuleBroken, office.org, "该机关的年度报告不由本机关承办。"):
        actions.open_report(office.org, org=city, year=2025, by=office.officer, at=NOON)
    report = actions.open_report(general, org=city, year=2025, by=clerk, at=NOON).report
    a_small_year(office.world)
    assert queries.values(report)["3.1.total"] == Decimal(3)
    assert {one.code for one in queries.opens_for(clerk, NOON.date())} == {
        "city-government",
        "general-office",
    }
    assert queries.due_on(report).isoformat() == "2026-03-31"


def test_it_is_not_reviewed_or_submitted_while_a_check_fails(office: Office) -> None:
    report = office.complete()
    office.supplemented(report, {"3.1.other": 2})
    actions.draft_report(report, texts=TEXTS, by=office.officer, at=NOON)
    said = "核验没有通过：“其他”一列：新收2加上年结转0，不等于办理0加结转下年0。 “总计”一列：新收2加上年结转0，不等于办理0加结转下年0。"
    with refused(RuleBroken, office.fresh(report), said):
        actions.review_report(office.fresh(report), by=office.head, at=NOON)


def test_a_blank_cell_hinders_it(office: Office) -> None:
    report = office.frozen()
    actions.draft_report(report, texts=TEXTS, by=office.officer, at=NOON)
    with pytest.raises(RuleBroken) as caught:
        actions.review_report(report, by=office.head, at=NOON)
    assert "“第二十条第（六）项 行政处罚 本年处理决定数量”没有填写；没有的写0。" in str(caught.value)


def test_nobody_signs_twice(office: Office) -> None:
    from yimen.kernel.people import actions as people

    for role in ("disclosure_head", "leader"):
        people.appoint(
            office.org, person=office.officer.person, role=role, since=NOON.date(),
            by=office.world.administrator, at=NOON,
        )  # fmt: skip
    office.officer = office.world.actor("disclosure.construction")
    report = office.drafted()
    said = "起草、审核、报送应当由不同的人办理，您已经办理过前面的步骤。"
    with refused(RuleBroken, report, said):
        actions.review_report(report, by=office.officer, at=NOON)
    report = office.fresh(actions.review_report(report, by=office.head, at=NOON).report)
    with refused(RuleBroken, report, said):
        actions.submit_report(report, by=office.officer, at=NOON)


def test_it_is_returned_and_drafted_again(office: Office) -> None:
    report = office.reviewed()
    done = actions.return_report(report, reason="第五部分太简单", by=office.leader, at=NOON)
    assert recorded(done).endswith("退回了 沈阳市城乡建设局2025年政府信息公开工作年度报告：第五部分太简单")
    report = office.fresh(report)
    assert (report.state, report.reviewed_by, report.texts["5"]) == ("frozen", None, TEXTS["5"])
    actions.draft_report(report, texts=TEXTS | {"5": "改进措施：一、二、三。"}, by=office.officer, at=NOON)
    assert office.fresh(report).returned_reason == ""
    with refused(RuleBroken, report, "总体情况、主要问题和其他事项三部分必须填写。"):
        actions.draft_report(report, texts=TEXTS | {"1": " "}, by=office.officer, at=NOON)


def test_the_supervisor_receives_or_sends_back(office: Office) -> None:
    report = office.submitted()
    actions.receive_report(report, by=office.supervisor, at=NOON)
    assert office.fresh(report).received_at == NOON
    with refused(RuleBroken, office.fresh(report), "这份年度报告已经接收。"):
        actions.receive_report(report, by=office.supervisor, at=NOON)
    actions.send_back_report(report, reason="与上年口径不一致", by=office.supervisor, at=NOON)
    report = office.fresh(report)
    assert (report.state, report.received_at, report.submitted_by) == ("frozen", None, None)


def test_a_correction_is_a_new_version_with_a_note(office: Office) -> None:
    report = office.published()
    office_head = {"note": "行政处罚应为2件", "recount": False, "by": office.head, "at": NOON}
    done = actions.correct_report(report, **office_head)
    version = office.fresh(done.report)
    assert (version.version, version.state, version.snapshot_sha256) == (2, "frozen", report.snapshot_sha256)
    with refused(RuleBroken, report, "只能更正最新的、已经公布的版本。"):
        actions.correct_report(report, **office_head)
    [old] = [one for one in queries.supplements(version) if one.code == "2-6.punishment.decided"]
    actions.withdraw_supplement(version, supplement=old.pk, reason="数字错误", by=office.officer, at=NOON)
    office.supplemented(version, {"2-6.punishment.decided": 2})
    for act, who in ((actions.review_report, office.head), (actions.submit_report, office.leader)):
        if version.drafted_at is None:
            actions.draft_report(version, texts=TEXTS, by=office.officer, at=NOON)
            version = office.fresh(version)
        act(version, by=who, at=NOON)
    assert [one.version for one in queries.published().filter(year=2025)] == [1]
    assert "本版已经更正" not in read(report)
    actions.publish_report(version, by=office.leader, at=NOON)
    assert [one.version for one in queries.published().filter(year=2025)] == [2]
    assert queries.values(office.fresh(report))["2-6.punishment.decided"] == Decimal(0)
    assert "行政处罚应为2件" in read(version)
    assert reverse("reports:report", args=[report.pk]) in read(version)
    assert ["本版已经更正" in read(one) for one in (report, version)] == [True, False]
    assert read(report).index("请看第2版，") < read(report).index("一、总体情况")


def read(report: AnnualReport) -> str:
    """The page as everybody reads it."""
    return enter(None).get(reverse("reports:report", args=[report.pk])).content.decode()


def test_a_correction_may_count_anew(office: Office) -> None:
    report = office.published()
    a_small_year(office.world)
    facts = {"note": "补登申请", "recount": True, "by": office.head, "at": NOON}
    version = office.fresh(actions.correct_report(report, **facts).report)
    assert version.state == "open"
    version = office.fresh(actions.freeze_report(version, by=office.officer, at=NOON).report)
    assert queries.values(version)["3.1.total"] == Decimal(3)
    assert queries.values(report)["3.1.total"] == Decimal(0)


def test_the_public_reads_and_takes_it_along(office: Office) -> None:
    report = office.published()
    sealing.set_waiting_seals()
    public = enter(None)
    text = public.get(reverse("reports:report", args=[report.pk])).content.decode()
    assert "三、收到和处理政府信息公开申请情况" in text
    assert 'scope="rowgroup"' in text
    assert "/cells/" not in text
    assert "核验发现" not in text
    pdf = public.get(reverse("reports:pdf", args=[report.pk]))
    assert b"".join(pdf.streaming_content).startswith(b"%PDF-")  # type: ignore[attr-defined]
    assert office.fresh(report).document.sealed_file is not None  # type: ignore[union-attr]
    word = Word(io.BytesIO(public.get(reverse("reports:docx", args=[report.pk])).content))
    assert [len(table.columns) for table in word.tables] == [4, 2, 2, 2, 10, 15]
    assert word.tables[4].cell(2, 0).text == "一、本年新收政府信息公开申请数量"
    assert word.tables[4].cell(2, 9).text == "0"
    data = json.loads(public.get(reverse("reports:machine", args=[report.pk])).content)
    assert (data["shape"], data["body"]["code"], len(data["parts"])) == (1, "urban-rural-construction", 6)
    assert data["parts"][2]["tables"][0]["rows"][0]["values"]["total"] == "0"


def test_what_is_not_published_is_nowhere(office: Office) -> None:
    report = office.submitted()
    for name in ("report", "pdf", "docx", "machine"):
        where = reverse(f"reports:{name}", args=[report.pk])
        for person in (None, office.world.resident, office.neighbour):
            assert enter(person).get(where).status_code == 404
    assert enter(None).get(f"/api/v1/reports/{report.pk}").status_code == 404
    assert enter(None).get("/api/v1/reports/published").json() == []
    assert str(report.pk) not in enter(None).get(reverse("reports:published")).content.decode()
    assert AnnualReport.objects.count() == 1
