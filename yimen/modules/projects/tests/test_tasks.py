"""部门任务: acknowledged, checked, and what follows from decisions — released, or ended with what they needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.world import NOON
from yimen.kernel.audit.models import Entry
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.notices.models import Notice
from yimen.modules.approvals import actions as approvals
from yimen.modules.projects import actions, jobs, rules
from yimen.modules.projects.machines import PROJECTS
from yimen.modules.projects.models import ConsolidatedCorrection, Stage
from yimen.modules.projects.rules import Demanded

from .works import FIRE, PERMIT, WASTE, Works, codes, enter, only, refused

pytestmark = pytest.mark.django_db
ROW = {"key": f"{FIRE}.fire-design", "defect": "illegible", "cure": "重新出图"}


def test_acknowledges_in_time_or_late(works: Works) -> None:
    stage = works.accepted()
    task = works.task(stage, FIRE)
    only(works, task, actions.acknowledge_task, "examiner", "second_examiner", "head")
    done = actions.acknowledge_task(task, by=works.world.examiner, at=NOON)
    assert (recorded(done), done.is_late) == ("示例·王磊 签收了部门任务", False)
    late = actions.acknowledge_task(
        works.task(stage, PERMIT), by=works.world.examiner, at=NOON + timedelta(days=2)
    )
    assert late.is_late
    with refused(WrongState, task):
        actions.acknowledge_task(task, by=works.world.examiner, at=NOON)


def test_finds_complete(works: Works) -> None:
    task = works.acknowledged(works.accepted(), FIRE)
    only(works, task, actions.find_complete, "examiner", "second_examiner", "head")
    done = actions.find_complete(task, by=works.world.examiner, at=NOON)
    assert recorded(done) == "示例·王磊 确认材料齐全"
    assert (works.fresh(task).state, works.fresh(task).completeness) == ("task_complete", "declared")


def test_wants_all_at_once_what_its_item_lists(works: Works) -> None:
    task, act = works.acknowledged(works.accepted(), FIRE), actions.want_supplement
    only(works, task, act, "examiner", "second_examiner", "head", rows=[ROW])
    for rows, message in (
        ([], "请列出需要补正的材料。"),
        ([ROW, ROW], "同一项材料只需列一次。"),
        ([{**ROW, "key": f"{WASTE}.waste-plan"}], "本事项不需要这项材料：building-waste.waste-plan"),
        ([{**ROW, "defect": "ugly"}], "请选择存在的问题。"),
        ([{**ROW, "cure": " "}], "请写明如何补正。"),
    ):
        with refused(RuleBroken, task, message):
            act(task, rows=rows, by=works.world.examiner, at=NOON)
    done = act(task, rows=[ROW], by=works.world.examiner, at=NOON)
    assert recorded(done) == "示例·王磊 提出补正要求 1 项：消防设计文件"


def test_a_department_that_never_answers_holds_nobody_up(works: Works) -> None:
    stage = works.accepted()
    task = works.task(stage, WASTE)
    with refused(RuleBroken, task, "核对材料的期限尚未届满。"):
        actions.deem_complete(task, by=PROJECTS, at=NOON)
    only(works, task, actions.deem_complete)
    done = actions.deem_complete(task, by=PROJECTS, at=NOON + timedelta(days=3))
    assert recorded(done) == f"{task.org.name} 逾期未提出意见，视为材料齐全"
    assert works.fresh(task).completeness == "deemed"
    late = works.acknowledged(stage, FIRE)
    with refused(RuleBroken, late, "核对材料的期限已过，视为材料齐全。"):
        actions.want_supplement(late, rows=[ROW], by=works.world.examiner, at=NOON + timedelta(days=3))


def test_reviews_everything_first_and_decides_when_the_predecessor_has(works: Works) -> None:
    stage = works.accepted()
    permit = works.reviewed(stage, PERMIT)
    with refused(
        RuleBroken, permit, "前项尚未办结：特殊建设工程消防设计审查。可以先行审查，前项办结后再作决定。"
    ):
        approvals.approve(permit, by=works.world.leader, at=NOON)
    task = works.task(stage, PERMIT)
    with refused(RuleBroken, task, "前项尚未办结。"):
        actions.release_task(task, by=PROJECTS, at=NOON)
    works.decided(stage, FIRE)
    assert (works.part(stage, PERMIT).waits_for, works.task(stage, PERMIT).waits_for) == ("", [])
    assert codes(task)[-2:] == ["approvals.application.predecessor-arrived", "projects.task.released"]
    assert works.decided(stage, PERMIT).outcome == "granted"


def test_a_refused_predecessor_takes_what_depends_on_it_although_it_was_reviewed(works: Works) -> None:
    stage = works.accepted()
    works.reviewed(stage, PERMIT)
    with refused(RuleBroken, works.task(stage, PERMIT), "前项没有被拒绝或者终止。"):
        actions.end_task(works.task(stage, PERMIT), by=PROJECTS, at=NOON)
    works.decided(stage, FIRE, granted=False)
    permit, task = works.part(stage, PERMIT), works.task(stage, PERMIT)
    assert (permit.state, permit.outcome, task.ended_by) == ("closed", "terminated", FIRE)
    assert works.part(stage, WASTE).state == "accepted"
    assert works.fresh(stage).state == "in_progress"
    works.decided(stage, WASTE)
    assert works.fresh(stage).state == "all_decided"


def test_the_others_go_on_only_if_the_applicant_wishes(works: Works) -> None:
    stage = works.accepted()
    only(works, stage, actions.state_wish, "enterprise", goes_on=True)
    works.decided(stage, FIRE, granted=False)
    done = actions.state_wish(stage, goes_on=False, by=works.owner, at=NOON)
    assert done.wish == "不再办理其余事项"
    assert works.part(stage, WASTE).outcome == "withdrawn_after_acceptance"
    jobs.follow(stage.pk, at=NOON)
    assert works.fresh(stage).state == "all_decided"


def test_one_notice_says_each_thing_once(works: Works) -> None:
    stage = works.accepted()
    fire, waste = works.acknowledged(stage, FIRE), works.acknowledged(stage, WASTE)
    actions.want_supplement(fire, rows=[ROW], by=works.world.examiner, at=NOON)
    with refused(RuleBroken, stage, "还有部门在核对材料的期限内，待其提出意见后再统一告知。"):
        actions.consolidate_correction(stage, merges={}, by=works.world.clerk, at=NOON)
    other = {"key": f"{WASTE}.waste-plan", "defect": "missing", "cure": "补交图纸"}
    actions.want_supplement(waste, rows=[other], by=works.department(), at=NOON)
    actions.find_complete(works.acknowledged(stage, PERMIT), by=works.world.examiner, at=NOON)
    only(
        works, stage, actions.consolidate_correction, "clerk", "reception", "examiner", "second_examiner", "head",
        merges={},
    )  # fmt: skip
    with refused(RuleBroken, stage, "没有这些补正要求：x"):
        actions.consolidate_correction(stage, merges={"x": ROW["key"]}, by=works.world.clerk, at=NOON)
    same = {other["key"]: ROW["key"]}
    done = actions.consolidate_correction(stage, merges=same, by=works.world.clerk, at=NOON)
    assert (done.count, done.names) == (1, ["消防设计文件"])
    notice = ConsolidatedCorrection.objects.get(stage=stage)
    assert notice.rows[0]["cures"] == ["补交图纸", "重新出图"]
    assert notice.rows[0]["orgs"] == [waste.org.name, fire.org.name]
    with refused(RuleBroken, stage, "统一补正告知只发一次。"):
        actions.consolidate_correction(stage, merges={}, by=works.world.clerk, at=NOON)


def test_the_applicant_answers_once_for_all(works: Works) -> None:
    stage = works.accepted()
    task = works.acknowledged(stage, FIRE)
    actions.want_supplement(task, rows=[ROW], by=works.world.examiner, at=NOON)
    later = NOON + timedelta(days=3)
    actions.consolidate_correction(stage, merges={}, by=works.world.clerk, at=later)
    with refused(RuleBroken, stage, "还没有补正：消防设计文件"):
        actions.finish_correction(stage, by=works.owner, at=later)
    permit = works.acknowledged(stage, PERMIT)
    with refused(RuleBroken, permit, "统一补正告知已经发出，不能再提出新的补正要求。"):
        actions.want_supplement(permit, rows=[ROW], by=works.world.examiner, at=later)
    works.share(stage, ROW["key"], text="better", at=later)
    done = actions.finish_correction(stage, by=works.owner, at=later)
    assert recorded(done).endswith("已按统一补正告知补正")
    assert (works.fresh(task).state, works.fresh(task).completeness) == ("task_complete", "supplied")


def test_a_changed_template_leaves_running_stages_as_they_are(works: Works) -> None:
    stage = works.accepted()
    admin, template = works.world.administrator, works.template()
    version = actions.draft_template(template, by=admin, at=NOON).version
    actions.drop_stage_order(version, before=FIRE, after=PERMIT, by=admin, at=NOON)
    actions.drop_stage_item(version, item_code=WASTE, by=admin, at=NOON)
    actions.publish_template(version, basis="", done_when="all", by=admin, at=NOON)
    works.reviewed(stage, PERMIT)
    with pytest.raises(RuleBroken, match="前项尚未办结"):
        approvals.approve(works.part(stage, PERMIT), by=works.world.leader, at=NOON)
    assert works.fresh(stage).tasks.count() == 3
    assert works.prepared().chosen == [FIRE, PERMIT]


@dataclass
class Asked:
    """补正 of one stage: the fire design is still wanted, the waste plan came; ``last`` is the last day, ``after`` the next."""

    stage: Stage
    last: datetime
    after: datetime


def asked(works: Works) -> Asked:
    stage, later = works.accepted(), NOON + timedelta(days=3)
    fire, waste = works.acknowledged(stage, FIRE), works.acknowledged(stage, WASTE)
    actions.want_supplement(fire, rows=[ROW], by=works.world.examiner, at=NOON)
    plan = {"key": f"{WASTE}.waste-plan", "defect": "missing", "cure": "补交图纸"}
    actions.want_supplement(waste, rows=[plan], by=works.department(), at=NOON)
    done = actions.consolidate_correction(stage, by=works.world.clerk, at=later)
    works.share(stage, plan["key"], text="better", at=later)
    last = datetime.combine(date.fromisoformat(done.due_on), NOON.timetz())
    return Asked(stage, last, last + timedelta(days=1))


def test_a_correction_that_nobody_makes_ends_the_parts_that_need_it(works: Works) -> None:
    """The waste permit has all its own and goes on; the fire review ends, and what depends on it with it."""
    found = asked(works)
    stage, after = found.stage, found.after
    only(works, stage, actions.lapse_stage_correction, at=after)
    with refused(RuleBroken, stage, "补正期限尚未届满。"):
        actions.lapse_stage_correction(stage, by=PROJECTS, at=found.last)
    jobs.sweep(found.last)
    assert works.part(stage, FIRE).state == "accepted"
    jobs.sweep(after)
    part, waste = works.part(stage, FIRE), works.task(stage, WASTE)
    assert (part.state, part.outcome) == ("closed", "withdrawn_after_acceptance")
    assert (works.part(stage, WASTE).state, waste.completeness) == ("accepted", "supplied")
    jobs.follow(stage.pk, at=after)
    assert works.part(stage, PERMIT).outcome == "terminated"
    with refused(RuleBroken, stage, "没有等待补正的告知。"):
        actions.finish_correction(stage, by=works.owner, at=after)


def test_what_lapsed_is_told_to_the_applicant_in_words_and_on_paper(works: Works) -> None:
    found = asked(works)
    stage, after = found.stage, found.after
    jobs.sweep(after)
    part = works.part(stage, FIRE)
    assert codes(part)[-1] == "approvals.correction.lapsed"
    entry = Entry.objects.filter(chain=stage.pk).latest("seq")
    assert entry.sentence == "逾期未按统一补正告知补正：消防设计文件；1 个事项终结"
    told = Notice.objects.filter(person=works.owner.person, created_at__gte=after)
    assert {"projects.correction_lapsed", "approvals.correction_lapsed"} <= set(
        told.values_list("code", flat=True)
    )
    notice = part.documents.get(kind="termination_notice").document
    assert "统一补正告知要求您补正的材料（消防设计文件）" in str(notice.data)
    pages = [
        enter(works.owner).get(f"/projects/stages/{stage.pk}/{tail}").status_code
        for tail in ("", "materials/")
    ]
    assert pages == [200, 200]


def test_a_correction_that_was_made_but_not_declared_counts_as_made(works: Works) -> None:
    stage = works.accepted()
    actions.want_supplement(works.acknowledged(stage, FIRE), rows=[ROW], by=works.world.examiner, at=NOON)
    later = NOON + timedelta(days=3)
    actions.consolidate_correction(stage, by=works.world.clerk, at=later)
    works.share(stage, ROW["key"], text="better", at=later)
    after = NOON + timedelta(days=60)
    with refused(RuleBroken, stage, "材料已经补正，请完成补正。"):
        actions.lapse_stage_correction(stage, by=PROJECTS, at=after)
    jobs.sweep(after)
    assert works.task(stage, FIRE).completeness == "supplied"
    assert works.fresh(stage).correction.answered_at == after


def test_what_was_joined_in_the_notice_is_missing_for_each_who_asked() -> None:
    rows = rules.consolidated(
        [Demanded("a", "甲", "missing", "补", "", "一"), Demanded("b", "乙", "missing", "补", "", "二")],
        {"b": "a"},
    )
    assert ConsolidatedCorrection(rows=rows).wanted_keys == {"a", "b"}
    rows[0]["is_cured"] = True
    assert ConsolidatedCorrection(rows=rows).wanted_keys == set()


def test_only_the_machine_ends_a_part_and_only_after_the_day(works: Works) -> None:
    part = works.part(works.accepted(), FIRE)
    facts: dict[str, Any] = {"names": ["消防设计文件"], "due_on": NOON.date()}
    late = NOON + timedelta(days=1)
    for person in (works.world.examiner, works.world.leader, works.owner):
        with refused(NotAllowed, part):
            approvals.lapse_part(part, **facts, by=person, at=late)
    with refused(RuleBroken, part, "补正期限尚未届满。"):
        approvals.lapse_part(part, **facts, by=PROJECTS, at=NOON)
    done = approvals.lapse_part(part, **facts, by=PROJECTS, at=late)
    assert recorded(done) == "逾期未补正：受理后撤回"
    with refused(WrongState, part):
        approvals.lapse_part(part, **facts, by=PROJECTS, at=late)
