"""准备、填写、提交: asked once, answered once, submitted once; the pool of materials with its versions."""

from __future__ import annotations

from datetime import date

import pytest

from tests.world import NOON
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.modules.projects import actions, jobs
from yimen.modules.projects.asking import asking_of, situation_of
from yimen.modules.projects.models import SharedMaterial

from .works import FIRE, PERMIT, WASTE, Works, only, refused

pytestmark = pytest.mark.django_db


def test_takes_every_item_that_is_not_optional(works: Works) -> None:
    project = works.project()
    done = actions.prepare_stage(
        project, template=works.template(), stage_id=new_id(), by=works.owner, at=NOON
    )
    assert done.stage.chosen == [FIRE, WASTE, PERMIT]
    with refused(RuleBroken, project, "这个阶段已经在准备或者办理。"):
        actions.prepare_stage(project, template=works.template(), stage_id=new_id(), by=works.owner, at=NOON)
    with refused(RuleBroken, done.stage, "本阶段没有这些事项：presale-permit"):
        actions.fill_stage(done.stage, chosen=["presale-permit"], by=works.owner, at=NOON)
    only(works, done.stage, actions.fill_stage, "enterprise", "clerk", chosen=[])


def test_each_question_and_material_is_asked_once(works: Works) -> None:
    stage = works.prepared()
    asking, given = asking_of(stage, date(2026, 3, 2)), situation_of(stage, date(2026, 3, 2))
    filer = [one for one in asking.questions(given) if one.key == "filer"]
    assert [one.items for one in filer] == [(FIRE, WASTE, PERMIT)]
    agent = {**stage.answers, "filer": ["agent"]}
    actions.fill_stage(stage, answers=agent, by=works.owner, at=NOON)
    needed = {one.key: one.members for one in asking.materials(situation_of(works.fresh(stage), NOON.date()))}
    assert needed["power-of-attorney"] == tuple((one, "power-of-attorney") for one in (FIRE, WASTE, PERMIT))


def test_says_everything_that_is_open_at_once(works: Works) -> None:
    project = works.project()
    stage = actions.prepare_stage(
        project, template=works.template(), stage_id=new_id(), by=works.owner, at=NOON
    ).stage
    with refused(RuleBroken, stage, "还有情形没有选择。"):
        actions.submit_stage(stage, by=works.owner, at=NOON)
    works.answered(stage)
    with pytest.raises(RuleBroken, match="还缺少材料") as caught:
        actions.submit_stage(stage, by=works.owner, at=NOON)
    assert "建筑垃圾处理方案" in str(caught.value)
    assert "消防设计文件" in str(caught.value)


def test_submits_one_case_for_all(works: Works) -> None:
    stage = works.prepared()
    only(works, stage, actions.submit_stage, "enterprise", "clerk")
    done = actions.submit_stage(stage, by=works.owner, at=NOON)
    assert recorded(done).endswith("提交了阶段申请，共 3 个事项")
    case = works.fresh(stage).own_case
    assert (case.kind, case.org.code, case.title) == (
        "projects", "urban-rural-construction", "示例厂房 施工许可",
    )  # fmt: skip
    with refused(WrongState, stage):
        actions.submit_stage(stage, by=works.owner, at=NOON)


def test_a_new_version_reopens_only_the_review_that_used_it(works: Works) -> None:
    stage = works.accepted()
    fire, waste = works.reviewed(stage, FIRE), works.reviewed(stage, WASTE)
    done = works.share(stage, f"{FIRE}.fire-design", text="second")
    assert recorded(done).endswith("提交了共享材料 消防设计文件 第 2 版")
    assert done.users == ["沈阳市城乡建设局"]
    assert (works.part(stage, FIRE).state, works.part(stage, WASTE).state) == ("in_review", "in_approval")
    assert fire.reviews.get().return_reason == "材料已更新：fire-design-review.fire-design.pdf"
    assert waste.reviews.get().returned_at is None
    versions = SharedMaterial.objects.filter(project=stage.project_id, key=f"{FIRE}.fire-design")
    assert [(one.version, one.replaced_at is None) for one in versions] == [(2, True), (1, False)]


def test_what_one_stage_has_the_next_one_uses(works: Works) -> None:
    project = works.project()
    works.prepared(project=project)
    held = SharedMaterial.objects.filter(project=project).count()
    stage = works.prepared("metro-line", project=project)
    shared = {"building-waste.waste-plan"} & set(works.needed(stage))
    assert shared
    assert SharedMaterial.objects.filter(project=project, key__in=shared, version=1).count() == len(shared)
    assert SharedMaterial.objects.filter(project=project).count() > held


def test_a_material_that_nobody_lists_is_refused(works: Works) -> None:
    stage = works.prepared()
    with refused(RuleBroken, stage, "本阶段不需要这项材料。"):
        works.share(stage, "passport")


def test_withdraws_what_is_not_decided(works: Works) -> None:
    stage = works.accepted()
    works.decided(stage, FIRE)
    only(works, stage, actions.withdraw_stage, "enterprise", reason="")
    done = actions.withdraw_stage(stage, reason="项目调整", by=works.owner, at=NOON)
    assert done.parts == 2
    states = {code: works.part(stage, code).outcome for code in (FIRE, WASTE, PERMIT)}
    assert states == {
        FIRE: "granted",
        WASTE: "withdrawn_after_acceptance",
        PERMIT: "withdrawn_after_acceptance",
    }
    jobs.follow(stage.pk, at=NOON)
    assert works.fresh(stage).state == "all_decided"  # what was decided is still given out


def test_withdraws_the_whole_when_nothing_is_decided(works: Works) -> None:
    stage = works.accepted()
    done = actions.withdraw_stage(stage, reason="项目调整", by=works.owner, at=NOON)
    assert recorded(done).endswith("撤回了阶段申请：项目调整")
    assert (works.fresh(stage).state, works.fresh(stage).own_case.outcome) == ("stage_withdrawn", "withdrawn")


def test_a_stranger_prepares_nothing(works: Works) -> None:
    project = works.project()
    with refused(NotAllowed, project):
        actions.prepare_stage(
            project, template=works.template(), stage_id=new_id(), by=works.world.stranger, at=NOON
        )
