"""开始暂停 and 恢复事项: on their days by the sweep, or earlier by the approver."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from tests.trials import only, refused
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.approvals import actions, jobs
from yimen.modules.approvals.models import ItemVersion

pytestmark = pytest.mark.django_db

LATER, END = date(2026, 3, 9), date(2026, 4, 1)
ORDER = {"instrument_no": "示例政发〔2026〕5号", "notice": "因系统改造暂停办理。"}


def ordered(world: World, first: date) -> ItemVersion:
    facts = ORDER | {"from_on": first, "to_on": END, "by": world.approver, "at": NOON}
    return actions.suspend_version(world.version(), **facts).version


def test_the_sweep_begins_and_ends_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    version = ordered(world, LATER)
    for days, state in (
        (6, "in_force"),
        (7, "suspended"),
        (29, "suspended"),
        (30, "in_force"),
        (31, "in_force"),
    ):
        moment = world.later(days).replace(hour=0, minute=1)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        jobs.version_sweep()
        version.refresh_from_db()
        assert (days, version.state) == (days, state)
    assert version.suspensions.get().resumed_on == END


def test_a_sweep_that_comes_late_resumes_on_the_day_that_was_set(world: World) -> None:
    version = ordered(world, NOON.date())
    done = actions.resume_version(version, by=world.machine("catalogue sweep"), at=world.later(40))
    assert (
        recorded(done) == "系统（目录到期处理） 恢复了 城市道路占用、挖掘许可 第1版，自 2026-04-01 起受理申请"
    )


def test_earlier_by_the_approver(world: World) -> None:
    version = ordered(world, NOON.date())
    done = actions.resume_version(version, by=world.approver, at=world.later(3))
    assert done.version.state == "in_force"
    assert version.suspensions.get().resumed_on == date(2026, 3, 5)
    assert world.draft(at=world.later(3)).state == "draft"


def test_one_that_has_not_begun_is_taken_back(world: World) -> None:
    version = ordered(world, LATER)
    actions.resume_version(version, by=world.approver, at=NOON)
    assert version.suspensions.get().resumed_on == LATER
    assert world.draft(at=world.later(10)).state == "draft"
    ordered(world, LATER)


def test_not_earlier_by_the_sweep(world: World) -> None:
    sweep, version = world.machine("catalogue sweep"), ordered(world, LATER)
    with refused(RuleBroken, version, "此事项今天没有暂停。"):
        actions.begin_suspension(version, by=sweep, at=world.later(6))
    actions.begin_suspension(version, by=sweep, at=world.later(7))
    with refused(RuleBroken, version, "还没有到恢复日期。"):
        actions.resume_version(version, by=sweep, at=world.later(29))


def test_refuses_what_is_not_suspended(world: World) -> None:
    version = world.version()
    with refused(RuleBroken, version, "此事项没有暂停。"):
        actions.resume_version(version, by=world.approver, at=NOON)
    draft = world.copied(date(2026, 6, 1))
    with refused(WrongState, draft):
        actions.resume_version(draft, by=world.approver, at=NOON)


def test_only_the_approver_and_the_sweep(world: World) -> None:
    version = ordered(world, NOON.date())
    only(world, version, actions.resume_version, "approver")
    only(world, version, actions.begin_suspension)
