"""What follows in a stage when a department decided its part: looked at once the decision is committed.

Not in the same act: an act on a part never touches its stage, so acts on many parts and on their stage never wait for
one another in a circle. Locks go downward only: stage, then tasks in their order, then the applications behind them.
"""

from __future__ import annotations

from datetime import datetime

from yimen.kernel.audit.followers import reacts_to
from yimen.kernel.base.actor import Actor
from yimen.modules.approvals.public import (
    ApplicationApproved,
    ApplicationRefused,
    ApplicationReopened,
    ApplicationTerminated,
    ApplicationWithdrawn,
    CorrectionLapsed,
)

from .jobs import follow_stage

Decided = (
    ApplicationApproved
    | ApplicationRefused
    | ApplicationReopened
    | ApplicationTerminated
    | ApplicationWithdrawn
    | CorrectionLapsed
)


@reacts_to(
    ApplicationApproved,
    ApplicationRefused,
    ApplicationReopened,
    ApplicationTerminated,
    ApplicationWithdrawn,
    CorrectionLapsed,
)
def look_at_the_stage(fact: Decided, *, by: Actor, at: datetime) -> None:
    """A part was decided or ended: others may be decided now, or end with it, or the stage is over."""
    case = fact.application.case
    if case is not None and case.parent_id is not None:
        follow_stage.defer(stage_id=str(case.parent_id))
