"""Law of states: drawn from the verbs, each reachable, each final one meant."""

from __future__ import annotations

from typing import get_type_hints

import pytest

from yimen.kernel.audit.action import Verb, verbs
from yimen.modules.approvals.models import Application, ItemVersion
from yimen.modules.approvals.models.applications import ENDED
from yimen.modules.approvals.states import State, VersionState

from .tables import TABLES, require_equal

FINAL = {State.ARCHIVED, State.DISCARDED, State.NOT_COMPETENT, State.NOT_REQUIRED, State.REFUSED_ACCEPTANCE}
FINAL |= {State.WITHDRAWN, State.DEEMED_WITHDRAWN, State.GIVEN_BACK}


def subject_of(verb: Verb) -> object:
    """The kind of row that the verb is done to: the type of its first parameter."""
    return next(iter(get_type_hints(verb.function).values()))


ALL_VERBS = [verb for name, verb in verbs().items() if name.startswith("approvals.")]
OF_APPLICATIONS = [verb for verb in ALL_VERBS if subject_of(verb) is Application and verb.sources]
OF_VERSIONS = [verb for verb in ALL_VERBS if subject_of(verb) is ItemVersion and verb.sources]


def test_every_state_of_an_application_is_reached() -> None:
    reached = {state for verb in OF_APPLICATIONS for state in verb.targets}
    assert set(State.values) - reached == set()  # the draft is kept by amending it


def test_every_state_of_a_version_is_reached_and_the_last_ones_stay() -> None:
    reached = {state for verb in OF_VERSIONS for state in verb.targets}
    left = {source for verb in OF_VERSIONS for source in verb.sources if set(verb.targets) != {source}}
    assert set(VersionState.values) - reached == {VersionState.SUPERSEDED}  # by the one that comes after it
    assert set(VersionState.values) - left == {VersionState.SUPERSEDED, VersionState.CANCELLED}


def test_only_final_states_have_no_way_out() -> None:
    left = {source for verb in OF_APPLICATIONS for source in verb.sources if set(verb.targets) != {source}}
    assert set(State.values) - left == {str(one) for one in FINAL}
    assert {str(one) for one in FINAL} <= {str(one) for one in ENDED}


@pytest.mark.parametrize(
    ("name", "of"), [("application-states", OF_APPLICATIONS), ("version-states", OF_VERSIONS)]
)
def test_the_drawing_is_the_committed_one(request: pytest.FixtureRequest, name: str, of: list[Verb]) -> None:
    lines = ["stateDiagram-v2"]
    moves = {
        (source, target, verb.name.split(".")[1])
        for verb in of
        for source in verb.sources
        for target in verb.targets
        if source == target
        or not (len(verb.targets) > 1 and len(verb.sources) > 1 and target in verb.sources)
    }
    lines += [f"    {source} --> {target}: {verb}" for source, target, verb in sorted(moves)]
    require_equal(request, TABLES / f"{name}.mmd", "\n".join(lines) + "\n")
