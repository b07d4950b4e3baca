"""复议诉讼、重新办理、归档、主动公开建议、投诉举报、更正记录."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.world import NOON
from yimen.kernel.audit.models import Entry
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.modules.requests import actions, jobs, queries, reading
from yimen.modules.requests.states import State

from .stage import Desk, after, clocks, fresh, only, refused

pytestmark = pytest.mark.django_db
FILED = {"kind": "reconsideration", "authority": "沈阳市人民政府", "filed_on": NOON.date()}


def contested(desk: Desk, result: str = "corrected"):  # type: ignore[no-untyped-def]
    request = desk.served()
    remedy = actions.open_remedy(request, **FILED, by=desk.officer, at=after(10)).remedy
    actions.conclude_remedy(
        fresh(request),
        remedy=remedy,
        result=result,
        concluded_on=after(40).date(),
        by=desk.officer,
        at=after(40),
    )
    return fresh(request), remedy


def test_a_remedy_is_opened_and_concluded(desk: Desk) -> None:
    request = desk.served()
    only(desk, request, actions.open_remedy, "officer", **FILED)
    remedy = actions.open_remedy(request, **FILED, by=desk.officer, at=after(1)).remedy
    request = fresh(request)
    assert request.state == State.UNDER_REVIEW
    with refused(RuleBroken, request, fields=["kind"]):
        actions.open_remedy(request, **FILED, by=desk.officer, at=after(1))
    with refused(RuleBroken, request, fields=["filed_on"]):
        facts = {**FILED, "kind": "suit_direct", "filed_on": date(2026, 3, 1)}
        actions.open_remedy(request, **facts, by=desk.officer, at=after(1))
    with refused(RuleBroken, request, fields=["result"]):
        actions.conclude_remedy(
            request,
            remedy=remedy,
            result="pending",
            concluded_on=after(2).date(),
            by=desk.officer,
            at=after(2),
        )
    actions.conclude_remedy(
        request, remedy=remedy, result="upheld", concluded_on=after(2).date(), by=desk.officer, at=after(2)
    )
    assert fresh(request).state == State.SERVED
    with refused(RuleBroken, fresh(request), "这个案件已经登记过结果。"):
        actions.conclude_remedy(
            fresh(request),
            remedy=remedy,
            result="other",
            concluded_on=after(2).date(),
            by=desk.officer,
            at=after(2),
        )


def test_against_silence_while_the_request_is_open(desk: Desk) -> None:
    request = desk.in_process()
    actions.open_remedy(request, **FILED, by=desk.officer, at=after(1))
    assert fresh(request).state == State.IN_PROCESS


def test_answered_anew_after_it_was_corrected(desk: Desk) -> None:
    upheld, _remedy = contested(desk, "upheld")
    with refused(RuleBroken, upheld):
        actions.reopen_request(upheld, reason="判决", by=desk.officer, at=after(41))
    request, _remedy = contested(desk)
    only(desk, request, actions.reopen_request, "officer", reason="复议决定", at=after(41))
    actions.reopen_request(request, reason="沈政复〔2026〕1号", by=desk.officer, at=after(41))
    request = fresh(request)
    assert (request.state, request.own_case.closed_at) == (State.IN_PROCESS, None)
    assert clocks(request)["statutory"] == (20, "2026-05-12", "running")
    assert reading.reckoning(request, after(42).date()).due_on == date(2026, 5, 12)
    request = desk.served(request, outcome="not_held", facts={"search": "经检索"}, at=after(42))
    assert (request.outcome_id, request.decided_on) == ("granted", NOON.date())
    assert [one.outcome_id for one in request.answers.all()] == ["granted", "not_held"]
    assert request.own_case.outcome == "not_held"


def test_the_day_that_the_decision_sets(desk: Desk) -> None:
    request, _remedy = contested(desk)
    with refused(RuleBroken, request, fields=["until"]):
        actions.reopen_request(
            request, reason="复议决定", until=date(2026, 4, 18), by=desk.officer, at=after(41)
        )
    done = actions.reopen_request(
        request, reason="复议决定", until=date(2026, 4, 20), by=desk.officer, at=after(41)
    )
    assert done.due_on == "2026-04-20"
    assert reading.reckoning(fresh(request), after(41).date()).due_on == date(2026, 4, 20)


def test_is_archived_by_the_office_or_when_nothing_can_come_any_more(desk: Desk) -> None:
    request = desk.served()
    with refused(RuleBroken, request, fields=["archive_box"]):
        actions.close_request(request, archive_box="", by=desk.officer, at=NOON)
    only(desk, request, actions.close_request, "officer", archive_box="1")
    jobs.archive()
    request = fresh(request)
    assert (request.state, request.archive_box) == (State.CLOSED, "2026年依申请公开")
    actions.open_remedy(request, **FILED, by=desk.officer, at=after(1))
    assert fresh(request).state == State.UNDER_REVIEW


def test_a_suggestion_is_made_and_answered(desk: Desk) -> None:
    request = desk.served()
    only(desk, request, actions.suggest_publication, "resident", reason="大家都关心")
    actions.suggest_publication(request, reason="大家都关心", by=desk.resident, at=NOON)
    with refused(RuleBroken, fresh(request), "您已经提出过这项建议。"):
        actions.suggest_publication(fresh(request), reason="再提", by=desk.resident, at=NOON)
    answer = {"is_taken_up": True, "answer": "已纳入主动公开目录"}
    only(desk, fresh(request), actions.answer_suggestion, "officer", **answer)
    actions.answer_suggestion(fresh(request), **answer, by=desk.officer, at=NOON)
    assert (request.suggestion.state, request.suggestion.is_taken_up) == ("settled", True)
    with refused(RuleBroken, fresh(request), "没有等待审核的建议。"):
        actions.answer_suggestion(fresh(request), **answer, by=desk.officer, at=NOON)


def test_what_was_not_given_cannot_be_suggested(desk: Desk) -> None:
    request = desk.served(outcome="not_held", facts={"search": "经检索"})
    with refused(RuleBroken, request, "只有已经向您公开的信息才能建议主动公开。"):
        actions.suggest_publication(request, reason="大家都关心", by=desk.resident, at=NOON)


def complained(desk: Desk, **facts: Any) -> Any:
    said = {"kind": "not_replied", "text": "超过期限没有答复", **facts}
    return actions.file_complaint(desk.org, **said, by=desk.resident, at=NOON).complaint


def test_a_complaint_is_filed_and_settled_by_the_department_in_charge(desk: Desk) -> None:
    complaint = complained(desk)
    assert complaint.due_on == date(2026, 4, 14)
    settled = {"result": "order_correction", "finding": "属实", "correct_by": after(10).date()}
    only(desk, complaint, actions.settle_complaint, "openness", **settled)
    with refused(RuleBroken, complaint, fields=["correct_by"]):
        actions.settle_complaint(
            complaint, result="order_correction", finding="属实", by=desk.openness, at=NOON
        )
    actions.settle_complaint(complaint, **settled, by=desk.openness, at=NOON)
    complaint.refresh_from_db()
    assert (complaint.state, complaint.result, complaint.correct_by) == (
        "settled",
        "order_correction",
        after(10).date(),
    )
    with refused(WrongState, complaint):
        actions.settle_complaint(complaint, **settled, by=desk.openness, at=NOON)


def test_a_complaint_is_about_the_own_request_only(desk: Desk) -> None:
    request = desk.received()
    assert complained(desk, request=request).request_id == request.pk
    with refused(NotAllowed, desk.org):
        actions.file_complaint(
            desk.org, kind="not_replied", text="x", request=request, by=desk.stranger, at=NOON
        )
    with refused(RuleBroken, desk.org, fields=["kind"]):
        complained(desk, kind="other")


def test_who_sees_a_complaint(desk: Desk) -> None:
    complaint = complained(desk)
    seen = {
        name: queries.complaints(getattr(desk, name)).filter(pk=complaint.pk).exists()
        for name in ("resident", "openness", "stranger", "officer", "leader", "public")
    }
    assert seen == {
        "resident": True, "openness": True, "stranger": False, "officer": False, "leader": False, "public": False
    }  # fmt: skip


def test_a_record_about_oneself_is_corrected_or_handed_on(desk: Desk) -> None:
    facts = {"record": "不动产登记", "what_is_wrong": "面积有误", "evidence": "测绘报告"}
    correction = actions.file_record_correction(desk.org, **facts, by=desk.resident, at=NOON).correction
    entry = Entry.objects.get(code="requests.record-correction.filed")
    assert "不动产登记" not in str((entry.subject_label, entry.data))
    settled = {"result": "transferred", "explanation": "属于自然资源局职能"}
    only(desk, correction, actions.settle_record_correction, "officer", **settled)
    with refused(RuleBroken, correction, fields=["transferred_to"]):
        actions.settle_record_correction(correction, **settled, by=desk.officer, at=NOON)
    actions.settle_record_correction(
        correction, **settled, transferred_to="沈阳市自然资源局", by=desk.officer, at=NOON
    )
    correction.refresh_from_db()
    assert (correction.state, correction.transferred_to) == ("settled", "沈阳市自然资源局")
    assert queries.record_corrections(desk.stranger).count() == 0
    with refused(RuleBroken, desk.org, fields=["evidence"]):
        actions.file_record_correction(desk.org, **{**facts, "evidence": " "}, by=desk.resident, at=NOON)
