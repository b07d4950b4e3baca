"""补充数: entered with their source by one, confirmed by another, withdrawn; pasted as lines."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from tests.world import NOON
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.reports import actions, queries
from yimen.modules.reports.actions import SupplementGiven
from yimen.modules.reports.forms import supplement_lines
from yimen.modules.reports.models import AnnualReport, Supplement

from .stage import Office, enter, only, post, refused

pytestmark = pytest.mark.django_db
CELL = "2-6.punishment.decided"


def given(code: str = CELL, value: str = "12", source: str = "行政处罚系统") -> SupplementGiven:
    return SupplementGiven(code, Decimal(value), source)


def entered(office: Office, report: AnnualReport) -> Supplement:
    actions.enter_supplements(report, rows=[given()], by=office.officer, at=NOON)
    return report.supplements.get()


def test_it_counts_when_another_has_confirmed_it(office: Office) -> None:
    report = office.frozen()
    one = entered(office, report)
    assert queries.cells(report)[CELL].number is None
    done = actions.confirm_supplements(report, supplements=[one.pk], by=office.head, at=NOON)
    assert recorded(done).endswith("复核了 沈阳市城乡建设局2025年政府信息公开工作年度报告 的 1 项补充数")
    assert queries.cells(report)[CELL].number == Decimal(12)


def test_it_is_added_to_what_the_house_counts(office: Office) -> None:
    report = office.frozen()
    office.supplemented(report, {"3.1.natural_person": 40, "3.25.natural_person": 40})
    assert queries.values(report)["3.1.total"] == Decimal(40)


def test_nobody_confirms_the_own_number(office: Office) -> None:
    report = office.frozen()
    one = entered(office, report)
    with refused(RuleBroken, report, "补充数应当由填报人以外的人复核。"):
        actions.confirm_supplements(report, supplements=[one.pk], by=office.officer, at=NOON)
    with refused(RuleBroken, report, "没有可以复核的补充数。"):
        actions.confirm_supplements(report, supplements=[new_id()], by=office.head, at=NOON)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "请填写补充数。"),
        ([given("9.9.9")], "没有这个单元格：9.9.9。"),
        ([given("3.24.natural_person")], "没有这个单元格：3.24.natural_person。"),
        ([given(source=" ")], "请写明数据来源。"),
        ([given(value="1E12")], "数字太大。"),
        ([given(), given()], f"“{CELL}”已经有补充数；需要改的，请先撤回原数。"),
    ],
)
def test_says_what_is_wrong(office: Office, rows: list[SupplementGiven], message: str) -> None:
    report = office.frozen()
    with refused(RuleBroken, report, message):
        actions.enter_supplements(report, rows=rows, by=office.officer, at=NOON)


def test_a_cell_has_one_until_it_is_withdrawn(office: Office) -> None:
    report = office.frozen()
    one = entered(office, report)
    with refused(RuleBroken, report):
        actions.enter_supplements(report, rows=[given()], by=office.officer, at=NOON)
    facts = {"supplement": one.pk, "by": office.officer, "at": NOON}
    with refused(RuleBroken, report, "请写明理由。"):
        actions.withdraw_supplement(report, reason="", **facts)
    actions.withdraw_supplement(report, reason="台账有误", **facts)
    with refused(RuleBroken, report, "没有这项补充数，或者已经撤回。"):
        actions.withdraw_supplement(report, reason="再撤", **facts)
    actions.enter_supplements(report, rows=[given(value="13")], by=office.officer, at=NOON)


def test_only_while_the_report_is_made(office: Office) -> None:
    report = office.reviewed()
    with refused(WrongState, report):
        actions.enter_supplements(report, rows=[given("3.1.other")], by=office.officer, at=NOON)


def test_only_its_people(office: Office) -> None:
    report = office.frozen()
    only(office, report, actions.enter_supplements, "officer", rows=[given()])
    one = entered(office, report)
    only(office, report, actions.confirm_supplements, "officer", "head", supplements=[one.pk])
    only(office, report, actions.withdraw_supplement, "officer", supplement=one.pk, reason="示例")


def test_lines_of_a_spreadsheet() -> None:
    found, wrong = supplement_lines(
        "2-6.punishment.decided\t12\t处罚系统\n2-6.coercion.decided\tx\t台账\n\n只有一列\n"
    )
    assert found == [given(source="处罚系统")]
    assert wrong == [2, 4]
    assert supplement_lines('2-6.punishment.decided,12,"处罚系统，截至12月"')[0] == [
        given(source="处罚系统，截至12月")
    ]


def test_pages_enter_confirm_and_withdraw(office: Office) -> None:
    report = office.frozen()
    there = reverse("reports:supplements", args=[report.pk])
    officer = enter(office.officer)
    assert "第二十条第（六）项 行政处罚 本年处理决定数量" in officer.get(there).content.decode()
    assert "请填写一个单元格和数字" in officer.post(there, {"source": "台账"}).content.decode()
    assert "这些行看不懂：1。" in officer.post(there, {"lines": "x"}).content.decode()
    lines = "2-6.punishment.decided,12,处罚系统\n2-6.coercion.decided,0,强制台账"
    assert officer.post(there, {"lines": lines}).status_code == 302
    where = reverse("reports:confirmation", args=[report.pk])
    head = enter(office.head)
    ids = [str(one.pk) for one in queries.waiting_supplements(report)]
    assert "处罚系统" in head.get(where).content.decode()
    assert head.post(where, {"supplements": ids}).status_code == 302
    assert queries.cells(report)["2-6.coercion.decided"].number == Decimal(0)
    gone = reverse("reports:withdrawal", args=[report.pk, ids[0]])
    assert officer.get(gone).status_code == 200
    assert officer.post(gone, {"reason": "有误"}).status_code == 302
    assert enter(office.neighbour).get(there).status_code == 404
    one = {"code": "3.1.other", "value": "2", "source": "纸质登记"}
    assert officer.post(there, one).status_code == 302


def test_endpoints_enter_confirm_and_withdraw(office: Office) -> None:
    report = office.frozen()
    rows = [{"cell": CELL, "value": "12", "source": "处罚系统"}]
    made = post(office.officer, f"/{report.pk}/supplements", supplements=rows)
    assert (made.status_code, made.json()[0]["state"]) == (201, "entered")
    ids = [made.json()[0]["id"]]
    mine = post(office.officer, f"/{report.pk}/supplements/confirmation", supplements=ids)
    assert mine.status_code == 422
    done = post(office.head, f"/{report.pk}/supplements/confirmation", supplements=ids)
    assert done.json()[0]["confirmed_by"] == office.head.label
    gone = post(office.officer, f"/{report.pk}/supplements/{ids[0]}/withdrawal", reason="有误")
    assert gone.json() == []
    assert post(office.neighbour, f"/{report.pk}/supplements", supplements=rows).status_code == 404
    assert enter(office.head).get(f"/api/v1/reports/{report.pk}/supplements").json() == []
