"""联合会审: called, attended or excused, held; absence without notice is consent, and recorded. One visit for all."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.world import NOON
from yimen.kernel.audit.models import Entry
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.approvals import actions as approvals
from yimen.modules.approvals.actions.inspections import SecondVisit
from yimen.modules.approvals.models import SiteInspection
from yimen.modules.projects import actions
from yimen.modules.projects.machines import PROJECTS
from yimen.modules.projects.models import ReviewSeat
from yimen.replay.paper import small_pdf

from .works import Works, enter, only, refused

pytestmark = pytest.mark.django_db
TOMORROW, AFTER = NOON + timedelta(days=1), NOON + timedelta(days=1, hours=2)
SAID = {"minutes": "各部门发表意见。", "decision": "原则同意，按意见修改。"}


def seat(works: Works, review: object, code: str) -> ReviewSeat:
    return ReviewSeat.objects.select_related("review", "org").get(review=review, org__code=code)


def test_calls_every_department_of_the_stage(works: Works) -> None:
    stage = works.accepted()
    facts = {"kind": "review", "place": "会议室", "agenda": "方案", "begins_at": TOMORROW}
    callers = ("examiner", "second_examiner", "head", "leader", "chief")
    only(works, stage, actions.call_review, *callers, **facts)
    with refused(RuleBroken, stage, "会审时间应当晚于现在。"):
        actions.call_review(stage, **{**facts, "begins_at": NOON}, by=works.world.head, at=NOON)
    with refused(RuleBroken, stage, "联合验收须提交联合测绘成果。"):
        actions.call_review(stage, **{**facts, "kind": "acceptance"}, by=works.world.head, at=NOON)
    with refused(RuleBroken, stage, "只能通知本阶段的办理部门。"):
        org = works.world.org("market-regulation")
        actions.call_review(stage, **facts, orgs=[org], by=works.world.head, at=NOON)
    done = actions.call_review(stage, **facts, by=works.world.head, at=NOON)
    assert done.departments == ["沈阳市城乡建设局", "沈阳市城市管理综合行政执法局"]


def test_absence_without_notice_is_consent_and_is_recorded(works: Works) -> None:
    stage = works.accepted()
    review = works.review(stage)
    own, other = (seat(works, review, code) for code in ("urban-rural-construction", "urban-management"))
    takers = ("examiner", "second_examiner", "head", "leader", "chief")
    only(works, own, actions.give_review_opinion, *takers, stance="agree", opinion="")
    with refused(RuleBroken, own, "请写明意见。"):
        actions.give_review_opinion(own, stance="disagree", opinion=" ", by=works.world.examiner, at=TOMORROW)
    told = actions.give_review_opinion(
        own, stance="agree_with_changes", opinion="加宽消防通道", by=works.world.examiner, at=TOMORROW
    )
    assert recorded(told) == "沈阳市城乡建设局 提出会审意见：修改后同意"
    with refused(RuleBroken, review, "会审还没有开始。"):
        actions.hold_review(review, **SAID, by=works.world.head, at=NOON)
    only(works, other, actions.deem_consent)
    done = actions.hold_review(review, **SAID, by=works.world.head, at=AFTER)
    assert done.absent == [other.org.name]
    assert (works.fresh(other).state, works.fresh(other).stance) == ("deemed_consent", "agree")
    assert Entry.objects.filter(chain=stage.pk, code="projects.review-seat.consent-deemed").count() == 1
    with refused(WrongState, review):
        actions.hold_review(review, **SAID, by=works.world.head, at=AFTER)


def test_who_says_so_before_has_not_consented(works: Works) -> None:
    review = works.review(works.accepted())
    other = seat(works, review, "urban-management")
    with refused(RuleBroken, other, "会审已经开始，不能再请假。"):
        actions.excuse_seat(other, reason="抢险", by=works.department(), at=TOMORROW)
    done = actions.excuse_seat(other, reason="抢险", by=works.department(), at=NOON)
    assert recorded(done) == f"{other.org.name} 请假：抢险"
    with refused(WrongState, other):
        actions.deem_consent(other, by=PROJECTS, at=AFTER)
    held = actions.hold_review(review, **SAID, by=works.world.head, at=AFTER)
    assert held.absent == ["沈阳市城乡建设局"]


def test_cancels_with_a_reason(works: Works) -> None:
    review = works.review(works.accepted())
    done = actions.cancel_review(review, reason="材料未齐", by=works.world.head, at=NOON)
    assert recorded(done) == "示例·张伟东 取消联合会审：材料未齐"
    own = seat(works, review, "urban-rural-construction")
    with refused(RuleBroken, own, "会审已经结束或者取消。"):
        actions.give_review_opinion(own, stance="agree", opinion="", by=works.world.examiner, at=NOON)


def test_a_joint_acceptance_has_one_survey_and_one_opinion(works: Works) -> None:
    stage = works.accepted()
    review = works.review(stage, kind="acceptance", survey=works.world.received("survey"))
    done = actions.hold_review(review, **SAID, by=works.world.head, at=AFTER)
    assert (str(done.kind), works.fresh(review).survey_id is not None) == ("联合验收", True)


def test_one_visit_for_all_and_no_other(works: Works) -> None:
    facts = {"begins_at": TOMORROW, "place": "示例路1号", "purpose": "查看现场"}
    plain = works.accepted()
    with refused(RuleBroken, plain, "本阶段没有需要现场勘验的事项。"):
        actions.call_joint_visit(plain, **facts, by=works.world.examiner, at=NOON)
    stage = works.accepted("completion")
    done = actions.call_joint_visit(stage, **facts, by=works.world.examiner, at=NOON)
    assert done.departments == ["沈阳市自然资源局", "沈阳市城乡建设局"]
    visit = SiteInspection.objects.get(application__case__parent=stage.pk)
    assert {one.org.name for one in visit.parts.select_related("org")} == set(done.departments)
    own = works.part(stage, "completion-planning-check")
    with refused(SecondVisit, own, "本阶段已经组织联合勘验，各部门不能另行勘验。"):
        approvals.call_inspection(own, **facts, by=works.world.actor("examiner.planning"), at=NOON)


def test_a_joint_acceptance_is_called_by_the_api_with_its_survey(works: Works) -> None:
    stage = works.accepted()
    where, lead = f"/api/v1/projects/stages/{stage.pk}/joint-acceptance", enter(works.world.head)
    facts = {"begins_at": "2036-03-05T09:00:00+08:00", "place": "现场", "agenda": "联合验收"}

    def called(content: bytes) -> tuple[int, int]:
        survey = SimpleUploadedFile("survey.pdf", content, content_type="application/pdf")
        return lead.post(where, facts | {"survey": survey}).status_code, stage.joint_reviews.count()

    assert called(b"no pdf") == (422, 0)
    assert lead.post(where, facts).status_code == 422
    assert called(small_pdf("联合测绘成果")) == (201, 1)
    review = stage.joint_reviews.get()
    assert (review.kind, review.survey_id is not None, review.seats.count()) == ("acceptance", True, 2)
    assert enter(works.world.clerk).post(where, facts).status_code == 422
