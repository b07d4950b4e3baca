"""监督案件: opened from leads, verified, unfounded or not, referred, closed; overdue noted once."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from tests.world import NOON
from yimen.kernel.audit.models import Entry
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.notices.models import Notice
from yimen.modules.supervision import actions, case_story, jobs
from yimen.modules.supervision.case_steps import steps
from yimen.modules.supervision.models import SupervisionCase, Suspicion
from yimen.modules.supervision.queries import cases

from .bureau import FOUND, Bureau, after, fresh, only, refused, waiting

pytestmark = pytest.mark.django_db
OPEN = {"title": "厅外审批", "reason": "群众反映"}


def test_is_opened_from_leads(bureau: Bureau) -> None:
    unit, suspicion, act = bureau.unit, bureau.suspicion(), actions.open_supervision_case
    facts = {**OPEN, "suspicions": [suspicion]}
    only(bureau, unit, act, "supervisor", "second", **facts)
    done = act(unit, **facts, by=bureau.supervisor, at=NOON)
    assert recorded(done) == "示例·关心 对沈阳市城乡建设局立案：厅外审批（线索1条）"
    case = done.supervision_case
    assert (case.case.number[6:14], case.case.kind, case.case.org) == (
        "20260302",
        "supervision",
        bureau.office,
    )
    assert fresh(suspicion).state == "taken"
    assert waiting(case) == [("begin_verification", "supervisor", "supervision", "")]


def test_never_from_nothing_nor_from_what_is_about_another(bureau: Bureau) -> None:
    unit, act, by = bureau.unit, actions.open_supervision_case, bureau.supervisor
    with refused(RuleBroken, unit, "请至少选择一条线索。"):
        act(unit, **OPEN, by=by, at=NOON)
    other = bureau.suspicion(org=bureau.world.org("market-regulation"))
    with refused(RuleBroken, unit, "线索应当是关于这个单位的。"):
        act(unit, **OPEN, suspicions=[other], by=by, at=NOON)
    own = bureau.suspicion()
    for wrong in ("title", "reason"):
        with refused(RuleBroken, unit, fields=[wrong]):
            act(unit, **{**OPEN, wrong: " "}, suspicions=[own], by=by, at=NOON)
    with refused(RuleBroken, bureau.office, "监督机构不能对自己立案。"):
        act(bureau.office, **OPEN, suspicions=[own], by=by, at=NOON)


def test_is_verified_and_may_be_unfounded(bureau: Bureau) -> None:
    case = bureau.opened()
    with refused(WrongState, case):
        actions.find_unfounded(case, conclusion="查无此事", by=bureau.supervisor, at=NOON)
    only(bureau, case, actions.begin_verification, "supervisor", "second")
    case = bureau.did(actions.begin_verification, case)
    only(bureau, case, actions.find_unfounded, "supervisor", "second", conclusion="查无此事")
    with refused(RuleBroken, case, fields=["conclusion"]):
        actions.find_unfounded(case, conclusion="", by=bureau.supervisor, at=NOON)
    done = actions.find_unfounded(case, conclusion="查无此事", by=bureau.supervisor, at=NOON)
    assert recorded(done) == "示例·关心 认定不属实：查无此事"
    case = fresh(case)
    assert (case.state, case.case.outcome, waiting(case)) == ("unfounded", "unfounded", [])
    assert cases.supervision_cases(bureau.leader).count() == 0


def seers(bureau: Bureau, case: SupervisionCase) -> list[str]:
    names = (
        "supervisor", "second", "auditor", "mayor", "chief_supervisor", "chief_centre", "leader", "head", "clerk",
        "examiner", "resident", "public",
    )  # fmt: skip
    return [name for name in names if cases.supervision_cases(getattr(bureau, name)).filter(pk=case.pk)]


def test_who_sees_it_and_when(bureau: Bureau) -> None:
    """The unit sees nothing before it is told; who signs sees what is to be signed; the clerk sees it never."""
    case, over = bureau.verifying(), ["supervisor", "second", "auditor", "mayor"]
    assert seers(bureau, case) == over
    paper = {
        "findings": [actions.Found("charges", "收费")],
        "demands": ["退款"],
        "days": 10,
        "centre": bureau.centre,
    }
    bureau.did(actions.draft_notice, case, **paper)
    signing = [*over, "chief_supervisor", "chief_centre"]
    assert seers(bureau, case) == signing
    for place, who in ((1, bureau.chief_supervisor), (2, bureau.chief_centre)):
        actions.sign_notice(bureau.signature(case, place), by=who, at=NOON)
    bureau.did(actions.issue_notice, case)
    assert seers(bureau, case) == [*signing, "leader", "head"]
    case = fresh(case)
    assert [cases.oversees(getattr(bureau, one), case) for one in ("mayor", "leader")] == [True, False]


def test_is_referred_and_ends_with_the_outcome(bureau: Bureau) -> None:
    case, refer = bureau.suggested(), actions.escalate_case
    facts = {"referred_to": "示例市纪委监委", "reason": "拒不整改"}
    only(bureau, case, refer, "supervisor", "second", **facts)
    done = refer(case, **facts, by=bureau.supervisor, at=NOON)
    assert recorded(done) == "示例·关心 将案件移送示例市纪委监委追究责任：拒不整改"
    case, end = fresh(case), actions.conclude_accountability
    outcome = {"outcome": "通报批评", "outcome_on": date(2026, 3, 5)}
    only(bureau, case, end, "supervisor", "second", at=after(5), **outcome)
    for wrong in ({"outcome": ""}, {"outcome_on": date(2026, 3, 1)}, {"outcome_on": date(2026, 3, 9)}):
        with refused(RuleBroken, case, fields=list(wrong)):
            end(case, **{**outcome, **wrong}, by=bureau.supervisor, at=after(5))
    done = end(case, **outcome, by=bureau.supervisor, at=after(5))
    assert recorded(done) == "示例·关心 登记了责任追究结果：通报批评"
    assert (fresh(case).state, fresh(case).case.outcome) == ("closed", "accountability")
    assert (cases.results(2026).accountable, cases.results(2026).rectified) == (1, 0)


def shown(case: SupervisionCase) -> list[tuple[str, str]]:
    return [(str(one.label), one.state) for one in steps(fresh(case))]


def test_the_steps_tell_where_a_referred_case_stopped(bureau: Bureau) -> None:
    """Rectification failed: what was never done is not shown as done, and the referral stands where it belongs."""
    case = bureau.reported()
    failed = {"is_passed": False, "text": "仍在厅外收费", "by": bureau.second}
    case = bureau.did(actions.check_rectification, case, **failed)
    referral = {"referred_to": "示例市纪委监委", "reason": "拒不整改"}
    case = bureau.did(actions.escalate_case, case, **referral)
    before = [("核实", "done"), ("下达整改文书", "done"), ("整改方案", "done"), ("整改", "stopped")]
    assert shown(case) == [*before, ("责任追究", "current"), ("结案", "waiting")]
    outcome = {"outcome": "通报批评", "outcome_on": date(2026, 3, 2)}
    case = bureau.did(actions.conclude_accountability, case, **outcome)
    assert shown(case) == [*before, ("责任追究", "done"), ("结案", "done")]


def test_the_steps_of_a_case_put_right_and_of_one_referred_before_its_plan(bureau: Bureau) -> None:
    case = bureau.did(actions.begin_verification, bureau.opened())
    names = ("核实", "下达整改文书", "整改方案", "整改", "复查", "结案")
    assert shown(case) == [(one, "current" if one == "核实" else "waiting") for one in names]
    case = bureau.did(actions.suggest_rectification, case, findings=FOUND, demands=("退还款项",), days=20)
    referral = {"referred_to": "示例市纪委监委", "reason": "拒不整改"}
    assert shown(bureau.did(actions.escalate_case, case, **referral)) == [
        ("核实", "done"), ("下达整改文书", "done"), ("整改方案", "stopped"), ("责任追究", "current"), ("结案", "waiting"),
    ]  # fmt: skip
    assert shown(bureau.closed()) == [(one, "done") for one in names]


def test_what_is_late_is_noted_once_for_the_plan_and_once_for_the_rest(
    bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Suggested on Monday 2 March: the plan is due in ten working days, on 16 March, the rest in twenty, on 30 March."""
    case = bureau.suggested()
    assert (case.plan_due_on, case.due_on) == (date(2026, 3, 16), date(2026, 3, 30))
    machine = bureau.machine("rectification sweep")
    only(bureau, case, actions.note_overdue, at=after(30))
    with refused(RuleBroken, case, "没有逾期，或者已经催办。"):
        actions.note_overdue(case, by=machine, at=after(14))
    monkeypatch.setattr(timezone, "now", lambda: after(15))
    for _again in range(2):
        jobs.note_overdue()
    told = Notice.objects.filter(code="supervision.overdue").values_list("person__login", flat=True)
    assert sorted(told) == [
        "head.construction", "leader.construction", "leader.supervision", "supervisor", "supervisor.two",
    ]  # fmt: skip
    days = {"meeting_on": date(2026, 3, 17), "done_by": date(2026, 3, 30)}
    plan = {"causes": "原因", "measures": "措施", "owner": "示例·许宁", **days}
    case = bureau.did(actions.submit_plan, case, by=bureau.leader, at=after(16), **plan)
    case = bureau.did(actions.accept_plan, case, at=after(16))
    assert cases.overdue(date(2026, 3, 30)).count() == 0
    assert list(cases.overdue(date(2026, 3, 31))) == [case]
    actions.note_overdue(case, by=machine, at=after(29))
    assert cases.overdue(date(2026, 4, 30)).count() == 0


def test_a_machine_is_named_in_the_readers_language() -> None:
    facts = {"actor_kind": "machine", "actor_id": "rectification sweep", "actor_label": "系统（整改催办）"}
    entry = Entry(
        code="supervision.notice.acknowledged", body=json.dumps({"data": {}}), happened_at=NOON, **facts
    )
    with translation.override("en"):
        assert str(case_story._moment(entry).text).startswith("System (overdue rectification) ")


def test_constraints_hold_without_the_act(bureau: Bureau) -> None:
    case = bureau.opened()
    for change, name in (
        ({"state": "closed"}, "ended_supervision_case_has_its_time"),
        ({"state": "ordered"}, "unit_was_told_of_its_case"),
        ({"lead": bureau.unit}, "nobody_supervises_themselves"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            SupervisionCase.objects.filter(pk=case.pk).update(**change)
    assert Suspicion.objects.get().leads.count() == 1


def test_only_the_unit_answers_for_itself(bureau: Bureau) -> None:
    """The leader of the city reaches every unit below, and still does not answer in its place."""
    case = bureau.ordered()
    with refused(NotAllowed, case):
        actions.acknowledge_notice(case, by=bureau.mayor, at=NOON)
