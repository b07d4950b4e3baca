"""听证 (行政许可法 46–48): told, asked for in five days, organised in twenty, noticed seven days ahead, hosted by another."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.trials import clocks, facts_of, only, papers, post, refused, waiting
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.approvals import actions, procedures, queries
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import HearingState

from .pages import enter, opened, sent, text

pytestmark = pytest.mark.django_db
REASON = {"reason": "占用道路影响沿街商户通行"}
SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = datetime(2026, 3, 13, 14, 0, tzinfo=SHANGHAI)
MINUTES = {
    "attended": "示例居民、商户甲",
    "minutes": "审查人员说明，商户甲质证。",
    "signed_by": "示例居民、商户甲",
}


def on(day: int) -> datetime:
    return NOON.replace(day=day)


def offered(world: World, application: Application) -> Application:
    return actions.offer_hearing(application, **REASON, by=world.examiner, at=NOON).application


def requested(world: World, application: Application) -> Application:
    offered(world, application)
    facts = {"statement": "要求听证"}
    return actions.request_hearing(application, **facts, by=world.resident, at=on(4)).application


def scheduled(world: World, application: Application, **changed: Any) -> Application:
    requested(world, application)
    facts = {
        "begins_at": DAY,
        "place": "三楼听证室",
        "host": world.head.person,
        "invited": "商户甲",
    } | changed
    return actions.schedule_hearing(application, **facts, by=world.examiner, at=on(4)).application


def held(world: World, application: Application) -> Application:
    scheduled(world, application)
    return actions.record_hearing(
        application, **MINUTES, by=world.head, at=on(13).replace(hour=17)
    ).application


def test_five_working_days_to_ask(world: World, in_review: Application) -> None:
    done = actions.offer_hearing(in_review, **REASON, by=world.examiner, at=NOON)
    assert (
        recorded(done)
        == "示例·王磊 告知申请人、利害关系人有权要求听证，2026-03-09 前提出：占用道路影响沿街商户通行"
    )
    assert clocks(in_review)["hearing_request"] == (5, "2026-03-09", "running")
    assert clocks(in_review)["statutory"] == (20, "2026-03-30", "running")
    assert papers(in_review)[-1] == "hearing_offer"


def test_asked_in_time_or_not_at_all(world: World, in_review: Application) -> None:
    offered(world, in_review)
    with refused(RuleBroken, in_review, "申请听证的期限已于 2026年3月9日 届满。"):
        actions.request_hearing(in_review, statement="", by=world.resident, at=on(10))
    done = actions.request_hearing(in_review, statement="", by=world.resident, at=on(9))
    assert done.hearing.organise_due_on == date(2026, 4, 7)


def test_its_days_are_not_counted_and_have_their_own_clock(world: World, in_review: Application) -> None:
    requested(world, in_review)
    found = clocks(in_review)
    assert found["hearing_request"][2] == "stopped"
    assert found["hearing_organise"] == (20, "2026-04-01", "running")
    assert (found["statutory"][2], found["promised"][2]) == ("held", "held")
    assert ("schedule_hearing", "section_examiner", "2026-04-01", "examiner.construction") in waiting(
        in_review
    )


def test_noticed_seven_working_days_ahead_and_in_time(world: World, in_review: Application) -> None:
    requested(world, in_review)
    facts = {"place": "三楼", "host": world.head.person, "by": world.examiner, "at": on(4)}
    with refused(
        RuleBroken, in_review, "应当在举行听证的七日前通知，最早可以定在 2026年3月13日。", ["begins_at"]
    ):
        actions.schedule_hearing(in_review, begins_at=DAY.replace(day=12), **facts)
    late = datetime(2026, 4, 2, 9, 0, tzinfo=SHANGHAI)
    with refused(RuleBroken, in_review, "应当在 2026年4月1日 前组织听证。", ["begins_at"]):
        actions.schedule_hearing(in_review, begins_at=late, **facts)
    done = actions.schedule_hearing(in_review, begins_at=DAY, **facts)
    assert recorded(done) == "示例·王磊 通知听证：2026-03-13 14:00，三楼，主持人示例·张伟东"
    assert papers(in_review)[-1] == "hearing_notice"
    assert "通知听证：2026年3月13日 14:00，三楼" in opened(world.resident, "application", in_review)


def test_when_it_is_too_late_the_earliest_lawful_day_is_still_open(
    world: World, in_review: Application
) -> None:
    requested(world, in_review)
    at = NOON.replace(month=4, day=10)
    first = datetime(2026, 4, 21, 9, 0, tzinfo=SHANGHAI)
    facts = {"place": "三楼", "host": world.head.person, "by": world.examiner, "at": at}
    assert actions.schedule_hearing(in_review, begins_at=first, **facts).hearing.begins_at == first


MOVED = datetime(2026, 3, 16, 9, 0, tzinfo=SHANGHAI)


def test_moved_only_with_a_reason(world: World, in_review: Application) -> None:
    """A second notice that says nothing of the first leaves people at a closed door."""
    scheduled(world, in_review)
    facts = {
        "begins_at": MOVED,
        "place": "五楼",
        "host": world.head.person,
        "by": world.examiner,
        "at": on(4),
    }
    with refused(RuleBroken, in_review, "请写明变更的原因。", fields=["reason"]):
        actions.move_hearing(in_review, **facts, reason=" ")
    with refused(RuleBroken, in_review, "此办件现在没有这一步听证程序。"):
        actions.schedule_hearing(in_review, **facts)
    done = actions.move_hearing(in_review, **facts, reason="三楼听证室检修")
    assert recorded(done) == (
        "示例·王磊 将听证变更为2026-03-16 09:00，五楼，主持人示例·张伟东：三楼听证室检修"
    )
    assert (done.hearing.begins_at, done.hearing.place) == (MOVED, "五楼")
    assert done.hearing.invited == "商户甲"
    assert ("record_hearing", "section_head", "2026-03-16", "head.construction") in waiting(in_review)
    notice = in_review.documents.filter(kind="hearing_notice").last().document
    assert notice.data["paragraphs"] == [
        "原定于2026年3月13日 14:00举行的听证因故变更，以本通知为准。变更原因：三楼听证室检修"
    ]


def test_moved_as_lawfully_as_scheduled(world: World, in_review: Application) -> None:
    scheduled(world, in_review)
    facts = {"place": "五楼", "host": world.head.person, "reason": "检修", "by": world.examiner, "at": on(4)}
    with refused(RuleBroken, in_review, fields=["begins_at"]):
        actions.move_hearing(in_review, begins_at=DAY.replace(day=11), **facts)
    with refused(RuleBroken, in_review, fields=["host"]):
        actions.move_hearing(in_review, begins_at=MOVED, **facts | {"host": world.examiner.person})
    only(world, in_review, actions.move_hearing, "examiner", "second_examiner", "head",
         begins_at=MOVED, **{key: facts[key] for key in ("place", "host", "reason")})  # fmt: skip


def test_the_page_and_the_endpoint_move_it(world: World, in_review: Application) -> None:
    scheduled(world, in_review)
    in_review.hearings.update(organise_due_on=date(2999, 1, 1))
    assert "三楼听证室" in opened(world.examiner, "hearing-move", in_review)
    page = {"begins_at": "2998-01-06T09:00", "place": "五楼", "host": str(world.head.person.pk)}
    assert sent(world.examiner, "hearing-move", in_review, **page, reason=" ").status_code == 200
    assert in_review.hearings.get().place == "三楼听证室"
    body = {**page, "begins_at": "2998-01-06T09:00:00+08:00", "reason": ""}
    assert post(world.examiner, in_review, "hearing-move", **body).status_code == 422
    assert post(world.examiner, in_review, "hearing-move", **body | {"reason": "检修"}).status_code == 201
    assert in_review.hearings.get().place == "五楼"


def test_the_host_never_reviewed(world: World, in_review: Application) -> None:
    requested(world, in_review)
    assert world.examiner.person not in procedures.hearing_hosts(in_review, date(2026, 3, 4))
    facts = {"begins_at": DAY, "place": "三楼", "host": world.examiner.person}
    with refused(RuleBroken, in_review, fields=["host"]):
        actions.schedule_hearing(in_review, **facts, by=world.examiner, at=on(4))


def test_who_hosts_does_not_review(world: World, in_review: Application) -> None:
    scheduled(world, in_review, host=world.second_examiner.person)
    with refused(RuleBroken, in_review, "听证主持人不能审核同一办件。", ["reviewer"]):
        actions.assign(in_review, reviewer=world.second_examiner.person, by=world.head, at=on(5))


def test_held_and_signed_the_clocks_go_on(world: World, in_review: Application) -> None:
    application = world.fresh(held(world, in_review))
    hearing = application.hearings.get()
    assert (hearing.state, hearing.signed_by) == (HearingState.HELD, "示例居民、商户甲")
    assert clocks(application)["statutory"] == (20, "2026-04-09", "running")
    assert clocks(application)["hearing_organise"][2] == "stopped"
    assert application.case.is_held is False
    assert papers(application)[-1] == "hearing_minutes"


def test_only_the_host_and_not_before_it_was_held(world: World, in_review: Application) -> None:
    scheduled(world, in_review)
    with refused(RuleBroken, in_review, "听证尚未举行。"):
        actions.record_hearing(in_review, **MINUTES, by=world.head, at=on(13))
    with refused(RuleBroken, in_review, "听证笔录由听证主持人登记。"):
        actions.record_hearing(in_review, **MINUTES, by=world.examiner, at=on(16))


def test_decided_according_to_the_minutes(world: World, in_review: Application) -> None:
    offered(world, in_review)
    opinion = {"opinion": "grant", "grounds": "符合条件。"}
    actions.examine(in_review, **opinion, by=world.examiner, at=on(3))
    with refused(RuleBroken, in_review, "听证程序尚未结束，不能作出决定。"):
        actions.approve(in_review, by=world.leader, at=on(3))
    actions.request_hearing(in_review, statement="", by=world.resident, at=on(4))
    facts = {"begins_at": DAY, "place": "三楼", "host": world.head.person}
    actions.schedule_hearing(in_review, **facts, by=world.examiner, at=on(4))
    actions.record_hearing(in_review, **MINUTES, by=world.head, at=on(13).replace(hour=17))
    with refused(RuleBroken, in_review, "审核意见早于听证，请先退回重审，根据听证笔录重新提出意见。"):
        actions.approve(in_review, by=world.leader, at=on(16))
    actions.return_to_review(in_review, reason="根据笔录重审", by=world.leader, at=on(16))
    actions.examine(in_review, **opinion, by=world.examiner, at=on(16))
    actions.approve(in_review, by=world.leader, at=on(16))
    said = in_review.documents.get(kind="decision").document.data["paragraphs"]
    assert said == ["本机关于2026年3月13日依法举行听证，本决定根据听证笔录作出。"]


def test_nobody_asked_and_the_decision_is_free(world: World, in_approval: Application) -> None:
    actions.offer_hearing(in_approval, **REASON, by=world.examiner, at=NOON)
    assert in_approval not in queries.past_hearing(date(2026, 3, 9))
    assert in_approval in queries.past_hearing(date(2026, 3, 10))
    done = actions.lapse_hearing(in_approval, by=world.machine("deadline sweep"), at=on(10))
    assert recorded(done) == "期限内没有提出听证申请"
    assert actions.approve(in_approval, by=world.leader, at=on(10)).decision.outcome == "granted"


def test_free_also_before_the_sweep_came(world: World, in_approval: Application) -> None:
    actions.offer_hearing(in_approval, **REASON, by=world.examiner, at=NOON)
    assert actions.approve(in_approval, by=world.leader, at=on(10)).decision.outcome == "granted"


def test_the_applicant_may_waive_it(world: World, in_review: Application) -> None:
    offered(world, in_review)
    assert recorded(actions.waive_hearing(in_review, by=world.resident, at=NOON)) == (
        f"{world.resident.label} 放弃听证"
    )
    with refused(RuleBroken, in_review, "此办件现在没有这一步听证程序。"):
        actions.request_hearing(in_review, statement="", by=world.resident, at=NOON)


def test_called_by_law_whoever_asks(world: World, in_review: Application) -> None:
    done = actions.call_hearing(in_review, **REASON, by=world.head, at=NOON)
    assert (done.hearing.is_by_law, done.hearing.state) == (True, HearingState.CALLED)
    assert clocks(in_review)["statutory"][2] == "held"
    with refused(RuleBroken, in_review, "此办件已有正在进行的听证程序。"):
        actions.offer_hearing(in_review, **REASON, by=world.examiner, at=NOON)


def test_not_before_acceptance_nor_after_the_decision(
    world: World, submitted: Application, decided: Application
) -> None:
    for application in (submitted, decided):
        for act in (actions.offer_hearing, actions.call_hearing):
            with refused(WrongState, application):
                act(application, **REASON, by=world.examiner, at=NOON)


def test_who_may(world: World, in_review: Application) -> None:
    staff = ("examiner", "second_examiner", "head")
    only(world, in_review, actions.offer_hearing, *staff, **REASON)
    only(world, in_review, actions.call_hearing, *staff, **REASON)
    only(world, in_review, actions.request_hearing, "resident", statement="")
    only(world, in_review, actions.waive_hearing, "resident")
    only(world, in_review, actions.lapse_hearing)


def test_the_pages_go_the_whole_way(world: World, in_review: Application) -> None:
    assert sent(world.examiner, "hearing-offer", in_review, **REASON).status_code == 302
    in_review.hearings.update(request_due_on=date(2999, 1, 1))
    assert "沿街商户" in opened(world.resident, "hearing-request", in_review)
    assert sent(world.resident, "hearing-request", in_review, statement="要求听证").status_code == 302
    assert (
        enter(world.stranger).get(f"/approvals/applications/{in_review.pk}/hearing-request/").status_code
        == 404
    )
    early = sent(
        world.examiner, "hearing-schedule", in_review, begins_at="2026-01-01T09:00", place="三楼",
        host=str(world.head.person.pk),
    )  # fmt: skip
    assert "最早可以定在" in text(early)
    assert "听证主持人" in opened(world.examiner, "hearing-schedule", in_review)
    assert "待组织听证" in opened(world.resident, "application", in_review)


def test_the_endpoints_call_and_offer(world: World, in_review: Application) -> None:
    assert post(world.examiner, in_review, "hearing", **REASON).status_code == 201
    assert facts_of(in_review)[-1] == "approvals.hearing.called"
    assert post(world.examiner, in_review, "hearing-offer", **REASON).status_code == 422
    assert post(world.outsider, in_review, "hearing", **REASON).status_code == 404


def test_a_hearing_is_not_ended_like_a_special_procedure(world: World, in_review: Application) -> None:
    application = world.fresh(requested(world, in_review))
    assert application.case.is_held
    page, ending = f"/approvals/applications/{application.pk}/", f"{application.pk}/hold-end/"
    examiner = enter(world.examiner)
    assert ending not in text(examiner.get(page))
    facts = {"kind": "expert_review", "reason": "技术复杂", "expected_days": 5}
    actions.open_hold(application, **facts, by=world.examiner, at=on(4))
    assert ending in text(examiner.get(page))
