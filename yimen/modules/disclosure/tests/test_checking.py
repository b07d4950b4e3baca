"""The check: three signatures in their order, by three people, none of whom wrote; returned, referred, voided."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from tests.world import NOON
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.cases.models import Case, WorkItem
from yimen.modules.disclosure import actions
from yimen.modules.disclosure.models import CheckOpinion, SecrecyCheck

from .stage import NO, Openness, only, post, refused

pytestmark = pytest.mark.django_db
REFUSAL: dict[str, Any] = {"verdict": "not_open", "ground": "internal", "text": "内部事务"}


def waiting(check: SecrecyCheck) -> list[tuple[str, str]]:
    return list(WorkItem.objects.filter(case=check.case_id, done_at=None).values_list("kind", "role"))


def test_sends_in(stage: Openness) -> None:
    version = stage.drafted()
    done = actions.submit_publication(version, by=stage.drafter, at=NOON)
    check = stage.fresh(done.check)
    assert (stage.fresh(version).state, check.state, check.register_no[:8]) == (
        "in_check",
        "first",
        "市城乡建设局保审",
    )
    assert check.sha256 == stage.fresh(version).sha256 != ""
    assert waiting(check) == [("first", "section_head")]
    case = Case.objects.get(pk=check.pk)
    assert (case.kind, case.due_on, case.title) == ("disclosure.check", date(2026, 3, 26), version.title)


@pytest.mark.parametrize(
    ("content", "field"),
    [
        ({"body": ""}, "body"),
        ({"subject": None}, "subject"),
        ({"genre": None}, "genre"),
        ({"legal_category": None}, "legal_category"),
        ({"has_validity": True}, "effective_on"),
    ],
)
def test_sends_in_nothing_incomplete(stage: Openness, content: dict[str, Any], field: str) -> None:
    version = stage.drafted(**content)
    with pytest.raises(RuleBroken) as caught:
        actions.submit_publication(version, by=stage.drafter, at=NOON)
    assert list(caught.value.fields) == [field]
    assert stage.fresh(version).state == "draft"


def test_three_signatures_in_their_order(stage: Openness) -> None:
    check = stage.submitted()
    for act in (actions.give_secrecy_opinion, actions.sign_publication):
        facts = {"checklist": NO} if act is actions.give_secrecy_opinion else {}
        with refused(WrongState, stage.fresh(check)):
            act(check, verdict="open", **facts, by=stage.reviewer if facts else stage.leader, at=NOON)  # type: ignore[operator]
    first = actions.give_first_opinion(check, verdict="open", by=stage.head, at=NOON)
    assert recorded(first).endswith("初审《关于示例路段施工的通告》：同意公开。")
    assert waiting(check) == [("secrecy", "secrecy_reviewer")]
    actions.give_secrecy_opinion(check, verdict="open", checklist=NO, by=stage.reviewer, at=NOON)
    assert waiting(check) == [("signing", "leader")]
    actions.sign_publication(check, verdict="open", by=stage.leader, at=NOON)
    assert waiting(check) == [("publish", "disclosure_officer")]
    closed = stage.fresh(check)
    assert (closed.state, closed.result, stage.fresh(check.version).state) == ("closed", "open", "approved")


def test_each_step_has_its_own_people(stage: Openness) -> None:
    only(stage, stage.submitted(), actions.give_first_opinion, "head", verdict="open")
    only(stage, stage.at_secrecy(), actions.give_secrecy_opinion, "reviewer", verdict="open", checklist=NO)
    only(stage, stage.at_signing(), actions.sign_publication, "leader", verdict="open")


def test_a_leader_without_the_second_factor_does_not_sign(stage: Openness, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    unsecured = stage.world.actor("leader.construction", secured=False)
    check = stage.at_signing()
    with refused(NotAllowed, check):
        actions.sign_publication(check, verdict="open", by=unsecured, at=NOON)


def test_who_wrote_does_not_check(stage: Openness) -> None:
    version = stage.drafted(by=stage.head)
    check = stage.sent(version)
    with refused(RuleBroken, check, "您参与起草了这份稿件，不能审查。"):
        actions.give_first_opinion(check, verdict="open", by=stage.head, at=NOON)
    helped = stage.drafted()
    actions.amend_publication(helped, changes={"body": "改过"}, edition=1, by=stage.head, at=NOON)
    check = stage.sent(stage.fresh(helped))
    with refused(RuleBroken, check, "您参与起草了这份稿件，不能审查。"):
        actions.give_first_opinion(check, verdict="open", by=stage.head, at=NOON)


def test_the_database_has_the_last_word(stage: Openness) -> None:
    check = stage.at_secrecy()
    facts: dict[str, Any] = {
        "check_of": check,
        "verdict": "open",
        "signed_at": NOON,
        "drafter": stage.drafter.person,
    }
    for step, person in (("secrecy", stage.head), ("first", stage.reviewer), ("secrecy", stage.drafter)):
        with pytest.raises(IntegrityError), transaction.atomic():
            CheckOpinion.objects.create(step=step, person=person.person, **facts)
    with pytest.raises(ProgrammingError), transaction.atomic():
        check.opinions.update(text="改")
    closed = stage.fresh(stage.approved().checks.get())
    with pytest.raises(ProgrammingError), transaction.atomic():
        SecrecyCheck.objects.filter(pk=closed.pk).update(result_note="改")


def test_every_point_is_answered(stage: Openness) -> None:
    check = stage.at_secrecy()
    with refused(RuleBroken, check, "审查要点还有 1 项没有回答。"):
        partly = {name: value for name, value in NO.items() if name != "process"}
        actions.give_secrecy_opinion(check, verdict="open", checklist=partly, by=stage.reviewer, at=NOON)
    with refused(RuleBroken, check, "审查要点中有“是”的，同意公开应当写明理由。"):
        doubtful = NO | {"third_party": True}
        actions.give_secrecy_opinion(check, verdict="open", checklist=doubtful, by=stage.reviewer, at=NOON)
    with refused(RuleBroken, check, "不予公开的，必须从法定理由中选择一项。"):
        actions.give_secrecy_opinion(
            check, verdict="not_open", text="不行", checklist=NO, by=stage.reviewer, at=NOON
        )


def test_a_signature_does_not_open_what_the_check_did_not(stage: Openness) -> None:
    check = stage.at_signing(verdict="not_open")
    with refused(RuleBroken, check):
        actions.sign_publication(check, verdict="open", by=stage.leader, at=NOON)
    done = actions.sign_publication(check, **REFUSAL, by=stage.leader, at=NOON)
    version = stage.fresh(done.version)
    assert (version.state, version.openness, version.ground) == ("withheld", "not_open", "internal")
    assert Case.objects.get(pk=check.pk).outcome == "not_open"
    assert waiting(check) == []


def test_what_was_proposed_as_closed_is_not_opened_by_a_signature(stage: Openness) -> None:
    closed = {
        "openness": "not_open",
        "openness_reason": "讨论中",
        "ground": "process",
        "legal_category": None,
    }
    check = stage.at_signing(**closed)
    with refused(RuleBroken, check):
        actions.sign_publication(check, verdict="open", by=stage.leader, at=NOON)


def test_returns_with_what_is_to_be_changed(stage: Openness) -> None:
    check = stage.at_secrecy()
    with refused(RuleBroken, check, "请写明需要修改什么。"):
        actions.return_publication(check, comment=" ", by=stage.reviewer, at=NOON)
    with refused(NotAllowed, check):  # it is the reviewer's turn, not the head's
        actions.return_publication(check, comment="改", by=stage.head, at=NOON)
    done = actions.return_publication(check, comment="删去第二段", by=stage.reviewer, at=NOON)
    version = stage.fresh(done.version)
    assert (version.state, version.return_note, version.sha256) == ("draft", "删去第二段", "")
    assert stage.fresh(check).result == "returned"
    again = stage.sent(version)
    assert (again.pk != check.pk, again.state, again.opinions.count()) == (True, "first", 0)


def test_a_change_voids_the_check(stage: Openness) -> None:
    check = stage.at_signing()
    done = actions.take_back(check, reason="补充附件", by=stage.drafter, at=NOON)
    assert (stage.fresh(check).result, stage.fresh(done.version).state) == ("voided", "draft")
    with refused(WrongState, stage.fresh(check)):
        actions.sign_publication(check, verdict="open", by=stage.leader, at=NOON)


def test_refers_a_doubt(stage: Openness) -> None:
    referral = stage.referred()
    check = stage.fresh(referral.check_of)
    assert (check.state, referral.due_on) == ("referred", date(2026, 3, 16))
    assert waiting(check) == [("referral:secrecy_authority", "secrecy_authority")]
    only(stage, referral, actions.answer_referral, "authority", verdict="open", answer="可以")
    actions.answer_referral(
        referral, verdict="not_open", ground="state_secret", answer="涉密", by=stage.authority, at=NOON
    )
    check = stage.fresh(check)
    assert (check.state, waiting(check)) == ("secrecy", [("secrecy", "secrecy_reviewer")])
    with refused(RuleBroken, check, "提请的机关已经答复不予公开，不能改为公开。"):
        actions.give_secrecy_opinion(check, verdict="open", checklist=NO, by=stage.reviewer, at=NOON)
    with refused(RuleBroken, stage.fresh(referral), "这次提请已经答复。"):
        actions.answer_referral(referral, verdict="open", answer="改口", by=stage.authority, at=NOON)


def test_a_doubt_may_go_to_the_competent_department(stage: Openness) -> None:
    referral = stage.referred(to="general-office")
    only(stage, referral, actions.answer_referral, "supervisor", verdict="open", answer="可以")


def test_the_api_signs(stage: Openness) -> None:
    check = stage.submitted()
    opinion = {"verdict": "open"}
    assert post(stage.head, f"checks/{check.pk}/first-opinion", **opinion).json()["state"] == "secrecy"
    signed = post(stage.reviewer, f"checks/{check.pk}/secrecy-opinion", **opinion, checklist=NO)
    assert signed.json()["state"] == "signing"
    assert post(stage.reviewer, f"checks/{check.pk}/signature", **opinion).status_code == 403
    assert post(stage.other_officer, f"checks/{check.pk}/signature", **opinion).status_code == 404
    back = post(stage.drafter, f"checks/{check.pk}/taking-back", reason="再看")
    assert back.json()["result"] == "voided"
