"""What follows at once for licences: issued with the seal; what the city holds itself is looked up at submission."""

from __future__ import annotations

from datetime import datetime

from yimen.kernel.audit.followers import reacts_to
from yimen.kernel.base.actor import Actor, Machine
from yimen.kernel.base.days import local_day

from . import actions, licence_register
from .events import (
    ApplicationConcluded,
    ApplicationReopened,
    ApplicationSubmitted,
    CommittedDecisionRevoked,
)
from .models import Application
from .outline import known_of
from .states import LicenceState, Outcome

REGISTER = Machine("licence register")


@reacts_to(ApplicationConcluded)
def register_licence(fact: ApplicationConcluded, *, by: Actor, at: datetime) -> None:
    """发证 — the sealed licence of a granted application goes into the register."""
    application = fact.application
    if application.outcome == Outcome.GRANTED and licence_register.type_of(application.version) is not None:
        actions.issue_licence(application, by=REGISTER, at=at)


@reacts_to(CommittedDecisionRevoked)
def undo_with_revocation(fact: CommittedDecisionRevoked, *, by: Actor, at: datetime) -> None:
    """随决定撤销 — a commitment was not kept: what it had won is struck from those in force."""
    _undo(fact.check.application, fact.reason, at)


@reacts_to(ApplicationReopened)
def undo_with_reopening(fact: ApplicationReopened, *, by: Actor, at: datetime) -> None:
    """随决定撤销 — a new decision is to be made: the licence of the old one holds no more."""
    _undo(fact.application, f"{fact.ground} {fact.instrument_no}", at)


def _undo(application: Application, reason: str, at: datetime) -> None:
    for licence in application.issued_licences.filter(
        state__in=[LicenceState.IN_FORCE, LicenceState.EXPIRED]
    ):
        actions.undo_licence(licence, reason=reason, by=REGISTER, at=at)


@reacts_to(ApplicationSubmitted)
def look_up_licences(fact: ApplicationSubmitted, *, by: Actor, at: datetime) -> None:
    """What is not asked of the applicant because the city issued it: found, checked and noted for its holder."""
    application = fact.application
    held = [one for one in application.version.body.checklist(known_of(application)) if one.shared_source]
    there = (
        set(application.materials.filter(replaced_at__isnull=True).values_list("key", flat=True))
        if held
        else set()
    )
    for material in held:
        if material.is_asked_of_applicant or material.key in there:
            continue
        found = licence_register.usable(application, material.key, local_day(at))
        if found:
            actions.use_licence(application, key=material.key, licence=found[0], by=REGISTER, at=at)
