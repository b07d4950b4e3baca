"""An act with just the parts that every act has: lock, permission, state, record, work items, outbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from yimen.kernel.audit.action import action, current_act
from yimen.kernel.audit.events import Event
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.ids import new_id
from yimen.kernel.cases import work
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import State


@dataclass(frozen=True)
class PlainlyAccepted(Event):
    """受理 — for measuring."""

    code = "bench.application.accepted"
    says = "%(by)s %(application)s"
    application: Application


@action(permission=Permission.APPLICATION_ACCEPT, moves=((State.SUBMITTED,), State.ACCEPTED))
def accept_plainly(application: Application, *, by: Actor, at: datetime) -> PlainlyAccepted:
    """受理 — state and days, the window's work done, the section's begun, a message laid into the outbox."""
    application.accepted_at, application.accepted_on = at, local_day(at)
    work.done(application.case, at=at)
    work.wait_for(application.case, "assign", role="section_examiner", at=at, due_on=application.accepted_on)
    current_act().tail.add(
        "notices_tail",
        {
            "id": new_id(),
            "person_id": application.applicant_id,
            "address": "",
            "code": "approvals.accepted",
            "case_ref": application.pk,
            "language": "zh-hans",
            "subject": "您的申请已受理",
            "body": "您的申请已受理。" * 12,
            "link": "",
            "created_at": at,
            "deliveries": [{"id": new_id(), "channel": "email", "address": application.contact_email}],
        },
    )
    return PlainlyAccepted(application)
