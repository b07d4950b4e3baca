"""What follows at once from facts: what has been delivered is closed; electronic results are delivered."""

from __future__ import annotations

from datetime import datetime

from yimen.kernel.audit.followers import reacts_to
from yimen.kernel.base.actor import Actor, Machine
from yimen.kernel.base.days import local_day

from . import actions, dispatch
from .events import (
    ApplicationAccepted,
    ApplicationAcceptedWithTolerance,
    ApplicationBegunAsPart,
    ApplicationConcluded,
    ApplicationDeemedAccepted,
    ApplicationDelivered,
    ApplicationIssuedWithStage,
)
from .states import DeliveryMethod, State

Acceptance = (
    ApplicationAccepted
    | ApplicationAcceptedWithTolerance
    | ApplicationDeemedAccepted
    | ApplicationBegunAsPart
)


@reacts_to(
    ApplicationAccepted, ApplicationAcceptedWithTolerance, ApplicationDeemedAccepted, ApplicationBegunAsPart
)
def route_to_an_examiner(fact: Acceptance, *, by: Actor, at: datetime) -> None:
    """Where a rule of the body says who reviews, the accepted case is given out at once; else it waits."""
    if fact.application.state != State.ACCEPTED:
        return
    examiner = dispatch.pick(fact.application, local_day(at))
    if examiner is not None:
        actions.assign(fact.application, reviewer=examiner, by=Machine("routing"), at=at)


@reacts_to(ApplicationConcluded)
def deliver_electronically(fact: ApplicationConcluded, *, by: Actor, at: datetime) -> None:
    """Who asked for electronic delivery has the result in the account from this moment on."""
    application = fact.application
    if application.delivery_wanted == DeliveryMethod.ELECTRONIC:
        actions.deliver(
            application,
            method=DeliveryMethod.ELECTRONIC,
            receiver=application.applicant_name,
            by=Machine("electronic delivery"),
            at=at,
        )


@reacts_to(ApplicationDelivered, ApplicationIssuedWithStage)
def close_what_is_delivered(
    fact: ApplicationDelivered | ApplicationIssuedWithStage, *, by: Actor, at: datetime
) -> None:
    """Nothing is left to do: charges are settled before delivery, originals go back with the result."""
    actions.close(fact.application, by=Machine("closing"), at=at)
