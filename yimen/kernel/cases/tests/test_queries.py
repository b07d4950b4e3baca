"""Who sees which cases, and whose desk which work is on."""

from __future__ import annotations

from datetime import date

import pytest

from tests.world import NOON, World
from yimen.kernel.base.actor import Actor
from yimen.kernel.cases import queries
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application

pytestmark = pytest.mark.django_db


def sees(actor: Actor, application: Application) -> bool:
    return queries.cases(actor).filter(pk=application.pk).exists()


def has(actor: Actor, application: Application) -> list[str]:
    return list(queries.work(actor).filter(case=application.case_id).values_list("kind", flat=True))


def test_a_case_is_seen_by_its_party_its_body_and_its_centre(world: World) -> None:
    application = world.accepted()
    who = (
        "resident",
        "clerk",
        "examiner",
        "head",
        "leader",
        "chief",
        "keeper",
        "issuer",
        "reception",
        "manager",
    )
    assert [name for name in who if not sees(getattr(world, name), application)] == []


def test_and_by_nobody_else(world: World) -> None:
    application = world.accepted()
    others = [world.stranger, world.enterprise, world.administrator, world.public, world.machine("closing")]
    others += [world.actor(login) for login in ("leader.market", "examiner.market", "clerk.driver")]
    assert [one for one in others if sees(one, application)] == []


def test_work_lies_on_the_desks_of_the_role_that_it_waits_for(world: World) -> None:
    application = world.submitted()
    assert {
        name: has(getattr(world, name), application) for name in ("clerk", "reception", "examiner", "head")
    } == {
        "clerk": ["accept"],
        "reception": ["accept"],
        "examiner": [],
        "head": [],
    }
    application = world.accepted()
    assert has(world.examiner, application) == has(world.second_examiner, application) == ["assign"]
    assert has(world.head, application) == ["assign"]
    assert has(world.actor("examiner.market"), application) == []


def test_work_that_was_assigned_lies_on_one_desk(world: World) -> None:
    application = world.in_review()
    assert has(world.examiner, application) == ["examine"]
    assert has(world.second_examiner, application) == has(world.head, application) == []


def test_each_step_lies_on_the_next_desk(world: World) -> None:
    application = world.in_approval()
    assert has(world.leader, application) == has(world.chief, application) == ["approve"]
    actions.approve(application, by=world.leader, at=NOON)
    assert (has(world.leader, application), has(world.keeper, application)) == ([], ["conclude"])
    actions.conclude(application, by=world.keeper, at=NOON)
    assert (has(world.keeper, application), has(world.issuer, application)) == ([], ["deliver"])


def test_a_closed_case_is_on_no_desk(world: World) -> None:
    application = world.accepted()
    actions.withdraw(application, by=world.resident, at=NOON)
    assert has(world.examiner, application) == []


def test_neither_the_public_nor_a_machine_has_a_desk(world: World) -> None:
    assert not queries.work(world.public).exists()
    assert not queries.work(world.machine("closing")).exists()


def test_overdue_is_after_the_day_and_while_it_runs(world: World) -> None:
    application = world.accepted()
    mine = queries.overdue(date(2026, 3, 12)).filter(case=application.case_id)
    assert list(mine) == []
    late = queries.overdue(date(2026, 3, 13)).filter(case=application.case_id)
    assert [one.kind for one in late] == ["promised"]
    actions.withdraw(application, by=world.resident, at=NOON)
    assert not queries.overdue(date(2027, 1, 1)).filter(case=application.case_id).exists()
