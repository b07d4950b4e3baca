"""公布版本: by another than the editor; the one before it ends on its first day; from now on it cannot change."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.trials import refused
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import NotAllowed, RuleBroken, WrongState
from yimen.kernel.people.actor import PersonActor
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application, ItemVersion
from yimen.modules.approvals.states import VersionState

pytestmark = pytest.mark.django_db
FACTS = {"instrument_no": "示例〔2026〕2号"}


@pytest.fixture
def approver(world: World) -> PersonActor:
    return world.approver


def drafted(world: World, first: date, **changed: object) -> ItemVersion:
    return world.reviewed(world.copied(first, **changed))


def test_holds_from_its_first_day_and_ends_the_one_before(world: World, approver: PersonActor) -> None:
    before, version = world.version(), drafted(world, date(2026, 3, 2))
    done = actions.publish_version(version, **FACTS, by=approver, at=NOON)
    version.refresh_from_db()
    before.refresh_from_db()
    assert recorded(done) == "示例·严正 公布了 城市道路占用、挖掘许可 第2版，自 2026-03-02 起施行"
    assert (version.state, version.published_at) == (VersionState.IN_FORCE, NOON)
    assert (version.approved_by, version.instrument_no) == (f"person:{approver.id}", "示例〔2026〕2号")
    assert (before.state, before.effective_to) == (VersionState.SUPERSEDED, date(2026, 3, 2))


def test_of_a_later_day_is_scheduled_and_the_old_one_runs_on(world: World, approver: PersonActor) -> None:
    before = world.version()
    done = actions.publish_version(drafted(world, date(2026, 6, 1)), **FACTS, by=approver, at=NOON)
    before.refresh_from_db()
    assert done.version.state == VersionState.SCHEDULED
    assert (before.state, before.effective_to) == (VersionState.IN_FORCE, date(2026, 6, 1))
    assert (world.draft().version, world.draft(at=world.later(91)).version) == (before, done.version)


def test_running_cases_keep_their_version(world: World, accepted: Application, approver: PersonActor) -> None:
    version = drafted(world, date(2026, 3, 2), promised_days=1)
    actions.publish_version(version, **FACTS, by=approver, at=NOON)
    assert world.fresh(accepted).version.number == 1
    assert world.draft().version == version


def test_who_drafted_does_not_publish(world: World, approver: PersonActor) -> None:
    version = drafted(world, date(2026, 3, 2))
    editors = [*version.editors, f"person:{approver.id}"]
    version = world.copied(date(2026, 3, 2))
    ItemVersion.objects.filter(pk=version.pk).update(editors=editors)
    version = world.reviewed(version)
    with refused(RuleBroken, version, "起草人不能批准自己起草的版本，请由另一人批准。"):
        actions.publish_version(version, **FACTS, by=approver, at=NOON)
    with pytest.raises(IntegrityError, match="editor_does_not_approve_own_version"), transaction.atomic():
        ItemVersion.objects.filter(pk=version.pk).update(approved_by=f"person:{approver.id}")


def test_not_from_a_day_on_which_another_began(world: World, approver: PersonActor) -> None:
    version = drafted(world, date(2026, 1, 1))
    with refused(RuleBroken, version, "已有从同日或更晚日期起施行的版本，请选择更晚的生效日期。"):
        actions.publish_version(version, **FACTS, by=approver, at=NOON)
    assert world.version().effective_to is None


def test_once(world: World, approver: PersonActor) -> None:
    version = drafted(world, date(2026, 3, 2))
    actions.publish_version(version, **FACTS, by=approver, at=NOON)
    with refused(WrongState, version):
        actions.publish_version(version, **FACTS, by=approver, at=NOON)


def test_a_published_version_cannot_change_even_by_sql(world: World) -> None:
    rows = ItemVersion.objects.filter(pk=world.version().pk)
    for act in (lambda: rows.update(promised_days=1), lambda: rows.update(content={}), rows.delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_only_the_approver_of_the_catalogue(world: World) -> None:
    version = drafted(world, date(2026, 3, 2))
    for login in ("editor.construction", "leader.construction", "administrator", "resident.one"):
        with refused(NotAllowed, version):
            actions.publish_version(version, **FACTS, by=world.actor(login), at=NOON)
