"""Verbs of the daily reconciliation."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.network.comparing import Found, kind_of
from yimen.modules.network.events import DifferenceExplained, NodeReconciled, ReconciliationOrdered
from yimen.modules.network.models import Difference, Node, Reconciliation
from yimen.modules.network.permissions import Permission
from yimen.modules.network.states import DifferenceState, NodeRole, ReconciliationState


@action(permission=Permission.NODE_RECONCILE, creates=True)
def reconcile(
    node: Node, *, found: Found | None, error: str = "", started_at: datetime, by: Actor, at: datetime
) -> NodeReconciled:
    """对账 — notes what was compared: new differences are opened, those that are gone are settled.

    ``found`` is None when the node could not be asked to the end: then ``error`` says why.
    """
    if node.role != NodeRole.BELOW:
        raise RuleBroken(_("对账由上级中心发起。"))
    if found is None:
        row = Reconciliation.objects.create(
            node=node,
            started_at=started_at,
            ended_at=at,
            state=ReconciliationState.FAILED,
            error=error[:300] or "?",
        )
        return NodeReconciled(node, row, 0, 0, 0)
    state = ReconciliationState.DIFFERS if found.unlike else ReconciliationState.EQUAL
    row = Reconciliation.objects.create(
        node=node,
        started_at=started_at,
        ended_at=at,
        state=state,
        here_count=found.here,
        there_count=found.there,
        difference_count=len(found.unlike),
        moving_count=len(found.moving),
        asked_count=found.asked,
        summary=found.totals,
    )
    _settle(node, found, by, at)
    _open(row, found, at)
    return NodeReconciled(node, row, found.here, found.there, len(found.unlike))


def _settle(node: Node, found: Found, by: Actor, at: datetime) -> None:
    """What was open and is not found any more has gone."""
    still = {one.number for one in found.unlike} | set(found.moving)
    gone = Difference.objects.filter(node=node, state=DifferenceState.OPEN).exclude(number__in=still)
    gone.update(state=DifferenceState.GONE, settled_at=at, settled_by=by.label[:100])


def _open(row: Reconciliation, found: Found, at: datetime) -> None:
    """New differences; one that is open already keeps its place and tells what is so now."""
    known = {one.number: one for one in Difference.objects.filter(node=row.node, state=DifferenceState.OPEN)}
    for one in found.unlike:
        if one.number in known:
            Difference.objects.filter(pk=known[one.number].pk).update(
                here=one.here, there=one.there, kind=kind_of(one), reconciliation=row
            )
    Difference.objects.bulk_create(
        Difference(
            reconciliation=row,
            node=row.node,
            number=one.number,
            kind=kind_of(one),
            here=one.here,
            there=one.there,
            found_at=at,
        )
        for one in found.unlike
        if one.number not in known
    )


@action(permission=Permission.NODE_RECONCILE, creates=True)
def order_reconciliation(node: Node, *, by: Actor, at: datetime) -> ReconciliationOrdered:
    """安排对账 — compared by a worker in a moment, not by the clock of the night."""
    if node.role != NodeRole.BELOW or not node.is_open:
        raise RuleBroken(_("只能与已接通的下级节点对账。"))
    return ReconciliationOrdered(node)


@action(permission=Permission.DIFFERENCE_EXPLAIN, moves=((DifferenceState.OPEN,), DifferenceState.EXPLAINED))
def explain_difference(
    difference: Difference, *, explanation: str, by: Actor, at: datetime
) -> DifferenceExplained:
    """说明差异 — why the two sides differ, and what was done about it."""
    said = explanation.strip()[:300]
    if not said:
        raise RuleBroken(_("请写明差异的原因和处理。"), fields={"explanation": _("请写明")})
    difference.explanation, difference.settled_at, difference.settled_by = said, at, by.label[:100]
    return DifferenceExplained(difference, difference.number, said)
