"""暂停事项: by an instrument, from one day to another, told to the public; nobody applies meanwhile."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.trials import only, refused
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application, Suspension

pytestmark = pytest.mark.django_db

TODAY, LATER, END = date(2026, 3, 2), date(2026, 3, 9), date(2026, 4, 1)
ORDER = {"instrument_no": "示例政发〔2026〕5号", "notice": "因系统改造暂停办理。"}
REASON = "此事项已根据示例政发〔2026〕5号自2026年3月2日起暂停办理，2026年4月1日恢复受理。"


def test_takes_no_application_from_its_first_day(world: World, draft: Application) -> None:
    done = actions.suspend_version(
        world.version(), from_on=TODAY, to_on=END, **ORDER, by=world.approver, at=NOON
    )
    assert recorded(done) == (
        "示例·严正 根据 示例政发〔2026〕5号 暂停 城市道路占用、挖掘许可 第1版，自 2026-03-02 起，2026-04-01 恢复"
    )
    assert done.version.state == "suspended"
    with refused(RuleBroken, draft, REASON):
        actions.submit(draft, by=world.resident, at=NOON)
    with refused(RuleBroken, world.item(), REASON):
        world.draft()


def test_the_database_refuses_it_too(world: World, draft: Application) -> None:
    actions.suspend_version(world.version(), from_on=TODAY, to_on=END, **ORDER, by=world.approver, at=NOON)
    with pytest.raises(IntegrityError, match="takes no application"), transaction.atomic():
        Application.objects.filter(pk=draft.pk).update(received_on=TODAY)


def test_cases_that_run_go_on(world: World, submitted: Application) -> None:
    actions.suspend_version(world.version(), from_on=TODAY, to_on=END, **ORDER, by=world.approver, at=NOON)
    done = actions.accept(submitted, window=world.window(), by=world.clerk, at=NOON)
    assert done.application.state == "accepted"


def test_from_a_later_day_the_version_is_in_force_until_then(world: World) -> None:
    done = actions.suspend_version(
        world.version(), from_on=LATER, to_on=END, **ORDER, by=world.approver, at=NOON
    )
    assert done.version.state == "in_force"
    assert world.draft(at=world.later(6)).state == "draft"
    with pytest.raises(RuleBroken):
        world.draft(at=world.later(7))
    assert world.draft(at=world.later(30)).state == "draft"


@pytest.mark.parametrize(
    ("changed", "message", "field"),
    [
        ({"instrument_no": " "}, "请填写批准文件的文号。", "instrument_no"),
        ({"notice": ""}, "请写明向社会公告的内容。", "notice"),
        ({"from_on": date(2026, 3, 1)}, "暂停不能从过去的日期开始。", "from_on"),
        ({"to_on": TODAY}, "恢复日期应当在暂停日期之后。", "to_on"),
    ],
)
def test_refuses_what_is_not_whole(
    world: World, changed: dict[str, object], message: str, field: str
) -> None:
    facts = ORDER | {"from_on": TODAY, "to_on": END} | changed
    version = world.version()
    with refused(RuleBroken, version, message, [field]):
        actions.suspend_version(version, **facts, by=world.approver, at=NOON)


def test_two_never_overlap(world: World) -> None:
    version = world.version()
    facts = ORDER | {"by": world.approver, "at": NOON}
    actions.suspend_version(version, from_on=LATER, to_on=END, **facts)
    with refused(RuleBroken, version, "此事项在这段时间已经有一次暂停。", ["from_on"]):
        actions.suspend_version(version, from_on=TODAY, to_on=date(2026, 3, 10), **facts)
    row = Suspension.objects.get(item=version.item)
    row.pk = None
    with pytest.raises(IntegrityError, match="one_suspension_of_an_item_at_a_time"), transaction.atomic():
        row.save(force_insert=True)
    actions.suspend_version(version, from_on=TODAY, to_on=LATER, **facts)


def test_a_version_that_comes_meanwhile_is_suspended_too(world: World) -> None:
    version = world.published(world.copied(LATER))
    actions.suspend_version(world.version(), from_on=TODAY, to_on=END, **ORDER, by=world.approver, at=NOON)
    done = actions.bring_into_force(version, by=world.machine("catalogue sweep"), at=world.later(7))
    assert done.version.state == "suspended"
    assert sorted(world.item().versions.values_list("number", "state")) == [
        (1, "superseded"),
        (2, "suspended"),
    ]
    with pytest.raises(RuleBroken):
        world.draft(at=world.later(7))


def test_refuses_a_draft(world: World) -> None:
    version = world.copied(date(2026, 6, 1))
    with refused(WrongState, version):
        actions.suspend_version(version, from_on=TODAY, to_on=END, **ORDER, by=world.approver, at=NOON)


def test_only_the_approver_of_the_catalogue(world: World) -> None:
    facts = ORDER | {"from_on": TODAY, "to_on": END}
    only(world, world.version(), actions.suspend_version, "approver", **facts)
