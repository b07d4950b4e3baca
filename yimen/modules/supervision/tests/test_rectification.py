"""整改: suggested or ordered by two bodies, acknowledged, planned, done, checked by another person, sampled again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.world import NOON
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.notices.models import Notice
from yimen.modules.supervision import actions
from yimen.modules.supervision.actions import Found
from yimen.modules.supervision.models import NoticeSignature, RectificationCheck

from .bureau import DEMANDS, FOUND, PLAN, Bureau, after, fresh, only, refused, waiting

pytestmark = pytest.mark.django_db
PAPER = {"findings": FOUND, "demands": DEMANDS, "days": 20}


def test_is_suggested_by_the_office_alone(bureau: Bureau) -> None:
    case, act = bureau.verifying(), actions.suggest_rectification
    only(bureau, case, act, "supervisor", "second", **PAPER)
    done = act(case, **PAPER, by=bureau.supervisor, at=NOON)
    assert recorded(done) == "示例·关心 发出整改建议沈监建字〔2026〕1号，整改期限2026-03-30"
    case = fresh(case)
    assert [one.text for one in case.findings.all()] == [one.text for one in FOUND]
    assert waiting(case) == [
        ("acknowledge_notice", "section_head", "urban-rural-construction", ""),
        ("submit_plan", "leader", "urban-rural-construction", "2026-03-16"),
    ]
    told = Notice.objects.filter(code="supervision.told").values_list("person__login", flat=True)
    assert sorted(told) == ["head.construction", "leader.construction"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"findings": []}, "findings"),
        ({"findings": [Found("mischief", "x")]}, "findings"),
        ({"findings": [Found("charges", " ")]}, "findings"),
        ({"demands": [" "]}, "demands"),
        ({"days": 0}, "days"),
        ({"days": 121}, "days"),
    ],
)
def test_a_paper_states_what_is_right(bureau: Bureau, wrong: dict[str, object], field: str) -> None:
    case = bureau.verifying()
    with refused(RuleBroken, case, fields=[field]):
        actions.suggest_rectification(case, **{**PAPER, **wrong}, by=bureau.supervisor, at=NOON)


def test_a_notice_needs_the_signatures_of_two_bodies(bureau: Bureau) -> None:
    case = bureau.verifying()
    joint = {**PAPER, "centre": bureau.centre}
    only(bureau, case, actions.draft_notice, "supervisor", "second", **joint)
    with refused(RuleBroken, case, fields=["centre"]):
        actions.draft_notice(case, **{**joint, "centre": bureau.unit}, by=bureau.supervisor, at=NOON)
    done = actions.draft_notice(case, **joint, by=bureau.supervisor, at=NOON)
    assert recorded(done) == "示例·关心 拟写了整改通知书，送沈阳市监察委员会、沈阳市政务服务中心会签"
    case, first, second = fresh(case), bureau.signature(case, 1), bureau.signature(case, 2)
    assert waiting(case) == [
        ("sign_notice:1", "leader", "supervision", ""), ("sign_notice:2", "leader", "city-centre", "")
    ]  # fmt: skip
    only(bureau, first, actions.sign_notice, "chief_supervisor")
    only(bureau, second, actions.sign_notice, "chief_centre")
    with refused(NotAllowed, second):
        actions.sign_notice(second, by=bureau.mayor, at=NOON)
    signed = actions.sign_notice(first, by=bureau.chief_supervisor, at=NOON)
    assert recorded(signed) == "示例·严正 代表沈阳市监察委员会签发整改通知书"
    with refused(WrongState, first):
        actions.sign_notice(first, by=bureau.chief_supervisor, at=NOON)


def test_a_notice_is_issued_once_both_have_signed(bureau: Bureau) -> None:
    case = bureau.signing()
    actions.sign_notice(bureau.signature(case, 1), by=bureau.chief_supervisor, at=NOON)
    with refused(RuleBroken, case, "各机关都签发之后才能下达。"):
        actions.issue_notice(case, by=bureau.supervisor, at=NOON)
    actions.sign_notice(bureau.signature(case, 2), by=bureau.chief_centre, at=NOON)
    only(bureau, case, actions.issue_notice, "supervisor", "second")
    issued = actions.issue_notice(case, by=bureau.supervisor, at=NOON)
    assert recorded(issued) == (
        "示例·关心 下达整改通知书沈监改字〔2026〕1号，整改期限2026-03-30，整改方案期限2026-03-16"
    )
    document = fresh(issued.notice).document
    assert (document.joint_codes, document.data["addressee"]) == (["city-centre"], "沈阳市城乡建设局")
    assert document.data["findings"][0] == "厅外审批：登记册有三件许可没有在大厅登记"


def test_nobody_signs_for_two_bodies_nor_what_they_drafted(bureau: Bureau) -> None:
    case = bureau.signing()
    first, second = bureau.signature(case, 1), bureau.signature(case, 2)
    actions.sign_notice(first, by=bureau.chief_supervisor, at=NOON)
    person = bureau.chief_supervisor.person
    with pytest.raises(IntegrityError, match="person_signs_for_one_body"), transaction.atomic():
        NoticeSignature.objects.filter(pk=second.pk).update(state="signed", signed_by=person, signed_at=NOON)
    case.notices.update(drafted_by=bureau.chief_centre.person)
    with refused(RuleBroken, second, "拟稿人不能签发。"):
        actions.sign_notice(second, by=bureau.chief_centre, at=NOON)


def test_a_notice_is_withdrawn_before_it_is_issued(bureau: Bureau) -> None:
    case, act = bureau.signing(), actions.withdraw_notice
    only(bureau, case, act, "supervisor", "second", reason="证据不足")
    with refused(RuleBroken, case, fields=["reason"]):
        act(case, reason="", by=bureau.supervisor, at=NOON)
    done = act(case, reason="证据不足", by=bureau.supervisor, at=NOON)
    assert recorded(done) == "示例·关心 收回了整改通知书：证据不足"
    assert (fresh(case).state, bureau.signature(case).state) == ("verifying", "void")
    with refused(WrongState, bureau.signature(case)):
        actions.sign_notice(bureau.signature(case), by=bureau.chief_supervisor, at=NOON)
    again = {**PAPER, "centre": bureau.centre}
    assert bureau.did(actions.draft_notice, fresh(case), **again).state == "signing"


def test_the_unit_acknowledges_once(bureau: Bureau) -> None:
    case, act = bureau.ordered(), actions.acknowledge_notice
    only(bureau, case, act, "leader", "head", "chief")
    assert recorded(act(case, by=bureau.head, at=NOON)) == "示例·张伟东 签收了整改文书"
    with refused(RuleBroken, fresh(case), "整改文书已经签收。"):
        act(fresh(case), by=bureau.head, at=NOON)


def test_a_plan_after_a_meeting(bureau: Bureau) -> None:
    case, act = bureau.ordered(), actions.submit_plan
    plan = {**PLAN, "meeting_on": NOON.date(), "done_by": date(2026, 3, 20)}
    only(bureau, case, act, "leader", **plan)
    for wrong in (
        {"meeting_on": date(2026, 3, 1)}, {"meeting_on": date(2026, 3, 3)}, {"done_by": date(2026, 3, 31)},
        {"done_by": date(2026, 3, 1)}, {"causes": ""}, {"measures": " "}, {"owner": ""},
    ):  # fmt: skip
        with refused(RuleBroken, case, fields=list(wrong)):
            act(case, **{**plan, **wrong}, by=bureau.leader, at=NOON)
    done = act(case, **plan, by=bureau.leader, at=NOON)
    assert recorded(done).endswith(
        "报送整改方案（2026-03-02专题会议研究），责任人示例·许宁，2026-03-20前完成"
    )
    only(bureau, case, actions.return_plan, "supervisor", "second", reason="没有退款安排")
    with refused(RuleBroken, case, fields=["reason"]):
        actions.return_plan(case, reason=" ", by=bureau.supervisor, at=NOON)
    returned = actions.return_plan(case, reason="没有退款安排", by=bureau.supervisor, at=NOON)
    assert recorded(returned) == "示例·关心 退回整改方案：没有退款安排"
    assert fresh(case).state == "ordered"
    case = bureau.did(act, fresh(case), by=bureau.leader, **plan)
    only(bureau, case, actions.accept_plan, "supervisor", "second")
    assert recorded(actions.accept_plan(case, by=bureau.supervisor, at=NOON)) == "示例·关心 同意整改方案"
    assert waiting(case) == [("report_rectified", "section_head", "urban-rural-construction", "2026-03-30")]


def test_is_checked_by_another_person(bureau: Bureau) -> None:
    case, act = bureau.rectifying(), actions.check_rectification
    facts = {"is_passed": True, "text": "抽查十件，均在大厅办理"}
    with refused(RuleBroken, case, "单位报告整改结果之后才能复查。"):
        act(case, **facts, by=bureau.second, at=NOON)
    only(bureau, case, actions.report_rectified, "leader", "head", "chief", report="已改")
    with refused(RuleBroken, case, fields=["report"]):
        actions.report_rectified(case, report=" ", by=bureau.head, at=NOON)
    actions.report_rectified(case, report="已改", by=bureau.head, at=NOON)
    with refused(RuleBroken, case, "整改结果已经报告，等待复查。"):
        actions.report_rectified(case, report="又改", by=bureau.head, at=NOON)
    only(bureau, case, act, "supervisor", "second", **facts)
    with refused(RuleBroken, case, "复查人不能是整改文书的拟稿人或者签发人。"):
        act(case, **facts, by=bureau.supervisor, at=NOON)
    failed = act(case, is_passed=False, text="仍有一件在厅外", by=bureau.second, at=NOON)
    assert recorded(failed) == "示例·卢明 复查整改情况：不合格，继续整改"
    case = fresh(case)
    assert (case.state, case.reported_at) == ("rectifying", None)
    actions.report_rectified(case, report="全部改正", by=bureau.head, at=NOON)
    act(case, **facts, by=bureau.second, at=NOON)
    assert fresh(case).state == "verified"
    check = RectificationCheck.objects.latest("pk")
    with pytest.raises(IntegrityError, match="who_issued_the_notice_does_not_check_it"), transaction.atomic():
        RectificationCheck.objects.filter(pk=check.pk).update(checked_by=check.issuer)


def test_is_closed_and_sampled_again_after_a_month(bureau: Bureau) -> None:
    case = bureau.verified()
    only(bureau, case, actions.close_supervision_case, "supervisor", "second")
    done = actions.close_supervision_case(case, by=bureau.supervisor, at=NOON)
    assert recorded(done) == "示例·关心 结案；2026-04-02至2026-06-02之间再次抽样"
    assert waiting(fresh(case)) == [("resample", "supervisor", "supervision", "2026-06-02")]


def test_a_sample_drawn_again_is_recorded_when_somebody_was_asked(bureau: Bureau) -> None:
    case, later = bureau.closed(), after(40)
    before = bureau.drawn()[0].frame
    campaign = bureau.running()
    facts = {"source": "registers", "size": 2, "by": bureau.supervisor}
    since = actions.draw_sample(campaign, **facts, at=later).frame
    said = {"is_repeated": False, "text": "抽两人，均在大厅办理"}
    only(bureau, case, actions.record_resampling, "supervisor", "second", at=later, frame=since, **said)
    with refused(RuleBroken, case, "还没有到复查抽样的日期。"):
        actions.record_resampling(case, frame=since, **said, by=bureau.supervisor, at=after(30))
    case.refresh_from_db()
    assert before.drawn_at == case.closed_at  # drawn at the same moment: not after
    with refused(RuleBroken, case, fields=["frame"]):
        actions.record_resampling(case, frame=before, **said, by=bureau.supervisor, at=later)
    with refused(RuleBroken, case, "抽样中还没有询问过该单位的办事人，请先走访、回访或者发出问卷。"):
        actions.record_resampling(case, frame=since, **said, by=bureau.supervisor, at=later)
    call = {"is_reached": True, "consents": True, "answers": {"handed_in": "hall"}}
    actions.make_call(since.samples.earliest("position"), **call, by=bureau.supervisor, at=later)
    recorded_ = actions.record_resampling(case, frame=since, **said, by=bureau.supervisor, at=later)
    assert recorded(recorded_) == "示例·关心 登记复查抽样：没有发现问题再次发生"
    assert waiting(case) == []
    with refused(RuleBroken, case, "复查抽样已经登记。"):
        actions.record_resampling(case, frame=since, **said, by=bureau.supervisor, at=later)


def test_a_repeat_is_marked(bureau: Bureau) -> None:
    """By the rule where a rule found it, else by the kind; only within the months of the city's data."""
    bureau.suggested()
    again = bureau.suggested(at=NOON + timedelta(days=300))
    assert [(one.is_repeat, int(one.factor)) for one in again.findings.all()] == [(True, 2), (True, 2)]
    much_later = bureau.verifying(at=NOON + timedelta(days=800))
    paper = {**PAPER, "findings": [Found("outside_hall", "另一条规则", "R-OH-1"), Found("overdue", "超期")]}
    late = bureau.did(actions.suggest_rectification, much_later, at=NOON + timedelta(days=800), **paper)
    assert [one.is_repeat for one in late.findings.all()] == [False, False]
