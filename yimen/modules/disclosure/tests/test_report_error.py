"""纠错: anybody reports, the body answers, the answer is read by its code; nobody else sees who wrote what."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.world import NOON
from yimen.kernel.audit.models import Entry
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.disclosure import actions, reported
from yimen.modules.disclosure.models import ErrorReport

from .stage import Openness, enter, only, refused

pytestmark = pytest.mark.django_db
WORDS = {"kind": "wrong", "text": "第二段的电话号码已经停用。"}


def report(stage: Openness, **facts: Any) -> ErrorReport:
    facts = {**WORDS, "report_id": new_id(), "contact": "13800000009", **facts}
    return stage.fresh(actions.report_error(stage.published(), **facts, by=stage.public, at=NOON).report)


def test_anybody_reports_and_gets_a_code(stage: Openness) -> None:
    found = report(stage)
    assert (found.state, found.due_on, len(found.code)) == ("received", date(2026, 3, 16), 14)
    assert reported.with_code(f" {found.code.lower().replace('-', ' ')} ") == found
    assert reported.with_code("AAAA-AAAA-AAAA") is None
    assert reported.with_code("12") is None
    entry = Entry.objects.get(chain=found.pk) if Entry.objects.filter(chain=found.pk).exists() else None
    told = str((entry or Entry.objects.latest("seq")).body)
    assert "停用" not in told
    assert "13800000009" not in told


@pytest.mark.parametrize("facts", [{"kind": "x"}, {"text": "短"}, {"text": "长" * 1001}])
def test_refuses_what_says_nothing(stage: Openness, facts: dict[str, str]) -> None:
    publication = stage.published()
    with refused(RuleBroken, publication):
        actions.report_error(publication, report_id=new_id(), **{**WORDS, **facts}, by=stage.public, at=NOON)


def test_refuses_what_is_not_public_and_what_was_sent_twice(stage: Openness) -> None:
    gone = stage.retracted()
    with refused(RuleBroken, gone):
        actions.report_error(gone, report_id=new_id(), **WORDS, by=stage.public, at=NOON)
    found = report(stage)
    with refused(RuleBroken, found.publication, "您已经提交，不需要再次提交。"):
        actions.report_error(found.publication, report_id=found.pk, **WORDS, by=stage.public, at=NOON)


def test_the_body_answers_once(stage: Openness) -> None:
    found = report(stage)
    facts = {"outcome": "corrected", "answer": "已经更正，谢谢。"}
    done = actions.answer_report(found, **facts, by=stage.officer, at=NOON)
    assert (done.report.state, done.report.answer, done.report.answered_by) == (
        "corrected", "已经更正，谢谢。", stage.officer.person,
    )  # fmt: skip
    with refused(WrongState, stage.fresh(found)):
        actions.answer_report(found, **facts, by=stage.officer, at=NOON)


@pytest.mark.parametrize("facts", [{"outcome": "x", "answer": "是"}, {"outcome": "explained", "answer": " "}])
def test_refuses_an_answer_that_is_none(stage: Openness, facts: dict[str, str]) -> None:
    with refused(RuleBroken, report(stage)):
        actions.answer_report(ErrorReport.objects.get(), **facts, by=stage.officer, at=NOON)


def test_only_the_own_body_answers(stage: Openness) -> None:
    only(stage, report(stage), actions.answer_report, "officer", outcome="corrected", answer="已经更正。")


def test_the_pages_lead_from_report_to_answer(stage: Openness) -> None:
    publication = stage.published()
    public = enter(None)
    address = f"/disclosure/publications/{publication.pk}/error-report/"
    assert public.get(address).status_code == 200
    answer = public.post(address, {**WORDS, "report_id": new_id(), "contact": "13800000009"})
    found = ErrorReport.objects.get()
    assert answer["Location"] == f"/disclosure/error-reports/answer/?code={found.code}&sent=1"
    shown = public.get(answer["Location"]).content.decode()
    assert found.code in shown
    assert "13800000009" not in shown
    assert WORDS["text"] not in shown
    staff = enter(stage.officer)
    assert found.code in staff.get("/disclosure/error-reports/").content.decode()
    one = f"/disclosure/error-reports/{found.pk}/"
    assert WORDS["text"] in staff.get(one).content.decode()
    staff.post(one, {"outcome": "explained", "answer": "号码仍在使用。"})
    assert (
        "号码仍在使用。"
        in public.get(f"/disclosure/error-reports/answer/?code={found.code}").content.decode()
    )
    assert enter(stage.other_officer).get(one).status_code == 404
    assert public.get(one).status_code == 302


def test_of_what_is_not_public_there_is_no_page(stage: Openness) -> None:
    for publication in (stage.retracted(), stage.drafted(document_number="").publication):
        assert enter(None).get(f"/disclosure/publications/{publication.pk}/error-report/").status_code == 404


def test_too_many_guesses_are_stopped(stage: Openness) -> None:
    public = enter(None)
    pages = [public.get("/disclosure/error-reports/answer/?code=AAAA-AAAA-AAAA") for _turn in range(32)]
    assert "没有这个查询码的纠错" in pages[0].content.decode()
    assert "没有这个查询码的纠错" not in pages[-1].content.decode()


def test_contacts_are_masked_in_lists() -> None:
    assert reported.masked_contact(ErrorReport(contact="13800000009")) == "13*******09"
