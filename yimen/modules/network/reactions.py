"""What follows on the network from facts of approvals: the other side of the link is told, in the same transaction.

Where the node of an item is below us, an application received here is handed to it. Where it is above us, we
handle the item and report every step.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from yimen.kernel.audit.followers import reacts_to
from yimen.kernel.base.actor import Actor, Machine
from yimen.kernel.base.days import local_day
from yimen.kernel.cases.models import ClockKind
from yimen.modules.approvals import public as approvals

from . import actions, jobs, telling
from .events import ReconciliationOrdered
from .models import Node
from .outbox import link_of, tell
from .queries import mirror_of
from .states import MessageType, NodeRole

NETWORK = "network"
NOT_ACCEPTED = (
    approvals.ApplicationNotRequired,
    approvals.ApplicationNotCompetent,
    approvals.AcceptanceRefused,
    approvals.CorrectionLapsed,
    approvals.ApplicationTerminated,
    approvals.ToleranceLapsed,
)
STEPS = {
    approvals.ApplicationAssigned: "assigned",
    approvals.ApplicationExamined: "examined",
    approvals.ApplicationReturned: "returned",
    approvals.ApplicationApproved: "decided",
    approvals.ApplicationRefused: "decided",
    approvals.ToleratedSupplied: "tolerance_supplied",
    approvals.ApplicationDelivered: "delivered",
    approvals.ApplicationClosed: "closed",
}


def _reported_to(application: approvals.Application) -> Node | None:
    """The centre to which this case is reported, or None."""
    node = link_of(application.item.code)
    return node if node is not None and node.role == NodeRole.ABOVE else None


def _tell(node: Node, application: approvals.Application, kind: str, body: Any, at: datetime) -> None:
    tell(node, kind, body, at=at, case_no=application.number, case_ref=application.pk)


@reacts_to(approvals.ApplicationSubmitted)
def tell_submission(fact: approvals.ApplicationSubmitted, *, by: Actor, at: datetime) -> None:
    """Received here: handed to the node that handles the item, or reported to the centre."""
    application = fact.application
    node = link_of(application.item.code)
    if node is None:
        return
    if node.role == NodeRole.BELOW:
        actions.send_case(node, application_id=application.pk, by=Machine(NETWORK), at=at)
        return
    body = telling.step(application, "submitted", by) | telling.opened(application)
    body["materials"] = telling.materials(application)
    _tell(node, application, MessageType.STEP, body, at)


@reacts_to(approvals.ApplicationTakenOver)
def tell_receipt(fact: approvals.ApplicationTakenOver, *, by: Actor, at: datetime) -> None:
    if node := _reported_to(fact.application):
        _tell(node, fact.application, MessageType.STEP, telling.step(fact.application, "received", by), at)


@reacts_to(
    approvals.ApplicationAccepted,
    approvals.ApplicationAcceptedWithTolerance,
    approvals.ApplicationDeemedAccepted,
)
def tell_acceptance(fact: Any, *, by: Actor, at: datetime) -> None:
    if node := _reported_to(fact.application):
        _tell(node, fact.application, MessageType.ACCEPT, telling.accepted(fact.application, by), at)


@reacts_to(approvals.ApplicationDecidedOnTheSpot, approvals.ApplicationFiled)
def tell_decision_on_the_spot(fact: Any, *, by: Actor, at: datetime) -> None:
    """One act here, two steps of the law: accepted, decided."""
    if node := _reported_to(fact.application):
        _tell(node, fact.application, MessageType.ACCEPT, telling.accepted(fact.application, by), at)
        _tell(node, fact.application, MessageType.STEP, telling.step(fact.application, "decided", by), at)


@reacts_to(*STEPS)
def tell_step(fact: Any, *, by: Actor, at: datetime) -> None:
    if node := _reported_to(fact.application):
        body = telling.step(fact.application, STEPS[type(fact)], by)
        _tell(node, fact.application, MessageType.STEP, body, at)


@reacts_to(approvals.ApplicationExtended)
def tell_extension(fact: approvals.ApplicationExtended, *, by: Actor, at: datetime) -> None:
    if node := _reported_to(fact.application):
        body = telling.step(fact.application, "extended", by, days=fact.days, note=fact.reason[:500])
        _tell(node, fact.application, MessageType.STEP, body, at)


@reacts_to(approvals.ApplicationReopened)
def tell_reopening(fact: approvals.ApplicationReopened, *, by: Actor, at: datetime) -> None:
    if node := _reported_to(fact.application):
        clock = fact.application.own_case.clocks.filter(kind=ClockKind.STATUTORY).order_by("-id").first()
        days = clock.budget if clock is not None else 0
        body = telling.step(fact.application, "reopened", by, days=days, note=fact.reason[:500])
        _tell(node, fact.application, MessageType.STEP, body, at)


@reacts_to(approvals.CorrectionRequired)
def tell_correction(fact: approvals.CorrectionRequired, *, by: Actor, at: datetime) -> None:
    application = fact.application
    if node := _reported_to(application):
        rows = [_row(one) for one in application.correction.rows if not one.get("is_cured")]
        body = telling.step(application, "correction_required", by, rows=rows)
        _tell(node, application, MessageType.STEP, body, at)


def _row(row: dict[str, Any]) -> dict[str, str]:
    return {key: str(row.get(key, "")) for key in ("key", "name", "defect", "reason", "article", "cure")}


@reacts_to(approvals.CorrectionAnswered)
def tell_answer(fact: approvals.CorrectionAnswered, *, by: Actor, at: datetime) -> None:
    """The applicant answered: here, for the node that asked; or at our counter, for the centre to know."""
    application = fact.application
    node = link_of(application.item.code)
    if node is None or by.id == NETWORK:
        return
    since = application.correction.issued_at
    if node.role == NodeRole.ABOVE:
        body = telling.step(application, "correction_answered", by)
        _tell(node, application, MessageType.STEP, body, at)
    elif application.handled_at:
        body = telling.step(application, "correction_answered", by)
        body["materials"] = telling.materials(application, since)
        approvals.hand_to_node(application, node=node.name, by=Machine(NETWORK), at=at)
        actions.answer_correction(mirror_of(application.pk), by=Machine(NETWORK), at=at)
        _tell(node, application, MessageType.STEP, body, at)


@reacts_to(approvals.HoldOpened)
def tell_hold(fact: approvals.HoldOpened, *, by: Actor, at: datetime) -> None:
    if node := _reported_to(fact.application):
        hold = fact.hold
        body = {
            "kind": hold.kind,
            "reason": hold.reason,
            "basis": hold.basis,
            "stops": list(hold.stops),
            "expected_days": hold.expected_days,
            "started_on": hold.started_on.isoformat(),
            "officer": telling.officer(by),
        }
        _tell(node, fact.application, MessageType.SPECIAL_PROCEDURE, body, at)


@reacts_to(approvals.HoldClosed)
def tell_hold_end(fact: approvals.HoldClosed, *, by: Actor, at: datetime) -> None:
    if node := _reported_to(fact.application):
        hold = fact.hold
        ended = hold.ended_on or local_day(at)
        body = {
            "kind": hold.kind,
            "ended_on": ended.isoformat(),
            "result": hold.result,
            "officer": telling.officer(by),
        }
        _tell(node, fact.application, MessageType.SPECIAL_PROCEDURE_RESULT, body, at)


@reacts_to(approvals.ApplicationConcluded)
def tell_result(fact: approvals.ApplicationConcluded, *, by: Actor, at: datetime) -> None:
    if node := _reported_to(fact.application):
        day = local_day(at).isoformat()
        _tell(
            node, fact.application, MessageType.RESULT, telling.result(fact.application, by, at_day=day), at
        )
        if licence := telling.licence(fact.application):
            _tell(node, fact.application, MessageType.LICENCE, licence, at)


@reacts_to(*NOT_ACCEPTED)
def tell_end(fact: Any, *, by: Actor, at: datetime) -> None:
    if node := _reported_to(fact.application):
        reasons, day = str(getattr(fact, "reason", "")), local_day(at).isoformat()
        body = telling.result(fact.application, by, at_day=day, reasons=reasons)
        _tell(node, fact.application, MessageType.RESULT, body, at)


@reacts_to(approvals.ApplicationGivenBack)
def tell_hand_back(fact: approvals.ApplicationGivenBack, *, by: Actor, at: datetime) -> None:
    if node := _reported_to(fact.application):
        body = {"reason": fact.reason[:500], "officer": telling.officer(by)}
        _tell(node, fact.application, MessageType.HAND_BACK, body, at)


@reacts_to(approvals.ApplicationWithdrawn)
def tell_withdrawal(fact: approvals.ApplicationWithdrawn, *, by: Actor, at: datetime) -> None:
    """Withdrawn where we handle: the end is reported. Withdrawn here while a node handles: the node ends it."""
    application = fact.application
    node = link_of(application.item.code)
    if node is None:
        return
    if node.role == NodeRole.ABOVE:
        body = telling.result(application, by, at_day=local_day(at).isoformat(), reasons=fact.reason)
        _tell(node, application, MessageType.RESULT, body, at)
    elif application.handled_at:
        body = telling.step(application, "withdrawn", by, note=fact.reason[:500])
        _tell(node, application, MessageType.STEP, body, at)


@reacts_to(approvals.MaterialAttached)
def tell_material(fact: approvals.MaterialAttached, *, by: Actor, at: datetime) -> None:
    """What is added after submission; what an answer brings travels with the answer."""
    application = fact.application
    if application.case is None or by.id == NETWORK:
        return
    if node := _reported_to(application):
        row = (
            application.materials.filter(key=fact.key, replaced_at__isnull=True).select_related("file").last()
        )
        if row is not None:
            body = telling.material(row.key, row.name, row.file, row.is_paper)
            _tell(node, application, MessageType.MATERIAL, body, at)


@reacts_to(approvals.ChargeIssued, approvals.ChargePaid)
def tell_charge(fact: approvals.ChargeIssued | approvals.ChargePaid, *, by: Actor, at: datetime) -> None:
    """The one bill: as it was issued, and once more when it is settled."""
    order = fact.order
    is_paid = isinstance(fact, approvals.ChargePaid)
    if isinstance(fact, approvals.ChargePaid) and not fact.is_settled:
        return
    if node := _reported_to(order.application):
        amount = f"{order.total:.2f}"
        body = {"number": order.number or "", "amount": amount, "payer": order.payer, "is_paid": is_paid}
        _tell(node, order.application, MessageType.CHARGE, body, at)


@reacts_to(approvals.VersionPublished)
def tell_version(fact: approvals.VersionPublished, *, by: Actor, at: datetime) -> None:
    """A version of an item that a node below handles: the node's editors are told what the centre published."""
    version = fact.version
    node = link_of(version.item.code)
    if node is None or node.role != NodeRole.BELOW:
        return
    body = {
        "item": version.item.code,
        "name": version.item.name,
        "number": version.number,
        "effective_from": version.effective_from.isoformat(),
        "content_hash": version.content_hash,
        "content": telling.exact(version.content),
        "terms": {
            "pattern": version.pattern,
            "mode": version.mode,
            "statutory_days": version.statutory_days,
            "promised_days": version.promised_days,
            "result_name": version.result_name,
            "result_kind": version.result_kind,
        },
    }
    tell(node, MessageType.ITEM_VERSION, body, at=at, stream=f"item:{version.item.code}")


@reacts_to(ReconciliationOrdered)
def compare_now(fact: ReconciliationOrdered, *, by: Actor, at: datetime) -> None:
    jobs.reconcile_one.defer(code=fact.node.code)
