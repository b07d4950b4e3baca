"""办理报文: which message comes next in its order, and which act enters what it tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.documents import store
from yimen.kernel.documents.intake import Received
from yimen.kernel.documents.models import File
from yimen.kernel.orgs import queries as orgs
from yimen.kernel.people import actions as people
from yimen.kernel.people.models import Person
from yimen.kernel.people.queries import person_with_number
from yimen.modules.approvals import public as approvals

from .models import Incoming, MirroredCase, Outgoing
from .states import IncomingState, MessageType, NodeRole, OutgoingState

Body = Mapping[str, Any]
PASSED = (IncomingState.APPLIED, IncomingState.DISMISSED)
ANSWERS: Mapping[str, str] = {
    "waiting": OutgoingState.DELIVERED,
    "applied": OutgoingState.APPLIED,
    "parked": OutgoingState.REFUSED,
    "dismissed": OutgoingState.APPLIED,
    "replaced": OutgoingState.APPLIED,
}


class WrongCase(RuleBroken):
    """办件不属于该节点 — the message is about a case that the sender has no part in."""


def is_next(message: Incoming) -> bool:
    """Whether everything before it in its stream has passed."""
    if not message.stream or message.sequence <= 1:
        return True
    before = Incoming.objects.filter(
        node=message.node, stream=message.stream, sequence=message.sequence - 1, state__in=PASSED
    )
    return before.exists()


def files_of(message: Incoming) -> dict[str, int]:
    """The files, by hash, that have to be here before the message can be applied: what an applicant handed in."""
    if message.type == MessageType.HAND_OVER or _is_answer(message):
        rows = message.body.get("materials", ())
        return {row["sha256"]: row["size"] for row in rows if row.get("sha256")}
    return {}


def _is_answer(message: Incoming) -> bool:
    is_from_above = message.node.role == NodeRole.ABOVE
    return is_from_above and message.body.get("kind") == "correction_answered"


def missing_files(message: Incoming) -> dict[str, int]:
    """Those of them that are not here yet."""
    wanted = files_of(message)
    here = set(File.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    return {sha256: size for sha256, size in wanted.items() if sha256 not in here}


def apply(message: Incoming, body: Body, *, by: Actor) -> None:
    """Does what the message tells, at the moment at which it happened there, by the acts of this house."""
    if message.type == MessageType.ACK:
        _take_receipt(message, body)
    elif message.type == MessageType.ITEM_VERSION:
        _require(message, NodeRole.ABOVE)
        _actions().note_version(message.node, body=body, by=by, at=message.occurred_at)
    elif message.node.role == NodeRole.ABOVE:
        _from_above(message, body, by)
    else:
        _from_below(message, body, by)


def _actions() -> Any:
    """The verbs, which themselves apply messages: met when they are needed."""
    from . import actions

    return actions


def _require(message: Incoming, role: NodeRole) -> None:
    if message.node.role != role:
        raise WrongCase(_("这种报文不应由该节点发来。"))


def _take_receipt(message: Incoming, body: Body) -> None:
    """回执 — what became of a message of ours; one that was replaced meanwhile stays replaced."""
    told = {"state": ANSWERS[body["status"]], "answered_at": message.received_at}
    told["last_error"] = body.get("reason", "")
    ours = Outgoing.objects.filter(pk=UUID(body["message_id"]), node=message.node)
    ours.exclude(state__in=(OutgoingState.REPLACED, OutgoingState.APPLIED)).update(**told)


# --- from a node below: what it did


def _from_below(message: Incoming, body: Body, by: Actor) -> None:
    verbs = _actions()
    facts: dict[str, Any] = {"body": body, "by": by, "at": message.occurred_at}
    if message.type == MessageType.STEP and body["kind"] == "submitted":
        verbs.mirror_case(message.node, number=message.case_no, **facts)
        return
    acts: dict[str, Callable[..., object]] = {
        MessageType.ACCEPT: verbs.mirror_acceptance,
        MessageType.STEP: verbs.mirror_step,
        MessageType.SPECIAL_PROCEDURE: verbs.mirror_hold,
        MessageType.SPECIAL_PROCEDURE_RESULT: verbs.mirror_hold_end,
        MessageType.RESULT: verbs.mirror_result,
        MessageType.LICENCE: verbs.mirror_licence,
        MessageType.MATERIAL: verbs.mirror_material,
        MessageType.CHARGE: verbs.mirror_charge,
        MessageType.RATING: verbs.mirror_rating,
        MessageType.HAND_BACK: verbs.mirror_hand_back,
    }
    if message.type == MessageType.STEP and body["kind"] == "reopened":
        acts[message.type] = verbs.mirror_reopening
    if message.type not in acts:
        raise WrongCase(_("这种报文不应由该节点发来。"))
    mirror = _mirror(message)
    facts["at"] = max(message.occurred_at, mirror.told_at)  # a clock put back over there turns no order round
    acts[message.type](mirror, **facts)


def _mirror(message: Incoming) -> MirroredCase:
    found = (
        MirroredCase.objects.filter(case__number=message.case_no, node=message.node)
        .select_related("case", "node")
        .first()
    )
    if found is None:
        raise WrongCase(_("该节点没有这个办件。"))
    return found


# --- from the centre above: what its applicants submitted, answered, withdrew


def _from_above(message: Incoming, body: Body, by: Actor) -> None:
    if message.type == MessageType.HAND_OVER:
        _take_over(message, body, by)
        return
    kind = body.get("kind") if message.type == MessageType.STEP else ""
    application = _application(message)
    if kind == "correction_answered":
        _attach(application, body["materials"], by, message.occurred_at)
        approvals.resubmit(application, by=by, at=message.occurred_at)
    elif kind == "withdrawn":
        approvals.withdraw(application, reason=body.get("note", ""), by=by, at=message.occurred_at)
    else:
        raise WrongCase(_("这种报文不应由中心发来。"))


def _application(message: Incoming) -> approvals.Application:
    found = (
        Outgoing.objects.filter(node=message.node, case_no=message.case_no).values_list("case_ref").first()
    )
    application = approvals.application_with_id(found[0]) if found and found[0] else None
    if application is None:
        raise WrongCase(_("没有中心转送的这个办件。"))
    return application


def _take_over(message: Incoming, body: Body, by: Actor) -> None:
    """The application as it was submitted there: the same person, answers, materials, number."""
    item = approvals.item_with_code(body["item"])
    if item is None or not message.node.items.filter(item_code=body["item"], until__isnull=True).exists():
        raise RuleBroken(_("本节点不办理这个事项。"))
    at = message.occurred_at
    done = approvals.save_draft(
        item,
        applicant=_person(body["applicant"], by, at),
        answers=body["answers"],
        application_id=UUID(body["application"]),
        channel=body["channel"],
        by=by,
        at=at,
    )
    person = body["applicant"]
    contact = {
        "subject": body.get("subject", ""),
        "statement": body.get("statement", ""),
        "contact_phone": person.get("phone", ""),
        "contact_email": person.get("email", ""),
        "contact_address": person.get("address", ""),
        "delivery_wanted": body.get("delivery_wanted") or "window",
    }
    approvals.amend_draft(done.application, contact=contact, by=by, at=at)
    _attach(done.application, body["materials"], by, at)
    day = date.fromisoformat(body["received_on"])
    facts = {"number": message.case_no, "query_code": body["query_code"], "received_on": day}
    facts |= {"centre": message.node.name, "form": body.get("form", {})}
    approvals.take_over(done.application, **facts, by=by, at=at)


def _person(person: Body, by: Actor, at: datetime) -> Person:
    """The applicant here: known by the number, else registered with an account that its owner can claim."""
    known = person_with_number(person["id_type"], person["id_number"])
    if known is not None:
        return known
    city = orgs.city_org()
    if city is None:
        raise RuleBroken(_("还没有载入城市数据。"))
    names = ("kind", "name", "id_type", "id_number")
    stated = {name: person[name] for name in names}
    stated |= {name: person.get(name, "") for name in ("phone", "legal_representative")}
    login = f"network-{new_id().hex[-12:]}"
    return people.register(city, login=login, **stated, by=by, at=at).person


def _attach(application: approvals.Application, rows: list[Body], by: Actor, at: datetime) -> None:
    for row in rows:
        received = _received(row) if row.get("sha256") else None
        facts = {"key": row["key"], "name": row["name"], "is_paper": row["is_paper"]}
        approvals.attach_material(application, **facts, received=received, by=by, at=at)


def _received(row: Body) -> Received:
    """The file that came before the message was applied; raises RuleBroken when it is not there."""
    file = File.objects.filter(pk=row["sha256"]).first()
    if file is None or not store.is_stored(file.sha256):
        raise RuleBroken(_("附件还没有取得。"))
    return Received(file.sha256, file.size, file.media_type, row["name"])
