"""收费的可办事项: the acts of a bill, a sum or a refund that are open to an actor now, each with its page."""

from __future__ import annotations

from django.db.models import Manager, Model
from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.action import verbs
from yimen.kernel.base.actor import Actor

from .models import ChargeOrder, Payment, Refund
from .offers import Offer
from .states import RefundState

OF_ORDER = (
    Offer("confirm_charge", _("确认收费明细"), "approvals:charge-confirmation", "primary"),
    Offer("issue_charge", _("开具缴费通知单"), "approvals:charge-issue", "primary"),
    Offer("amend_charge", _("重新计费"), "approvals:charge-amendment"),
    Offer("propose_refund", _("提出退费"), "approvals:charge-refund"),
    Offer("void_charge", _("作废"), "approvals:charge-voiding", "danger"),
)
CONFIRM_MATCH = Offer("confirm_match", _("复核同意"), "approvals:match-confirmation", "primary")
REJECT_MATCH = Offer("reject_match", _("不同意核销"), "approvals:match-rejection")
PROPOSE_MATCH = Offer("propose_match", _("人工核销"), "approvals:match", "primary")
PROPOSE_RETURN = Offer("propose_return", _("退回付款人"), "approvals:payment-return")
OF_REFUND = (
    Offer("approve_refund", _("批准退费"), "approvals:refund-approval", "primary"),
    Offer("reject_refund", _("不予退费"), "approvals:refund-rejection"),
)


def of_order(order: ChargeOrder, actor: Actor) -> list[Offer]:
    """What the actor can do with the bill now."""
    wanted: tuple[Offer, ...] = OF_ORDER
    if order.refunds.filter(state=RefundState.PROPOSED).exists():
        wanted = tuple(one for one in OF_ORDER if one.act != "propose_refund")
    return [one for one in wanted if _is_open(one, order, order.state, actor)]


def of_payment(payment: Payment, actor: Actor) -> list[Offer]:
    """What the actor can do with a sum: settle what is free by two persons, give back what is left over."""
    if payment.surplus <= 0:
        return []
    if payment.is_proposed:
        wanted = [] if str(payment.proposed_by_id) == actor.id else [CONFIRM_MATCH, REJECT_MATCH]
    elif payment.refunds.filter(state=RefundState.PROPOSED).exists():
        wanted = []
    else:
        wanted = [PROPOSE_RETURN] if payment.is_settled_somewhere else [PROPOSE_MATCH, PROPOSE_RETURN]
    return [one for one in wanted if _is_open(one, payment, "", actor)]


def of_refund(refund: Refund, actor: Actor) -> list[Offer]:
    """Only another person than the one who proposed decides."""
    if str(refund.proposed_by_id) == actor.id:
        return []
    return [one for one in OF_REFUND if _is_open(one, refund, refund.state, actor)]


def with_refunds(refunds: Manager[Refund], actor: Actor) -> list[tuple[Refund, list[Offer]]]:
    """What goes back, or is asked to, each with what the actor can do about it."""
    rows = refunds.select_related("proposed_by", "decided_by")
    return [(one, of_refund(one, actor)) for one in rows]


def _is_open(offer: Offer, subject: Model, state: str, actor: Actor) -> bool:
    verb = verbs()[f"approvals.{offer.act}"]
    return (not verb.sources or state in verb.sources) and actor.may(verb.permission, subject)
