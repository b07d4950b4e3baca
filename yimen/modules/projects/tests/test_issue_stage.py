"""统一发放结果: all at once, when every department has decided; what is not sealed is named."""

from __future__ import annotations

import pytest

from tests.world import NOON
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.approvals import actions as approvals
from yimen.modules.projects import actions
from yimen.modules.projects.machines import PROJECTS

from .works import FIRE, PERMIT, WASTE, Works, only, refused

pytestmark = pytest.mark.django_db
HANDED = {"method": "window", "receiver": "示例企业"}


def test_gives_out_every_result_at_once(works: Works) -> None:
    stage = works.all_decided()
    assert stage.state == "all_decided"
    only(works, stage, actions.issue_stage, "issuer", **HANDED)
    done = actions.issue_stage(stage, **HANDED, by=works.issuer, at=NOON)
    assert recorded(done).endswith("统一发放了 3 项结果，签收人：示例企业")
    states = {works.part(stage, code).state for code in (FIRE, WASTE, PERMIT)}
    assert states == {"closed"}
    ended = works.fresh(stage)
    assert (ended.state, ended.own_case.outcome) == ("issued", "granted")
    with refused(RuleBroken, stage, "没有新的结果可以发放。"):
        actions.issue_stage(stage, **HANDED, by=works.issuer, at=NOON)


def test_no_department_gives_out_its_own(works: Works) -> None:
    stage = works.accepted()
    part = works.decided(stage, FIRE)
    assert part.state == "sealed"
    with refused(RuleBroken, part, "此事项按“并联审批”流程办理，没有这一步。"):
        approvals.deliver(part, **HANDED, identity_checked=True, by=works.world.issuer, at=NOON)


def test_waits_for_the_last_department_and_its_seal(works: Works) -> None:
    stage = works.accepted()
    works.decided(stage, FIRE)
    with refused(RuleBroken, stage, "还有部门没有决定。"):
        actions.settle_stage(stage, by=PROJECTS, at=NOON)
    with refused(WrongState, stage):
        actions.issue_stage(stage, **HANDED, by=works.issuer, at=NOON)
    works.decided(stage, WASTE)
    works.decided(stage, PERMIT, sealed=False)
    assert works.fresh(stage).state == "all_decided"
    waiting = "以下决定尚未用印：建筑工程施工许可证核发（沈阳市城乡建设局）"
    with refused(RuleBroken, stage, waiting):
        actions.issue_stage(stage, **HANDED, by=works.issuer, at=NOON)


def test_only_the_machine_follows(works: Works) -> None:
    stage = works.accepted()
    only(works, stage, actions.settle_stage)
    only(works, works.task(stage, PERMIT), actions.release_task)
    only(works, works.task(stage, PERMIT), actions.end_task)
