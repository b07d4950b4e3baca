"""What users of other systems asked for and do not have (open-government pains 1 to 8, 10, 11, 15, 16)."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from tests.world import NOON, World
from yimen.kernel import calendar
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.calendar import actions as calendar_actions
from yimen.kernel.calendar.models import WorkCalendar
from yimen.kernel.cases import jobs as case_jobs
from yimen.kernel.notices.models import Notice
from yimen.modules.requests import actions, queries, reading, rules
from yimen.modules.requests.actions import PartGiven
from yimen.modules.requests.models import Outcome
from yimen.modules.requests.states import State

from .stage import Desk, after, client_of, clocks, codes, fresh, refused

pytestmark = pytest.mark.django_db


def rest_day_declared(desk: Desk, on: date) -> None:
    book = calendar_actions.book()
    facts = {"on": on, "reason": "holiday", "name": "示例假日"}
    calendar_actions.change_day(book, **facts, by=desk.administrator, at=NOON)
    calendar.forget()


def test_pain_og_01_a_holiday_added_later_moves_running_due_dates(desk: Desk) -> None:
    request = desk.in_process(at=NOON)
    assert clocks(request)["statutory"][1] == "2026-03-30"
    before = Notice.objects.filter(person=desk.officer.person).count()
    rest_day_declared(desk, date(2026, 3, 18))
    case_jobs.recount()
    assert clocks(request)["statutory"][1] == "2026-03-31"
    assert reading.reckoning(request, NOON.date()).due_on == date(2026, 3, 31)
    assert codes(request)[-1] == "cases.case.due-moved"
    told = Notice.objects.filter(person=desk.officer.person)
    assert (told.count() - before, told.latest("created_at").case_ref) == (1, request.pk)


def test_pain_og_02_every_due_date_explains_itself_and_anybody_may_calculate(desk: Desk) -> None:
    request = desk.received(at=timezone.now())
    page = client_of(desk.resident).get(f"/requests/{request.pk}/").content.decode()
    for line in reading.reckoning(request, timezone.localdate()).steps:
        assert str(line) in page
    assert (
        Client().get("/requests/calculator/?received_on=2026-01-30").content.decode().count("2026年3月5日")
        >= 1
    )


def test_pain_og_03_the_clock_stops_and_begins_anew_by_events(desk: Desk) -> None:
    request = desk.correcting()
    assert reading.reckoning(request, after(3).date()).due_on is None
    actions.supply_correction(request, matters=[{"name": "甲"}], by=desk.resident, at=after(3))
    kinds = [one.kind for one in fresh(request).clock_events.all()]
    assert kinds == ["received", "correction_requested", "correction_received"]


def test_pain_og_04_each_law_has_its_own_days_as_data(world: World) -> None:
    from yimen.modules.requests.regimes import regime_on

    assert [regime_on(date.fromisoformat(day)).days for day in ("2019-05-14", "2019-05-15")] == [15, 20]


def test_pain_og_05_overdue_is_computed_and_can_be_filtered(desk: Desk) -> None:
    late, soon = desk.received(at=NOON), desk.received(at=after(30))
    rows = queries.handled_requests(desk.officer)
    assert list(queries.overdue(rows, after(31).date())) == [late]
    assert list(queries.due_soon(rows, after(31).date(), after(60).date())) == [soon]
    assert not any("overdue" in field.name for field in late._meta.get_fields())


def test_pain_og_06_a_body_may_ask_for_the_fee_that_the_law_knows(desk: Desk) -> None:
    request = desk.in_process()
    actions.notify_fee(request, basis="pages", pages=31, by=desk.officer, at=NOON)
    assert fresh(request).state == State.FEE_PENDING


def test_pain_og_07_outcomes_are_data_with_their_legal_basis() -> None:
    assert Outcome.objects.count() == 21
    assert not Outcome.objects.filter(basis="").exists()


def test_pain_og_08_the_authority_sets_the_state_nobody_guesses(desk: Desk) -> None:
    request = desk.received()
    with refused(NotAllowed, request):
        actions.take_up(request, by=desk.resident, at=NOON)


def test_pain_og_09_what_the_office_decided_the_applicant_cannot_undo(desk: Desk) -> None:
    request = desk.served(outcome="petition_not_processed", facts={"channel": "信访部门"})
    with refused(NotAllowed, request):
        actions.draft_answer(request, parts=[], by=desk.resident, at=NOON)
    assert fresh(request).outcome_id == "petition_not_processed"


@pytest.mark.parametrize(
    "again",
    [
        "2025年度城市道路养护计划",
        " 2025 年度　城市道路养护计划 ",
        "２０２５年度城市道路养护计划",
        "2025年度《城市道路养护计划》",
        "2025年度（城市道路）养护计划。",
    ],
)
def test_pain_og_10_the_same_in_other_width_spaces_and_brackets_is_the_same(desk: Desk, again: str) -> None:
    first = desk.received({"name": "2025年度城市道路养护计划"})
    second = desk.draft({"name": again})
    assert [one.request_id for one in queries.asked_before(second)] == [first.pk]
    page = client_of(desk.resident).get(f"/requests/{second.pk}/check/").content.decode()
    assert "同一申请人曾经申请过相同的信息" in page


def test_pain_og_10_document_numbers_in_any_bracket(world: World) -> None:
    spellings = ("沈政发〔2008〕21号", "沈政发[2008]21号", "沈政发（2008）21号", "沈政发 ﹝2008﹞ 21号")
    assert len({rules.fingerprint("通知", one) for one in spellings}) == 1
    assert rules.fingerprint("通知", "沈政发〔2008〕21号") != rules.fingerprint("通知", "沈政发〔2008〕22号")


def test_pain_og_10_what_somebody_else_asked_is_not_shown(desk: Desk) -> None:
    desk.received({"name": "甲"})
    other = desk.draft({"name": "甲"}, by=desk.stranger)
    assert list(queries.asked_before(other)) == []
    assert queries.others_asked(other) == 1


def test_pain_og_11_one_searches_before_one_asks(world: World) -> None:
    page = Client().get("/requests/?q=道路").content.decode()
    assert page.index('name="q"') < page.index("怎样申请")
    assert "/requests/new/?q=%E9%81%93%E8%B7%AF" in page


def test_pain_og_15_files_belong_to_a_request_from_the_first_day(desk: Desk) -> None:
    request = desk.draft()
    actions.attach_file(request, use="description", received=desk.received_file(), by=desk.resident, at=NOON)
    assert [one.use for one in queries.files(desk.resident, request)] == ["description"]
    assert queries.files(desk.stranger, request).filter(use="identity").count() == 0


def test_pain_og_16_extensions_are_working_days(desk: Desk) -> None:
    request = desk.in_process(at=NOON)
    actions.propose_extension(request, days=5, reason="检索", by=desk.officer, at=NOON)
    done = actions.grant_extension(fresh(request), by=desk.disclosure_head, at=NOON)
    assert calendar.current().count(date(2026, 3, 30), date.fromisoformat(done.due_on)) == 5


def test_an_answer_without_its_facts_is_refused_whatever_is_typed(desk: Desk) -> None:
    request = desk.in_process()
    script = "<script>alert(1)</script>"
    parts = [PartGiven(1, "granted", {"way": "  ", "note": script, "unknown": "x"})]
    with refused(RuleBroken, request, fields=["part_1_way"]):
        actions.draft_answer(request, parts=parts, by=desk.officer, at=NOON)


def test_what_is_typed_is_shown_as_text(desk: Desk) -> None:
    request = desk.received(
        {"name": "<script>alert(1)</script>", "description": "'; DROP TABLE x;--"}, at=timezone.now()
    )
    page = client_of(desk.officer).get(f"/requests/{request.pk}/").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert WorkCalendar.objects.exists()
