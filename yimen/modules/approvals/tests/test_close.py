"""归结: follows from delivery by itself, once, with the outcome of the decision."""

from __future__ import annotations

import pytest

from tests.trials import facts_of, only, refused
from tests.world import NOON, World
from yimen.kernel.audit.models import Entry
from yimen.kernel.base.refusals import WrongState
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import Outcome, State

pytestmark = pytest.mark.django_db


def test_follows_from_delivery(world: World, closed: Application) -> None:
    assert (closed.state, closed.outcome, closed.ended_at) == (State.CLOSED, Outcome.GRANTED, NOON)
    assert (closed.case.closed_at, closed.case.outcome) == (NOON, "granted")
    entry = Entry.objects.get(chain=closed.pk, code="approvals.application.closed")
    assert (entry.sentence, entry.actor_kind, entry.actor_id) == ("办件归结", "machine", "closing")
    assert facts_of(closed)[-1] == "approvals.application.closed"


def test_belongs_to_the_same_act_as_the_delivery(closed: Application) -> None:
    codes = ["approvals.application.delivered", "approvals.application.closed"]
    entries = Entry.objects.filter(chain=closed.pk, code__in=codes)
    assert entries.values("correlation").distinct().count() == 1


def test_refuses_before_delivery_and_twice(world: World, sealed: Application, closed: Application) -> None:
    for application in (sealed, closed):
        with refused(WrongState, application):
            actions.close(application, by=world.machine("closing"), at=NOON)


def test_nobody_closes_by_hand(world: World, sealed: Application) -> None:
    only(world, sealed, actions.close)
