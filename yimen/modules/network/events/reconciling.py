"""Facts of the daily reconciliation."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.modules.network.models import Difference, Node, Reconciliation


@dataclass(frozen=True)
class NodeReconciled(Event):
    """对账 — both sides were compared; the differences stand in a list."""

    code = "network.node.reconciled"
    says = _("与 %(node)s 对账：本方 %(here)s 件，对方 %(there)s 件，差异 %(differences)s 件")
    about = "reconciliation"
    node: Node
    reconciliation: Reconciliation
    here: int
    there: int
    differences: int


@dataclass(frozen=True)
class DifferenceExplained(Event):
    """说明差异 — an operator said why the two sides differ."""

    code = "network.difference.explained"
    says = _("%(by)s 说明了办件 %(number)s 的差异：%(explanation)s")
    difference: Difference
    number: str
    explanation: str


@dataclass(frozen=True)
class ReconciliationOrdered(Event):
    """安排对账 — an operator wants both sides compared now; a worker does it."""

    code = "network.node.reconciliation-ordered"
    says = _("%(by)s 安排与 %(node)s 对账")
    node: Node
