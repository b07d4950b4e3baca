"""The transition table (办件状态): every verb, from every state and by every post outside it, is refused and changes nothing.

Drawn from the registry of verbs, so that a new one is asked as soon as it is there.
"""

from __future__ import annotations

from typing import Any, get_type_hints

import pytest

from tests.trials import CAST, standing
from tests.world import NOON, World
from yimen.kernel.audit.action import Verb, verbs
from yimen.kernel.audit.models import Refusal
from yimen.kernel.base.refusals import NotAllowed, Refused, WrongState
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import State

pytestmark = pytest.mark.django_db
MACHINES = ("deadline sweep", "draft sweep", "closing", "electronic delivery", "routing")
NOT_HERE = {State.DELIVERED, State.ELSEWHERE, State.GIVEN_BACK}
"""Passed at once, or reached through a node only: their own tests ask them."""


def of_applications() -> dict[str, Verb]:
    """The verbs that are done to an application from declared states."""
    named = {name.split(".")[1]: verb for name, verb in verbs().items() if name.startswith("approvals.")}
    return {name: verb for name, verb in named.items() if verb.sources and _subject(verb) is Application}


def _subject(verb: Verb) -> object:
    return next(iter(get_type_hints(verb.function).values()))


NAMES = sorted(of_applications())


@pytest.fixture(scope="module")
def in_each_state(
    draft: Application, discarded: Application, submitted: Application, correction_requested: Application,
    accepted: Application, in_review: Application, in_approval: Application, reported: Application,
    decided: Application, sealed: Application, closed: Application, archived: Application,
    not_required: Application, not_competent: Application, refused_acceptance: Application,
    withdrawn: Application, deemed_withdrawn: Application,
) -> dict[str, Application]:  # fmt: skip
    given = locals().values()
    return {str(one.state): one for one in given}


def test_every_state_is_reached(in_each_state: dict[str, Application]) -> None:
    assert set(in_each_state) == set(State.values) - NOT_HERE


def actors(world: World) -> list[Any]:
    return [getattr(world, name) for name in CAST] + [world.machine(name) for name in MACHINES]


@pytest.mark.parametrize("name", NAMES)
def test_refuses_every_other_state(world: World, in_each_state: dict[str, Application], name: str) -> None:
    verb, act = of_applications()[name], getattr(actions, name)
    tried = [one for state, one in in_each_state.items() if state not in verb.sources]
    assert len(tried) == len(in_each_state) - len(set(verb.sources) - NOT_HERE)
    for application in tried:
        able = [one for one in actors(world) if one.may(verb.permission, application)]
        before, refusals = standing(application), Refusal.objects.count()
        with pytest.raises(WrongState if able else NotAllowed) as caught:
            act(application, by=able[0] if able else world.machine("nobody"), at=NOON)
        if able:
            assert str(application.get_state_display()) in str(caught.value)
        assert standing(application) == before
        assert Refusal.objects.count() == refusals + 1


@pytest.mark.parametrize("name", NAMES)
def test_refuses_every_other_post(world: World, in_each_state: dict[str, Application], name: str) -> None:
    verb, act = of_applications()[name], getattr(actions, name)
    for state in set(verb.sources) & set(in_each_state):
        application = in_each_state[state]
        others = [one for one in actors(world) if not one.may(verb.permission, application)]
        before, refusals = standing(application), Refusal.objects.count()
        for other in others:
            assert _is_not_allowed(act, application, other), f"{other.label} may {name}"
        assert standing(application) == before
        assert Refusal.objects.count() == refusals + len(others)


def _is_not_allowed(act: Any, application: Application, by: Any) -> bool:
    try:
        act(application, by=by, at=NOON)
    except Refused as refusal:
        return isinstance(refusal, NotAllowed)
    return False
