"""提交: the case is opened with its number, the slip is drawn up, five working days run; nothing may be missing."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader

from tests.trials import clocks, facts_of, once, only, papers, refused, waiting
from tests.world import CONFIRMER, FILING, NOON, SPOT, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.kernel.cases import numbers
from yimen.kernel.cases.models import Case
from yimen.kernel.documents.making import examples, make
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import State

pytestmark = pytest.mark.django_db


def test_opens_the_case(world: World, draft: Application) -> None:
    done = actions.submit(draft, by=world.resident, at=NOON)
    application = world.fresh(done.application)
    assert recorded(done) == "示例居民甲 提交了申请，收件日期 2026-03-02"
    assert (application.state, application.submitted_at) == (State.SUBMITTED, NOON)
    assert application.received_on == date(2026, 3, 2)
    case = application.case
    assert (case.pk, case.kind, case.title, case.channel) == (draft.pk, "approvals", "示例申请", "web")
    assert (case.org.code, case.centre.code) == ("urban-rural-construction", "city-centre")
    assert (case.opened_at, case.closed_at, case.outcome) == (NOON, None, "")
    assert case.number.startswith("2101002026030200001")
    assert numbers.is_case_number(case.number)
    assert len(case.query_code) == 6


def test_keeps_the_party_as_stated_with_the_number_masked(world: World, draft: Application) -> None:
    actions.submit(draft, by=world.resident, at=NOON)
    party = Case.objects.get(pk=draft.pk).parties.get()
    assert (party.role, party.name, party.person, party.phone) == (
        "applicant",
        "示例居民甲",
        world.resident.person,
        "13800000000",
    )
    assert "*" in party.number_masked
    assert party.number_digest == world.resident.person.id_number_digest
    assert party.number_masked not in party.number_sealed


def test_five_working_days_run_and_the_window_has_work(world: World, draft: Application) -> None:
    application = world.fresh(actions.submit(draft, by=world.resident, at=NOON).application)
    assert clocks(application) == {"acceptance": (5, "2026-03-09", "running")}
    assert application.case.due_on == date(2026, 3, 9)
    assert application.case.clocks.get().basis == "行政许可法第三十二条"
    assert waiting(application) == [("accept", "window_clerk", "2026-03-09", "")]


def test_the_slip_lists_what_was_handed_in_and_says_what_follows(world: World, draft: Application) -> None:
    application = world.fresh(actions.submit(draft, by=world.resident, at=NOON).application)
    assert papers(application) == ["receipt_slip"]
    slip = application.documents.get().document
    assert (slip.number, slip.data["query_code"]) == (application.case.number, application.case.query_code)
    assert [row["name"] for row in slip.data["materials"]] == [
        "城市道路占用、挖掘申请表",
        "移动位置、扩大面积或者延长时间的说明",
        "居民身份证",
        "占用位置平面图",
        "占用期满清理和恢复原状方案",
    ]
    assert {row["form"] for row in slip.data["materials"]} == {"电子"}
    assert slip.data["received_at"] == "2026-03-02T12:00"
    assert slip.data["due_on"] == "2026-03-09"
    assert slip.data["due_note"].endswith("逾期不告知的，自收件之日起即为受理。")


def test_the_slip_says_where_it_was_received(world: World, draft: Application) -> None:
    online = actions.submit(draft, by=world.resident, at=NOON).application.documents.get().document.data
    assert (online["channel"], "window" in online) == ("网上申请", False)
    counter = world.submitted(clerk=world.clerk).documents.get(kind="receipt_slip").document.data
    assert (counter["window"], counter["received_by"]) == ("沈阳市政务服务中心", "示例·陈静")
    assert "channel" not in counter


def test_six_materials_stay_on_one_page(world: World) -> None:
    rows = [{"name": f"第{number}项材料的名称写满一行也不换行", "form": "电子"} for number in range(6)]
    online = {key: value for key, value in examples()["receipt_slip"].items() if key != "window"}
    made = make("receipt_slip", {**online, "channel": "网上申请", "materials": rows})
    assert len(PdfReader(io.BytesIO(made.pdf)).pages) == 1
    assert "网上申请" in PdfReader(io.BytesIO(made.pdf)).pages[0].extract_text()


def test_numbers_of_one_day_follow_each_other(world: World) -> None:
    first, second = (world.submitted().case.number for _ in range(2))
    assert int(second[14:19]) == int(first[14:19]) + 1
    assert first[:14] == second[:14] == "21010020260302"


@pytest.mark.parametrize(
    ("code", "work"),
    [
        (SPOT, ("decide_on_the_spot", "window_clerk", "2026-03-09", "")),
        (FILING, ("record_filing", "window_clerk", "2026-03-09", "")),
        (CONFIRMER, ("accept", "section_examiner", "2026-03-09", "")),
    ],
)
def test_the_work_waits_for_whom_the_pattern_names(world: World, code: str, work: tuple[str, ...]) -> None:
    assert waiting(world.submitted(code)) == [work]


def test_a_case_is_not_opened_while_a_material_is_missing(world: World) -> None:
    draft = world.draft(without=["identity-card", "occupation-plan"])
    with refused(
        RuleBroken,
        draft,
        "还缺少材料：居民身份证、占用位置平面图",
        ["material-identity-card", "material-occupation-plan"],
    ):
        actions.submit(draft, by=world.resident, at=NOON)


def test_what_can_be_tolerated_may_follow(world: World) -> None:
    application = world.submitted(without=["restoration-plan"])
    assert application.state == State.SUBMITTED


def test_a_window_receives_what_is_incomplete(world: World) -> None:
    application = world.submitted(clerk=world.clerk, without=["identity-card"])
    assert (application.state, application.channel, application.case.channel) == (
        State.SUBMITTED,
        "window",
        "window",
    )


def test_refuses_while_a_question_is_open(world: World) -> None:
    draft = world.draft()
    actions.amend_draft(draft, answers={"applicant": ["person"]}, by=world.resident, at=NOON)
    with refused(RuleBroken, draft, fields=["change", "filer", "work"]):
        actions.submit(draft, by=world.resident, at=NOON)


def test_refuses_without_a_telephone(world: World) -> None:
    draft = world.draft(contact_phone=" ")
    with refused(RuleBroken, draft, "请填写联系电话。", ["contact_phone"]):
        actions.submit(draft, by=world.resident, at=NOON)


def test_refuses_what_is_submitted_or_given_up(
    world: World, submitted: Application, discarded: Application
) -> None:
    for application in (submitted, discarded):
        with refused(WrongState, application):
            actions.submit(application, by=world.resident, at=NOON)


def test_only_the_applicant_or_the_window(world: World, draft: Application) -> None:
    only(world, draft, actions.submit, "resident", "clerk", "reception")


def test_endpoint_submits_once(world: World, draft: Application) -> None:
    answer = once(world.resident, draft, "submission", "approvals.application.submitted")
    case = Case.objects.get(pk=draft.pk)
    assert (answer["number"], answer["query_code"]) == (case.number, case.query_code)
    assert facts_of(draft)[-1] == "approvals.application.submitted"
