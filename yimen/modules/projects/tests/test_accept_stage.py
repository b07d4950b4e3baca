"""并联受理: taken in once, given to every department at the same instant, each with its share of answers and materials."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.trials import clocks
from tests.world import NOON
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.cases.models import WorkItem
from yimen.kernel.orgs.models import Org
from yimen.modules.approvals import actions as approvals
from yimen.modules.approvals.actions.delegation import Conditions
from yimen.modules.approvals.models import Application
from yimen.modules.projects import actions
from yimen.modules.projects.models import Task

from .works import FIRE, PERMIT, WASTE, Works, codes, only, refused

pytestmark = pytest.mark.django_db


def test_every_department_gets_its_part_at_the_same_instant(works: Works) -> None:
    done = actions.accept_stage(works.submitted(), by=works.world.reception, at=NOON + timedelta(hours=1))
    stage = works.fresh(done.stage)
    assert recorded(done) == "示例·金月 并联受理，3 个事项同时交 2 个部门办理，应当在 2026-05-08 前办结"
    assert (stage.state, stage.accepted_on) == ("in_progress", date(2026, 3, 2))
    parts = Application.objects.filter(case__parent=stage.pk)
    told = {(one.state, one.pattern, one.accepted_at, one.submitted_at, one.received_on) for one in parts}
    assert told == {("accepted", "parallel_member", stage.accepted_at, stage.accepted_at, date(2026, 3, 2))}
    assert {one.begun_at for one in stage.tasks.all()} == {stage.accepted_at}
    permit = works.part(stage, PERMIT)
    assert permit.waits_for == "特殊建设工程消防设计审查"
    assert clocks(permit)["promised"] == (3, "2026-03-05", "running")
    assert codes(works.task(stage, PERMIT)) == ["approvals.application.begun-as-part"]


def test_forty_five_days_and_the_longest_way(works: Works) -> None:
    stage = works.accepted()
    rows = {one.kind: (one.budget, one.due_on, one.state) for one in stage.case.clocks.all()}
    assert rows["statutory"] == (45, date(2026, 5, 8), "running")
    assert rows["promised"] == (11, date(2026, 3, 17), "running")  # 8 for the fire review, 3 for the permit
    assert rows["acceptance"][2] == "stopped"


def test_each_department_sees_only_its_own_materials(works: Works) -> None:
    stage = works.accepted()
    keys = set(works.part(stage, WASTE).materials.values_list("key", flat=True))
    assert "waste-plan" in keys
    assert "fire-design" not in keys
    assert set(works.part(stage, FIRE).materials.values_list("key", flat=True)) == {
        "application-form",
        "fire-design",
    }


def test_each_department_has_one_day_to_acknowledge_and_two_to_check(works: Works) -> None:
    stage = works.accepted()
    days = set(Task.objects.filter(stage=stage).values_list("acknowledge_due_on", "opinion_due_on"))
    assert days == {(date(2026, 3, 3), date(2026, 3, 4))}
    waiting = WorkItem.objects.filter(case=stage.pk, done_at=None).values_list("kind", "org_path", "due_on")
    assert sorted(waiting) == sorted(
        (f"acknowledge_task:{one.position}", one.org_path, date(2026, 3, 3)) for one in stage.tasks.all()
    )


def test_only_the_window_takes_in(works: Works) -> None:
    stage = works.submitted()
    only(works, stage, actions.accept_stage, "reception", "clerk")
    only(works, stage, actions.decline_stage, "reception", "clerk", reason="不属于本阶段")


def test_it_is_taken_in_once(works: Works) -> None:
    stage = works.accepted()
    with refused(WrongState, stage):
        actions.accept_stage(stage, by=works.world.reception, at=NOON)


def test_declines_with_a_reason(works: Works) -> None:
    stage = works.submitted()
    with refused(RuleBroken, stage, "请写明不予受理的理由。"):
        actions.decline_stage(stage, reason=" ", by=works.world.clerk, at=NOON)
    done = actions.decline_stage(stage, reason="不属于本阶段", by=works.world.clerk, at=NOON)
    assert recorded(done) == "示例·陈静 不予受理：不属于本阶段"
    assert works.fresh(stage).own_case.outcome == "refused_acceptance"


def test_the_head_of_the_government_extends_once(works: Works) -> None:
    stage = works.accepted()
    facts = {"days": 15, "reason": "需要专家评审"}
    only(works, stage, actions.extend_stage, **facts)
    with refused(RuleBroken, stage, "延长天数应在 1 到 15 个工作日之间。"):
        actions.extend_stage(stage, days=16, reason="需要", by=works.mayor, at=NOON)
    done = actions.extend_stage(stage, **facts, by=works.mayor, at=NOON)
    assert done.due_on == "2026-05-28"
    with refused(RuleBroken, stage, "此办件已经延期一次，依法不能再次延期。"):
        actions.extend_stage(stage, **facts, by=works.mayor, at=NOON)


def test_a_part_goes_to_the_examiner_whom_the_rule_of_its_department_names(works: Works) -> None:
    """As a single application does; a department without a rule gives its part out by hand."""
    world = works.world
    approvals.add_routing_rule(world.org(), person=world.second_examiner.person, by=world.head, at=NOON)
    stage = works.accepted()
    fire, waste = works.part(stage, FIRE), works.part(stage, WASTE)
    assert (fire.state, fire.reviewer) == ("in_review", world.second_examiner.person)
    assert codes(fire)[-2:] == ["approvals.application.begun-as-part", "approvals.application.assigned"]
    assert (waste.state, waste.reviewer) == ("accepted", None)


def delegated(works: Works, kind: str, starts_on: date, **conditions: Any) -> None:
    """The permit of construction goes to the district where the project lies, from a day on."""
    org, loader = works.world.org(), works.world.machine("city data")
    county = Org.objects.get(code="county-xinmin")
    grant = approvals.draft_delegation(
        org, kind=kind, title="下放施工许可", instrument_no="沈政发〔2026〕1号", items=[works.world.item(PERMIT)],
        receivers=[(county, org.region)], starts_on=starts_on, conditions=Conditions(**conditions), by=loader, at=NOON,
    ).grant  # fmt: skip
    approver = works.world.actor("approver.catalogue")
    approvals.publish_delegation(grant, published_on=starts_on, by=approver, at=NOON)


@pytest.mark.parametrize(
    ("kind", "in_whose_name"), [("devolved", None), ("entrusted", "urban-rural-construction")]
)
def test_a_part_goes_to_the_body_that_is_competent_on_the_day(
    works: Works, kind: str, in_whose_name: str | None
) -> None:
    """What was received before the first day of the delegation stays with the old body."""
    delegated(works, kind, date(2026, 3, 3))
    before = works.part(works.accepted(), PERMIT)
    assert (before.org.code, before.in_name_of) == (works.world.org().code, None)
    later = works.world.later(1)
    stage = works.accepted(at=later)
    after, task = works.part(stage, PERMIT), works.task(stage, PERMIT)
    assert (after.org.code, task.org.code, after.case.org.code) == ("county-xinmin",) * 3
    assert (after.org_path, task.org_path) == (after.org.path, after.org.path)
    assert (after.in_name_of and after.in_name_of.code) == in_whose_name
    assert works.task(stage, FIRE).org == works.world.org()
    assert (
        WorkItem.objects.get(kind=f"acknowledge_task:{task.position}", case=stage.pk).org_path
        == after.org.path
    )
    with refused(NotAllowed, task):
        actions.acknowledge_task(task, by=works.world.examiner, at=later)
    county = works.world.actor("examiner.xinmin")
    assert actions.acknowledge_task(task, by=county, at=later).task.state == "received"


def test_classes_and_sums_of_the_project_lead_to_one_body(works: Works) -> None:
    """Two classes of one project that belong to two bodies are not given to either."""
    delegated(works, "devolved", NOON.date(), project_class="工业项目", amount_from=Decimal(10_000_000))
    stage = works.submitted()
    both = (
        "“建筑工程施工许可证核发”按项目类别分属不同机关（沈阳市城乡建设局、新民市人民政府），"
        "不能由一个部门办理，请按类别分别申请。"
    )
    with refused(RuleBroken, stage, both):
        actions.accept_stage(stage, by=works.world.reception, at=NOON)
    actions.amend_project(stage.project, classes=["industrial"], by=works.world.clerk, at=NOON)
    actions.accept_stage(works.fresh(stage), by=works.world.reception, at=NOON)
    assert works.part(stage, PERMIT).org.code == "county-xinmin"
