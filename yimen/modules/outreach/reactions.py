"""What follows from facts of others: the case of an errand moves on, the post of an agent ends."""

from __future__ import annotations

from datetime import datetime

from yimen.kernel.audit.followers import reacts_to
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.language import official_language
from yimen.kernel.cases.models import Channel
from yimen.kernel.people.events import PostEnded
from yimen.modules.approvals import public as approvals

from . import actions, queries
from .actions.carrying import TAKEN_IN
from .actions.ending import MACHINE
from .states import ErrandState

Ended = (
    approvals.AcceptanceRefused
    | approvals.ApplicationConcluded
    | approvals.ApplicationNotCompetent
    | approvals.ApplicationNotRequired
    | approvals.ApplicationTerminated
    | approvals.ApplicationWithdrawn
    | approvals.CorrectionLapsed
)


@reacts_to(approvals.ApplicationSubmitted)
def submitted(fact: approvals.ApplicationSubmitted, *, by: Actor, at: datetime) -> None:
    """The application of an errand was submitted; agents apply by the channel of telephones, so others cost no query."""
    if fact.application.channel != Channel.MOBILE:
        return
    errand = queries.errand_of_application(fact.application.pk, TAKEN_IN)
    if errand is not None:
        actions.note_submission(errand, by=MACHINE, at=at)


@reacts_to(
    approvals.AcceptanceRefused,
    approvals.ApplicationConcluded,
    approvals.ApplicationNotCompetent,
    approvals.ApplicationNotRequired,
    approvals.ApplicationTerminated,
    approvals.ApplicationWithdrawn,
    approvals.CorrectionLapsed,
)
def ended(fact: Ended, *, by: Actor, at: datetime) -> None:
    """The case came to its end: its outcome is the result of the errand."""
    if fact.application.channel != Channel.MOBILE:
        return
    errand = queries.errand_of_application(fact.application.pk, (ErrandState.SUBMITTED,))
    if errand is not None:
        with official_language():
            outcome = fact.application.get_outcome_display()
        actions.note_result(errand, result=outcome, by=MACHINE, at=at)


@reacts_to(PostEnded)
def post_ended(fact: PostEnded, *, by: Actor, at: datetime) -> None:
    """An agent whose post ends today or has ended serves no more; a later day is kept by the post itself."""
    if fact.until > local_day(at):
        return
    for agent in queries.agents_of_post(fact.post):
        actions.lapse_agent(agent, by=MACHINE, at=at)
