"""报送: what the facts of approvals are as messages. Pure but for the rows that a fact holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.cases.models import ClockKind, Party, PartyRole
from yimen.kernel.people import numbers
from yimen.kernel.people.actor import person_actor
from yimen.modules.approvals import public as approvals

from .states import MirrorState

STATES: Mapping[str, str] = {
    approvals.State.SUBMITTED: MirrorState.SUBMITTED,
    approvals.State.CORRECTION_REQUESTED: MirrorState.CORRECTION_REQUESTED,
    approvals.State.ACCEPTED: MirrorState.ACCEPTED,
    approvals.State.IN_REVIEW: MirrorState.IN_REVIEW,
    approvals.State.IN_APPROVAL: MirrorState.IN_APPROVAL,
    approvals.State.DECIDED: MirrorState.DECIDED,
    approvals.State.SEALED: MirrorState.CONCLUDED,
    approvals.State.DELIVERED: MirrorState.DELIVERED,
}
ENDED = (MirrorState.CONCLUDED, MirrorState.DELIVERED, MirrorState.CLOSED)
Body = dict[str, Any]


def state_of(state: str) -> str:
    """The state as both sides name it; every way to have ended is ``closed``."""
    return STATES.get(state, MirrorState.CLOSED)


def held(state: str, outcome: str) -> str:
    """What is compared in a reconciliation: the state, with the outcome once it is told."""
    return f"{state}/{outcome}" if state in ENDED else state


def officer(by: Actor) -> Body:
    """Who acted there: by name and number, as the law asks of those who handle."""
    person = person_actor(by)
    if person is None:
        return {"name": by.label[:100]}
    number = person.person.employee_number
    return {"name": by.label[:100], **({"number": number[:40]} if number else {})}


def step(application: approvals.Application, kind: str, by: Actor, **more: Any) -> Body:
    return {"kind": kind, "state": state_of(application.state), "officer": officer(by), **more}


def opened(application: approvals.Application) -> Body:
    """The application as it was received: what the other side needs to hold the same case."""
    case = application.own_case
    party = Party.objects.get(case=case, role=PartyRole.APPLICANT)
    return {
        "item": application.item.code,
        "title": case.title,
        "applicant": _party(party),
        "channel": str(application.channel),
        "received_on": application.received_day.isoformat(),
        "query_code": case.query_code,
    }


def _party(party: Party) -> Body:
    number = numbers.opened(party.number_sealed, party.case_id) if party.number_sealed else ""
    return {
        "kind": "enterprise" if party.kind == "enterprise" else "resident",
        "name": party.name,
        "id_type": party.id_type,
        "id_number": number,
        "legal_representative": party.legal_representative,
        "phone": party.phone,
        "email": party.email,
        "address": party.address,
    }


def handed_over(application: approvals.Application) -> Body:
    """转送 — everything that the applicant stated and handed in."""
    return {
        **opened(application),
        "application": str(application.pk),
        "subject": application.subject,
        "statement": application.statement,
        "answers": {key: list(chosen) for key, chosen in application.answers.items()},
        "delivery_wanted": application.delivery_wanted,
        "form": exact(application.form),
        "materials": materials(application),
    }


def materials(application: approvals.Application, since: datetime | None = None) -> list[Body]:
    """The materials that are there now, or those added since a moment."""
    rows = application.materials.filter(replaced_at__isnull=True).select_related("file").order_by("added_at")
    rows = rows.filter(added_at__gte=since) if since else rows
    return [material(one.key, one.name, one.file, one.is_paper) for one in rows]


def material(key: str, name: str, file: Any, is_paper: bool) -> Body:
    told: Body = {"key": key, "name": name, "is_paper": is_paper}
    if file is not None:
        told |= {"sha256": file.sha256, "size": file.size, "media_type": file.media_type}
    return told


def accepted(application: approvals.Application, by: Actor) -> Body:
    """受理 — the day, both limits, both due dates."""
    version = application.version
    dues = {one.kind: one.due_on for one in application.own_case.clocks.all()}
    body = {
        "accepted_on": application.accepted_on.isoformat() if application.accepted_on else "",
        "state": state_of(application.state),
        "promised_days": version.promised_days,
        "statutory_days": version.statutory_days,
        "is_deemed": application.is_deemed_accepted,
        "officer": officer(by),
    }
    for name, kind in (("promised_due_on", ClockKind.PROMISED), ("statutory_due_on", ClockKind.STATUTORY)):
        if kind in dues:
            body[name] = dues[kind].isoformat()
    return body


def result(application: approvals.Application, by: Actor, *, at_day: str, reasons: str = "") -> Body:
    """办结 — the outcome and the sealed papers by their hashes."""
    state = state_of(application.state)
    return {
        "outcome": application.outcome,
        "state": state if state == MirrorState.CONCLUDED else MirrorState.CLOSED.value,
        "ended_on": at_day,
        "is_on_time": application.is_on_time,
        "reasons": reasons[:2000],
        "papers": papers(application),
        "officer": officer(by),
    }


def papers(application: approvals.Application) -> list[Body]:
    """The documents that the applicant receives; what is not sealed yet has no file."""
    rows = application.documents.filter(is_for_applicant=True).select_related("document__sealed_file")
    return [_paper(one.kind, one.document) for one in rows.order_by("pk")]


def _paper(kind: str, document: Any) -> Body:
    told: Body = {"kind": kind, "name": document.title, "number": document.number or ""}
    if document.sealed_file is not None:
        told |= {"sha256": document.sealed_file.sha256, "size": document.sealed_file.size}
    return told


def licence(application: approvals.Application) -> Body | None:
    """证照 — the licence that was sealed with the decision, if there is one."""
    issued = application.documents.filter(kind="licence").select_related("document__sealed_file").last()
    if issued is None:
        return None
    document = issued.document
    body: Body = {
        "number": document.number or application.number,
        "name": document.title,
        "holder": document.holder or application.applicant_name,
        "issued_on": (document.valid_from or local_day(document.issued_at)).isoformat(),
    }
    if document.valid_until:
        body["valid_until"] = document.valid_until.isoformat()
    return body | {
        key: value for key, value in _paper("licence", document).items() if key in ("sha256", "size")
    }


def exact(value: Any) -> Any:
    """The value without fractions, which have no one form: they become text."""
    if isinstance(value, Mapping):
        return {str(key): exact(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [exact(one) for one in value]
    return str(value) if isinstance(value, float) else value
