"""告知承诺: read, signed of one's own will, decided at once, checked by lot, put right or revoked, credit repaired."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.licences import kind
from tests.trials import facts_of, only, papers, post, refused, waiting
from tests.world import FOUR_ONES, NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.people.models import Person
from yimen.modules.approvals import actions, checklist, commitment_terms
from yimen.modules.approvals.models import Application, CommitmentCheck, CreditExclusion
from yimen.modules.approvals.states import CheckState, LicenceState, Outcome, State

from .pages import address, enter, opened, sent

pytestmark = pytest.mark.django_db
TERMS = {"text": "应当具备固定场所。", "promises": ["场所真实", "材料真实"], "check_days": 60}


def content(world: World, **terms: Any) -> dict[str, Any]:
    """The identity card need not be handed in by who commits."""
    like = world.version(FOUR_ONES).content
    materials = [{**one, "commitment_allowed": one["key"] == "identity-card"} for one in like["materials"]]
    return {"commitment": {**TERMS, **terms}, "materials": materials}


@pytest.fixture
def code(world: World) -> str:
    return world.variant(pattern="commitment", content=content(world))


def signed(world: World, application: Application) -> Application:
    terms = commitment_terms.terms(application.version)
    assert terms is not None
    facts = {"signature": application.applicant_name, "shown_hash": terms.hash}
    return world.fresh(actions.sign_commitment(application, **facts, by=world.resident, at=NOON).application)


def submitted(world: World, code: str) -> Application:
    draft = signed(world, world.draft(code, without=["identity-card"]))
    return world.fresh(actions.submit(draft, by=world.resident, at=NOON).application)


def granted(world: World, code: str) -> CommitmentCheck:
    application = submitted(world, code)
    facts = {"window": None, "second_officer": world.reception.person}
    actions.decide_by_commitment(application, **facts, by=world.clerk, at=NOON)
    return CommitmentCheck.objects.get(application=application)


def drawn(world: World, code: str) -> CommitmentCheck:
    check = granted(world, code)
    return actions.draw_check_officers(check, by=world.machine("commitment checks"), at=NOON).check


def officer(world: World, check: CommitmentCheck) -> Any:
    return world.actor(check.first_officer.login)  # type: ignore[union-attr]


def ordered(world: World, code: str, outcome: str = "partly") -> CommitmentCheck:
    check = drawn(world, code)
    facts = {"outcome": outcome, "findings": "场所与承诺不符"}
    return actions.record_commitment_check(check, **facts, by=officer(world, check), at=world.later(7)).check


def failed(world: World, code: str) -> CommitmentCheck:
    check = ordered(world, code)
    facts = {"is_put_right": False, "findings": "逾期未整改"}
    return actions.verify_rectification(check, **facts, by=officer(world, check), at=world.later(60)).check


def test_signs_what_was_shown(world: World, code: str) -> None:
    draft = world.draft(code, without=["identity-card"])
    application = signed(world, draft)
    given = application.commitment
    assert (given.text, given.promises, given.signature) == (
        TERMS["text"],
        TERMS["promises"],
        application.applicant_name,
    )
    assert given.text_hash == commitment_terms.terms(application.version).hash  # type: ignore[union-attr]
    assert facts_of(application)[-1] == "approvals.commitment.signed"


def test_refuses_another_text_another_name_or_nothing_published(world: World, code: str) -> None:
    draft = world.draft(code)
    terms = commitment_terms.terms(draft.version)
    assert terms is not None
    right = {"signature": draft.applicant_name, "shown_hash": terms.hash}
    with refused(RuleBroken, draft, "告知承诺书的内容已有变化，请重新阅读后签署。"):
        actions.sign_commitment(draft, **right | {"shown_hash": "0" * 64}, by=world.resident, at=NOON)
    with refused(RuleBroken, draft, "签名应当与申请人名称一致。", ["signature"]):
        actions.sign_commitment(draft, **right | {"signature": "别人"}, by=world.resident, at=NOON)
    bare = world.draft(world.variant(pattern="commitment"))
    with refused(RuleBroken, bare, "此事项没有公布告知承诺书，请按一般程序办理。"):
        actions.sign_commitment(bare, **right, by=world.resident, at=NOON)


def test_not_in_excluded_fields(world: World, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = world.draft(code)
    draft.item.topics = ["消防"]
    draft.item.save(update_fields=["topics"])
    assert commitment_terms.excluded_field(world.fresh(draft).version, date(2026, 3, 2)) == "消防"


@pytest.mark.parametrize("page", ["materials", "submission"])
def test_while_filling_in_one_finds_the_way_to_commit(world: World, code: str, page: str) -> None:
    ordinary, draft = world.draft(FOUR_ONES), world.draft(code, without=["identity-card"])
    seen = enter(world.resident)
    assert "commitment/" not in seen.get(f"/approvals/applications/{ordinary.pk}/{page}/").content.decode()
    there = f"/approvals/applications/{draft.pk}/"
    assert f'href="{there}commitment/"' in seen.get(f"{there}{page}/").content.decode()
    signed(world, draft)
    assert f'href="{there}commitment-withdrawal/"' in seen.get(f"{there}{page}/").content.decode()


def test_who_committed_is_not_accepted_the_ordinary_way(world: World, code: str) -> None:
    application = submitted(world, code)
    message = "申请人已经签署告知承诺，请作出告知承诺决定；申请人撤回承诺之后，再按一般程序受理。"
    with refused(RuleBroken, application, message):
        actions.accept(application, window=None, by=world.clerk, at=NOON)
    page = enter(world.clerk).get(address("application", application)).content.decode()
    assert address("commitment-decision", application) in page
    assert address("acceptance", application) not in page
    application.item.topics = ["消防"]
    application.item.save(update_fields=["topics"])
    page = enter(world.clerk).get(address("application", application)).content.decode()
    assert address("acceptance", application) in page


def test_taken_back_the_ordinary_way_is_open(world: World, code: str) -> None:
    application = submitted(world, code)
    assert [one[0] for one in waiting(application)] == ["decide_by_commitment"]
    actions.withdraw_commitment(application, by=world.resident, at=NOON)
    assert [one[0] for one in waiting(application)] == ["accept"]
    with refused(RuleBroken, application, "申请人没有签署承诺，请按一般程序受理。"):
        facts = {"window": None, "second_officer": world.reception.person}
        actions.decide_by_commitment(application, **facts, by=world.clerk, at=NOON)
    with refused(RuleBroken, application):
        actions.accept(application, window=None, by=world.clerk, at=NOON)


def test_decided_at_once_and_checked_within_sixty_days(world: World, code: str) -> None:
    application = submitted(world, code)
    facts = {"window": None, "second_officer": world.reception.person}
    done = actions.decide_by_commitment(application, **facts, by=world.clerk, at=NOON)
    assert (done.application.state, done.application.outcome) == (State.DECIDED, Outcome.GRANTED)
    assert done.check_due_on == "2026-05-28"
    assert (
        papers(application)
        == ["receipt_slip", "commitment", "decision", "licence"][: len(papers(application))]
    )
    check = CommitmentCheck.objects.get(application=application)
    assert (check.state, check.due_on) == (CheckState.DUE, date(2026, 5, 28))


def test_after_the_decision_it_cannot_be_taken_back(world: World, code: str) -> None:
    check = granted(world, code)
    with refused(WrongState, check.application):
        actions.withdraw_commitment(check.application, by=world.resident, at=NOON)


def test_officers_are_drawn_by_lot_among_those_who_did_not_decide(world: World, code: str) -> None:
    check = drawn(world, code)
    names = {check.first_officer.login, check.second_officer.login}  # type: ignore[union-attr]
    assert names == {"examiner.construction", "examiner2.construction"}
    assert len(check.candidates) == 2
    assert check.state == CheckState.DRAWN


def test_kept(world: World, code: str) -> None:
    check = drawn(world, code)
    facts = {"outcome": "kept", "findings": "与承诺一致"}
    done = actions.record_commitment_check(check, **facts, by=officer(world, check), at=world.later(7))
    assert (done.check.state, done.check.rectify_due_on) == (CheckState.KEPT, None)
    assert recorded(done).endswith("核查承诺：承诺属实")


def test_partly_is_ordered_to_be_put_right_and_false_costs_the_credit(world: World, code: str) -> None:
    check = ordered(world, code)
    assert (check.state, check.rectify_due_on) == (CheckState.ORDERED, date(2026, 4, 7))
    assert papers(check.application)[-1] == "rectification_order"
    assert not CreditExclusion.objects.exists()
    other = ordered(world, code, "false")
    assert CreditExclusion.objects.get().check_of_id == other.pk


def test_whoever_lost_credit_goes_the_ordinary_way_until_it_is_repaired(world: World, code: str) -> None:
    ordered(world, code, "false")
    draft = world.draft(code)
    terms = commitment_terms.terms(draft.version)
    assert terms is not None
    facts = {"signature": draft.applicant_name, "shown_hash": terms.hash}
    with refused(RuleBroken, draft):
        actions.sign_commitment(draft, **facts, by=world.resident, at=NOON)
    actions.repair_credit(
        CreditExclusion.objects.get(), reason="已经整改", by=world.leader, at=world.later(30)
    )
    assert actions.sign_commitment(draft, **facts, by=world.resident, at=world.later(30)).commitment.stands


def test_only_those_who_were_drawn(world: World, code: str) -> None:
    check = drawn(world, code)
    facts = {"outcome": "kept", "findings": "一致"}
    check.first_officer = check.second_officer = None
    fresh = CommitmentCheck.objects.get(pk=check.pk)
    with pytest.raises(NotAllowed):
        actions.record_commitment_check(fresh, **facts, by=world.outsider, at=NOON)
    with pytest.raises(NotAllowed):
        actions.record_commitment_check(fresh, **facts, by=world.clerk, at=NOON)
    assert CommitmentCheck.objects.get(pk=check.pk).state == CheckState.DRAWN


def test_put_right(world: World, code: str) -> None:
    check = ordered(world, code)
    facts = {"is_put_right": False, "findings": "未整改"}
    with pytest.raises(RuleBroken, match="整改期限尚未届满"):
        actions.verify_rectification(check, **facts, by=officer(world, check), at=world.later(8))
    facts = {"is_put_right": True, "findings": "已整改"}
    done = actions.verify_rectification(check, **facts, by=officer(world, check), at=world.later(8))
    assert done.check.state == CheckState.PUT_RIGHT


def test_not_put_right_the_leader_revokes_and_the_keeper_seals(world: World, code: str) -> None:
    check = failed(world, code)
    assert check.state == CheckState.FAILED
    done = actions.revoke_committed_decision(check, reason="未整改", by=world.leader, at=world.later(61))
    application = done.check.application
    states = dict(application.documents.values_list("kind", "document__state"))
    assert states["decision"] == "revoked"
    assert states["revocation_decision"] == "drawn_up"
    assert ("seal_revocation", "seal_keeper", "2026-05-02", "") in waiting(application)
    sealed = actions.seal_revocation(done.check, by=world.keeper, at=world.later(61))
    assert sealed.check.state == CheckState.SEALED
    assert application.documents.get(kind="revocation_decision").document.state == "sealed"
    assert CreditExclusion.objects.filter(person=application.applicant).count() == 1


def test_a_licence_won_by_a_commitment_ends_with_it(world: World) -> None:
    """Who asks the public register is told that it was revoked, not that it is in force."""
    of = kind()
    licensed = {**content(world), "licence_type": of.code}
    check = granted(world, world.variant(pattern="commitment", content=licensed))
    actions.conclude(check.application, by=world.keeper, at=NOON)
    licence = check.application.issued_licences.get()
    assert licence.standing(date(2026, 5, 1)) == LicenceState.IN_FORCE
    check = actions.draw_check_officers(check, by=world.machine("commitment checks"), at=NOON).check
    told = {"outcome": "false", "findings": "场所与承诺不符"}
    actions.record_commitment_check(check, **told, by=officer(world, check), at=world.later(7))
    left = {"is_put_right": False, "findings": "逾期未整改"}
    actions.verify_rectification(check, **left, by=officer(world, check), at=world.later(60))
    actions.revoke_committed_decision(check, reason="未整改", by=world.leader, at=world.later(61))
    licence.refresh_from_db()
    assert (licence.state, licence.ended_on, licence.end_ground) == (
        LicenceState.REVOKED,
        date(2026, 5, 2),
        "未整改",
    )


def test_who_lost_credit_is_told_before_filling_in(world: World, code: str) -> None:
    """No button that leads nowhere: the reason stands on the pages of the draft, and the form is not there."""
    ordered(world, code, "false")
    draft, seen = world.draft(code), enter(world.resident)
    there = f"/approvals/applications/{draft.pk}/"
    reason = "申请人自 2026年3月9日 起因失信不适用告知承诺，信用修复后可以适用：场所与承诺不符"
    for page in ("materials", "submission", "commitment"):
        html = seen.get(f"{there}{page}/").content.decode()
        assert reason in html, page
        assert f'href="{there}commitment/"' not in html, page
    assert 'name="signature"' not in html


def test_the_applicant_reads_the_check_on_the_case(world: World, code: str) -> None:
    check = ordered(world, code)
    html = enter(world.resident).get(address("application", check.application)).content.decode()
    for told in ("责令整改", "部分不属实", "场所与承诺不符", "2026年4月7日"):
        assert told in html


def test_who_may(world: World, code: str) -> None:
    draft = world.draft(code)
    only(world, draft, actions.sign_commitment, "resident", signature="x", shown_hash="x")
    only(world, draft, actions.withdraw_commitment, "resident")
    application = submitted(world, code)
    facts = {"window": None, "second_officer": world.reception.person}
    only(world, application, actions.decide_by_commitment, "clerk", "reception", **facts)


def test_pages_sign_decide_and_check(world: World, code: str) -> None:
    draft = world.draft(code, without=["identity-card"])
    page = opened(world.resident, "commitment", draft)
    assert "应当具备固定场所。" in page
    terms = commitment_terms.terms(draft.version)
    assert terms is not None
    facts = {"agrees": "on", "signature": draft.applicant_name, "shown_hash": terms.hash}
    assert sent(world.resident, "commitment", draft, **facts).status_code == 302
    application = world.fresh(actions.submit(draft, by=world.resident, at=NOON).application)
    assert "场所真实" in opened(world.clerk, "commitment-decision", application)
    chosen = {"second_officer": str(world.reception.person.pk), "window": str(world.window("B01").pk)}
    assert sent(world.clerk, "commitment-decision", application, **chosen).status_code == 302
    check = CommitmentCheck.objects.get(application=application)
    actions.draw_check_officers(check, by=world.machine("commitment checks"), at=NOON)
    assert (
        enter(world.leader).get(f"/approvals/applications/{application.pk}/commitment-check/").status_code
        == 404
    )
    result = {"outcome": "kept", "findings": "一致"}
    assert sent(world.examiner, "commitment-check", application, **result).status_code == 302
    assert enter(world.examiner).get("/approvals/checks/").status_code == 200
    assert application.number in enter(world.examiner).get("/approvals/checks/").content.decode()
    assert application.number not in enter(world.outsider).get("/approvals/checks/").content.decode()


def test_whoever_handles_them_is_told_which_checks_wait_for_officers(world: World, code: str) -> None:
    check = granted(world, code)
    told = "可以抽取的核查人员不足两名，以下核查无法抽取"
    assert told not in enter(world.examiner).get("/approvals/checks/").content.decode()
    Person.objects.filter(login="examiner2.construction").update(is_active=False)
    page = enter(world.examiner).get("/approvals/checks/").content.decode()
    assert told in page
    assert f'<li><a href="/approvals/applications/{check.application_id}/">' in page
    assert told not in enter(world.outsider).get("/approvals/checks/").content.decode()
    with pytest.raises(RuleBroken, match="不足两名"):
        actions.draw_check_officers(check, by=world.machine("commitment checks"), at=NOON)
    assert CommitmentCheck.objects.get(pk=check.pk).state == CheckState.DUE


def test_endpoints_sign_and_take_back(world: World, code: str) -> None:
    draft = world.draft(code)
    terms = commitment_terms.terms(draft.version)
    assert terms is not None
    facts = {"signature": draft.applicant_name, "shown_hash": terms.hash}
    assert post(world.resident, draft, "commitment", **facts).status_code == 201
    assert post(world.resident, draft, "commitment-withdrawal").status_code == 201
    assert post(world.stranger, draft, "commitment", **facts).status_code == 404


def test_what_the_commitment_stands_for_is_missing_nowhere(world: World, code: str) -> None:
    draft = world.draft(code, without=["identity-card"])
    seen, there = enter(world.resident), f"/approvals/applications/{draft.pk}/submission/"
    assert "还缺少材料" in seen.get(there).content.decode()
    signed(world, draft)
    page = seen.get(there).content.decode()
    assert "还缺少材料" not in page
    assert page.count("已承诺，不用提交") == 1
    row = checklist.row_of(world.fresh(draft), "identity-card")
    assert row is not None
    assert (row.is_promised, row.is_missing) == (True, False)
