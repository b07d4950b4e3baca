"""征求意见、延期: third parties and bodies, what silence means, who grants more time."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.world import NOON
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.modules.requests import actions, jobs, reading
from yimen.modules.requests.states import State

from .stage import Desk, after, clocks, fresh, letters, only, refused

pytestmark = pytest.mark.django_db


def test_consults_a_third_party_and_its_days_are_not_counted(desk: Desk) -> None:
    request, one = desk.consulting(at=NOON)
    assert (request.state, request.own_case.is_held) == (State.CONSULTING_THIRD_PARTY, True)
    assert letters(request) == ["receipt", "third_party"]
    letter = request.letters.get(kind="third_party").document
    assert request.applicant_name not in str(letter.data)
    assert letter.data["addressee"] == "示例养护公司"
    actions.note_arrival(request, consultation=one, received_on=after(1).date(), by=desk.officer, at=after(1))
    one.refresh_from_db()
    assert one.due_on == date(2026, 3, 24)
    actions.note_opinion(
        fresh(request),
        consultation=one,
        stance="agrees",
        answered_on=after(8).date(),
        by=desk.officer,
        at=after(8),
    )
    request = fresh(request)
    assert (request.state, clocks(request)["statutory"][1:]) == (State.IN_PROCESS, ("2026-04-08", "running"))
    assert reading.reckoning(request, after(9).date()).due_on == date(2026, 4, 8)


def test_several_at_once_are_one_pause(desk: Desk) -> None:
    request, first = desk.consulting(at=NOON)
    second = actions.consult(
        request, kind="co_maker", name="示例机关", by=desk.officer, at=after(2)
    ).consultation
    request = fresh(request)
    third = actions.consult(
        request, kind="third_party", name="另一公司", by=desk.officer, at=after(2)
    ).consultation
    ends = {first: 3, second: 4, third: 7}
    for one, days in ends.items():
        stance, day = "agrees", after(days)
        actions.note_opinion(
            fresh(request), consultation=one, stance=stance, answered_on=day.date(), by=desk.officer, at=day
        )
    request = fresh(request)
    assert request.state == State.IN_PROCESS
    due_on = reading.reckoning(request, after(8).date()).due_on
    assert (due_on, clocks(request)["statutory"][1]) == (date(2026, 4, 7), "2026-04-07")


def test_the_same_is_not_asked_twice_at_once(desk: Desk) -> None:
    request, _one = desk.consulting()
    with refused(RuleBroken, request, fields=["name"]):
        actions.consult(request, kind="third_party", name="示例养护公司", by=desk.officer, at=NOON)


def test_silence_of_a_co_maker_is_consent_from_its_last_day(desk: Desk) -> None:
    request, one = desk.consulting(kind="co_maker", name="示例机关", at=NOON)
    actions.note_arrival(request, consultation=one, received_on=NOON.date(), by=desk.officer, at=NOON)
    machine = desk.machine("request sweep")
    last = date(2026, 3, 23)
    with refused(RuleBroken, request, "征求意见的期限尚未届满。"):
        actions.lapse_consultation(request, consultation=one, by=machine, at=NOON + (last - NOON.date()))
    actions.lapse_consultation(request, consultation=one, by=machine, at=after(40))
    one.refresh_from_db()
    assert (one.stance, one.answered_on) == ("silent", last)
    assert fresh(request).state == State.IN_PROCESS
    assert reading.reckoning(fresh(request), after(40).date()).due_on == date(2026, 4, 21)


def test_nothing_lapses_while_nobody_knows_that_they_received_it(desk: Desk) -> None:
    request, one = desk.consulting()
    with refused(RuleBroken, request):
        actions.lapse_consultation(request, consultation=one, by=desk.officer, at=after(60))


def test_the_sweep_lapses_what_is_over(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    request, one = desk.consulting(kind="co_maker", name="示例机关", at=NOON)
    actions.note_arrival(request, consultation=one, received_on=NOON.date(), by=desk.officer, at=NOON)
    other = desk.correcting(due_on=after(9).date())
    jobs.sweep()
    assert fresh(request).state == State.IN_PROCESS
    assert fresh(other).outcome_id == "abandoned_no_correction"


def test_objections_need_their_reason_and_dates_in_order(desk: Desk) -> None:
    request, one = desk.consulting(at=NOON)
    facts = {"consultation": one, "by": desk.officer, "at": after(5)}
    with refused(RuleBroken, request, fields=["text"]):
        actions.note_opinion(request, stance="objects_with_ground", answered_on=after(5).date(), **facts)
    with refused(RuleBroken, request, fields=["stance"]):
        actions.note_opinion(request, stance="silent", answered_on=after(5).date(), **facts)
    with refused(RuleBroken, request, fields=["answered_on"]):
        day = NOON.date() - timedelta(days=1)
        actions.note_opinion(request, stance="agrees", answered_on=day, **facts)
    with refused(RuleBroken, request, fields=["received_on"]):
        actions.note_arrival(request, received_on=after(6).date(), **facts)


def test_only_the_office_consults(desk: Desk) -> None:
    request, one = desk.consulting()
    only(desk, request, actions.consult, "officer", kind="third_party", name="某公司")
    only(desk, request, actions.note_arrival, "officer", consultation=one, received_on=NOON.date())
    only(
        desk,
        request,
        actions.note_opinion,
        "officer",
        consultation=one,
        stance="agrees",
        answered_on=NOON.date(),
    )


def objected(desk: Desk, stance: str = "objects_with_ground"):  # type: ignore[no-untyped-def]
    request, one = desk.consulting(at=NOON)
    actions.note_opinion(
        request,
        consultation=one,
        stance=stance,
        text="商业秘密",
        answered_on=NOON.date(),
        by=desk.officer,
        at=NOON,
    )
    return desk.awaiting(fresh(request)), one


def test_what_is_objected_to_with_ground_is_not_opened_without_telling_them(desk: Desk) -> None:
    request, one = objected(desk)
    with refused(RuleBroken, request):
        actions.approve_answer(request, by=desk.leader, at=NOON)
    only(desk, request, actions.tell_third_party, "leader", consultation=one, reason="公共安全")
    actions.tell_third_party(request, consultation=one, reason="公共安全", by=desk.leader, at=NOON)
    assert "override" in letters(request)
    assert actions.approve_answer(fresh(request), by=desk.leader, at=NOON).request.state == State.DECIDED


def test_an_objection_without_ground_does_not_bind(desk: Desk) -> None:
    request, _one = objected(desk, "objects_without_ground")
    assert actions.approve_answer(request, by=desk.leader, at=NOON).request.state == State.DECIDED


# --- 延长答复期限


def test_the_officer_proposes_and_the_head_of_the_office_grants(desk: Desk) -> None:
    request = desk.in_process()
    actions.propose_extension(request, days=20, reason="需要检索历年档案", by=desk.officer, at=NOON)
    request = fresh(request)
    waiting = request.own_case.work.get(kind="grant_extension", done_at__isnull=True)
    assert (waiting.role, waiting.due_on) == ("disclosure_head", date(2026, 3, 30))
    only(desk, request, actions.grant_extension, "disclosure_head")
    done = actions.grant_extension(request, by=desk.disclosure_head, at=after(1))
    request = fresh(request)
    assert (done.due_on, clocks(request)["statutory"][1]) == ("2026-04-28", "2026-04-28")
    assert reading.reckoning(request, after(1).date()).due_on == date(2026, 4, 28)
    assert letters(request) == ["receipt", "extension"]
    with refused(RuleBroken, request, "此申请已经延长过答复期限。"):
        actions.propose_extension(request, days=1, reason="再延", by=desk.officer, at=after(2))


def test_not_more_than_the_law_allows(desk: Desk) -> None:
    request = desk.in_process()
    for days in (0, 21):
        with refused(RuleBroken, request, fields=["days"]):
            actions.propose_extension(request, days=days, reason="检索", by=desk.officer, at=NOON)


def test_only_in_time(desk: Desk) -> None:
    request = desk.in_process()
    last = datetime.fromisoformat("2026-03-30T18:00:00+08:00")
    with refused(RuleBroken, request):
        actions.propose_extension(
            request, days=5, reason="检索", by=desk.officer, at=last + timedelta(days=1)
        )
    actions.propose_extension(request, days=5, reason="检索", by=desk.officer, at=last)
    request = fresh(request)
    with refused(RuleBroken, request):
        actions.grant_extension(request, by=desk.disclosure_head, at=last + timedelta(days=1))
    assert actions.grant_extension(request, by=desk.disclosure_head, at=last).due_on == "2026-04-07"


def test_declined_it_is_due_as_before(desk: Desk) -> None:
    request = desk.in_process()
    with refused(RuleBroken, request, "没有等待决定的延期申请。"):
        actions.grant_extension(request, by=desk.disclosure_head, at=NOON)
    actions.propose_extension(request, days=5, reason="检索", by=desk.officer, at=NOON)
    only(desk, fresh(request), actions.decline_extension, "disclosure_head", reason="可以按期")
    actions.decline_extension(fresh(request), reason="可以按期", by=desk.disclosure_head, at=NOON)
    request = fresh(request)
    assert (request.extension_asked, clocks(request)["statutory"][1]) == (None, "2026-03-30")
    assert request.own_case.work.filter(kind="grant_extension", done_at__isnull=True).count() == 0


def test_the_head_grants_with_the_second_factor_only(desk: Desk, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    request = desk.in_process()
    actions.propose_extension(request, days=5, reason="检索", by=desk.officer, at=NOON)
    unsecured = desk.actor("disclosurehead.construction", secured=False)

    with refused(NotAllowed, fresh(request)):
        actions.grant_extension(fresh(request), by=unsecured, at=NOON)


def test_no_extension_while_the_applicant_must_correct(desk: Desk) -> None:
    with refused(WrongState, request := desk.correcting()):
        actions.propose_extension(request, days=5, reason="检索", by=desk.officer, at=NOON)
