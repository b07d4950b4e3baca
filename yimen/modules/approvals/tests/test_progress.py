"""办理进度 as the public look-up shows it, state by state."""

import pytest

from tests.world import FILING
from yimen.modules.approvals import actions
from yimen.modules.approvals.public import progress as progress_of

pytestmark = pytest.mark.django_db


def states(application, noon):
    found = progress_of(application.pk, noon.date())
    assert found is not None
    return [step.state for step in found.steps]


def test_steps_on_the_way(world, noon):
    assert states(world.submitted(), noon) == ["done", "current"] + ["waiting"] * 4
    assert states(world.in_review(), noon) == ["done", "done", "current"] + ["waiting"] * 3
    assert states(world.in_approval(), noon) == ["done", "done", "done", "current", "waiting", "waiting"]
    assert states(world.decided(), noon) == ["done"] * 4 + ["current", "waiting"]
    assert states(world.sealed(), noon) == ["done"] * 5 + ["current"]
    assert states(world.submitted(FILING, by=world.enterprise), noon) == [
        "done",
        "current",
        "waiting",
        "waiting",
    ]


def test_steps_of_what_was_delivered(world, noon):
    done = actions.deliver(
        world.sealed(), method="window", receiver="示例", identity_checked=True, by=world.issuer, at=noon
    )
    assert states(done.application, noon) == ["done"] * 6
    found = progress_of(done.application.pk, noon.date())
    assert found is not None
    assert found.deadline is None


def test_steps_of_what_was_withdrawn(world, noon):
    early = actions.withdraw(world.submitted(), reason="", by=world.resident, at=noon).application
    assert states(early, noon) == ["done", "stopped"] + ["waiting"] * 4
    late = actions.withdraw(world.accepted(), reason="", by=world.resident, at=noon).application
    assert states(late, noon) == ["done", "done", "stopped"] + ["waiting"] * 3


def test_a_result_is_told_only_once_it_is_sealed(world, noon):
    titles = {paper.title for paper in progress_of(world.decided().pk, noon.date()).papers}
    sealed = {paper.title for paper in progress_of(world.sealed().pk, noon.date()).papers}
    assert len(sealed - titles) == 2
    assert titles < sealed


def test_an_outcome_is_told_only_once_it_is_sealed(world, noon):
    assert progress_of(world.decided().pk, noon.date()).outcome == ""
    assert progress_of(world.sealed().pk, noon.date()).outcome == "准予"


def test_the_clock_that_binds_now(world, noon):
    labels = {
        made.__name__: progress_of(made().pk, noon.date()).deadline.label
        for made in (world.submitted, world.accepted, world.sealed)
    }
    assert labels == {"submitted": "受理时限", "accepted": "承诺时限", "sealed": "送达时限"}
    assert progress_of(world.decided().pk, noon.date()).deadline is None
