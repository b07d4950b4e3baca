"""What follows at once for the bill: drawn up where nothing must be measured, void when the case ends without grant."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.followers import reacts_to
from yimen.kernel.base.actor import Actor, Machine
from yimen.kernel.base.days import local_day

from . import actions
from .charging import reads
from .events import (
    ApplicationAccepted,
    ApplicationAcceptedWithTolerance,
    ApplicationApproved,
    ApplicationDecidedOnTheSpot,
    ApplicationDeemedAccepted,
    ApplicationRefused,
    ApplicationSubmitted,
    ApplicationTerminated,
    ApplicationWithdrawn,
)
from .models import Application
from .states import Outcome, Pattern

CHARGING = Machine("charging")


def draw_up(application: Application, at: datetime) -> None:
    """计费 — by itself where the form states all that the standards measure; else the department does."""
    day = local_day(at)
    due = reads.next_due(application, day) if application.version.body.fees else ""
    standards = reads.raised(application, day, due) if due else []
    measured = reads.stated(application, standards)
    needed = {one.key for standard in standards for one in standard.terms.measures}
    if standards and needed <= set(measured) and not any(one.terms.reductions for one in standards):
        actions.draft_charge(application, measured=measured, by=CHARGING, at=at)


def end_open(application: Application, reason: str, at: datetime) -> None:
    """作废 — a bill that is still open when the case ends without being granted."""
    if not application.version.body.fees:
        return
    for order in application.charges.filter(state__in=reads.OPEN):
        actions.void_charge(order, reason=reason, by=CHARGING, at=at)


@reacts_to(ApplicationSubmitted)
def charge_on_the_spot(fact: ApplicationSubmitted, *, by: Actor, at: datetime) -> None:
    """What is decided on the spot is charged while it lies at the window."""
    if fact.application.pattern == Pattern.ON_THE_SPOT:
        draw_up(fact.application, at)


@reacts_to(ApplicationAccepted)
def charge_accepted(fact: ApplicationAccepted, *, by: Actor, at: datetime) -> None:
    draw_up(fact.application, at)


@reacts_to(ApplicationAcceptedWithTolerance)
def charge_tolerated(fact: ApplicationAcceptedWithTolerance, *, by: Actor, at: datetime) -> None:
    draw_up(fact.application, at)


@reacts_to(ApplicationDeemedAccepted)
def charge_deemed(fact: ApplicationDeemedAccepted, *, by: Actor, at: datetime) -> None:
    draw_up(fact.application, at)


@reacts_to(ApplicationApproved)
def charge_granted(fact: ApplicationApproved, *, by: Actor, at: datetime) -> None:
    """What is due before the delivery of the result."""
    draw_up(fact.application, at)


@reacts_to(ApplicationDecidedOnTheSpot)
def charge_decided_on_the_spot(fact: ApplicationDecidedOnTheSpot, *, by: Actor, at: datetime) -> None:
    if fact.application.outcome == Outcome.GRANTED:
        draw_up(fact.application, at)
    else:
        end_open(fact.application, _("未予许可，不再收费"), at)


@reacts_to(ApplicationRefused)
def end_refused(fact: ApplicationRefused, *, by: Actor, at: datetime) -> None:
    end_open(fact.application, _("未予许可，不再收费"), at)


@reacts_to(ApplicationWithdrawn)
def end_withdrawn(fact: ApplicationWithdrawn, *, by: Actor, at: datetime) -> None:
    if fact.application.case_id is not None:
        end_open(fact.application, _("申请已撤回，不再收费"), at)


@reacts_to(ApplicationTerminated)
def end_terminated(fact: ApplicationTerminated, *, by: Actor, at: datetime) -> None:
    end_open(fact.application, _("办件已终止，不再收费"), at)
