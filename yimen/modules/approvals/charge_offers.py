"""收费的可办事项: the acts of a bill, a sum or a refund that are open to an actor now, each with its page."""

from __future__ import annotations

from django.db.models import Manager
from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.offers import Offer, open_to
from yimen.kernel.base.actor import Actor
from yimen.kernel.web.shapes import OpenOffer

from . import actions
from .models import ChargeOrder, Payment, Refund
from .states import RefundState


def _no_refund_proposed(order: ChargeOrder, _actor: Actor) -> bool:
    return not order.refunds.filter(state=RefundState.PROPOSED).exists()


OF_ORDER = (
    Offer(actions.confirm_charge, _("确认收费明细"), "approvals:charge-confirmation", "primary"),
    Offer(actions.issue_charge, _("开具缴费通知单"), "approvals:charge-issue", "primary"),
    Offer(actions.amend_charge, _("重新计费"), "approvals:charge-amendment"),
    Offer(actions.propose_refund, _("提出退费"), "approvals:charge-refund", when=_no_refund_proposed),
    Offer(actions.void_charge, _("作废"), "approvals:charge-voiding", "danger"),
)
CONFIRM_MATCH = Offer(actions.confirm_match, _("复核同意"), "approvals:match-confirmation", "primary")
REJECT_MATCH = Offer(actions.reject_match, _("不同意核销"), "approvals:match-rejection")
PROPOSE_MATCH = Offer(actions.propose_match, _("人工核销"), "approvals:match", "primary")
PROPOSE_RETURN = Offer(actions.propose_return, _("退回付款人"), "approvals:payment-return")
OF_REFUND = (
    Offer(actions.approve_refund, _("批准退费"), "approvals:refund-approval", "primary"),
    Offer(actions.reject_refund, _("不予退费"), "approvals:refund-rejection"),
)


def of_order(order: ChargeOrder, actor: Actor) -> list[OpenOffer]:
    """What the actor can do with the bill now."""
    return open_to(actor, order, OF_ORDER)


def of_payment(payment: Payment, actor: Actor) -> list[OpenOffer]:
    """What the actor can do with a sum: settle what is free by two persons, give back what is left over."""
    if payment.surplus <= 0:
        return []
    if payment.is_proposed:
        wanted = [] if str(payment.proposed_by_id) == actor.id else [CONFIRM_MATCH, REJECT_MATCH]
    elif payment.refunds.filter(state=RefundState.PROPOSED).exists():
        wanted = []
    else:
        wanted = [PROPOSE_RETURN] if payment.is_settled_somewhere else [PROPOSE_MATCH, PROPOSE_RETURN]
    return open_to(actor, payment, wanted)


def of_refund(refund: Refund, actor: Actor) -> list[OpenOffer]:
    """Only another person than the one who proposed decides."""
    if str(refund.proposed_by_id) == actor.id:
        return []
    return open_to(actor, refund, OF_REFUND)


def with_refunds(refunds: Manager[Refund], actor: Actor) -> list[tuple[Refund, list[OpenOffer]]]:
    """What goes back, or is asked to, each with what the actor can do about it."""
    rows = refunds.select_related("proposed_by", "decided_by")
    return [(one, of_refund(one, actor)) for one in rows]
