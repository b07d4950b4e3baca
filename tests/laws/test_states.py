"""Law of states: drawn from the verbs, each reachable, each final one meant."""

from __future__ import annotations

import pytest

from yimen.kernel.audit.action import verbs
from yimen.modules.approvals.models.applications import ENDED
from yimen.modules.approvals.states import State

from .tables import TABLES, require_equal

FINAL = {State.ARCHIVED, State.DISCARDED, State.NOT_COMPETENT, State.NOT_REQUIRED, State.REFUSED_ACCEPTANCE}
FINAL |= {State.WITHDRAWN, State.DEEMED_WITHDRAWN}
ALL_VERBS = [verb for name, verb in verbs().items() if name.startswith("approvals.")]
OF_APPLICATIONS = [verb for verb in ALL_VERBS if set(verb.sources) <= set(State.values) and verb.sources]


def test_every_state_of_an_application_is_reached() -> None:
    reached = {state for verb in OF_APPLICATIONS for state in verb.targets}
    assert set(State.values) - reached == set()  # the draft is kept by amending it


def test_only_final_states_have_no_way_out() -> None:
    left = {source for verb in OF_APPLICATIONS for source in verb.sources if set(verb.targets) != {source}}
    assert set(State.values) - left == {str(one) for one in FINAL}
    assert {str(one) for one in FINAL} <= {str(one) for one in ENDED}


def test_the_drawing_is_the_committed_one(request: pytest.FixtureRequest) -> None:
    lines = ["stateDiagram-v2"]
    moves = {
        (source, target, verb.name.split(".")[1])
        for verb in OF_APPLICATIONS
        for source in verb.sources
        for target in verb.targets
        if not (len(verb.targets) > 1 and len(verb.sources) > 1 and source != target)
    }
    lines += [f"    {source} --> {target}: {verb}" for source, target, verb in sorted(moves)]
    require_equal(request, TABLES / "application-states.mmd", "\n".join(lines) + "\n")
