"""收费指标: sums of money, one figure a currency: amounts of two currencies are never added."""

from __future__ import annotations

from django.db.models import QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from yimen.kernel.metrics.bodies import by_department
from yimen.kernel.metrics.figures import Figure, Measure
from yimen.kernel.metrics.periods import Period
from yimen.kernel.metrics.scope import Scope
from yimen.modules.approvals.models import ChargeOrder, Refund
from yimen.modules.approvals.states import RefundState

YUAN = _("元")
PATHS = ("application__org_path", "application__centre_path")
REFUND_PATHS = ("order__application__org_path", "order__application__centre_path")


def _paid(period: Period, scope: Scope) -> QuerySet[ChargeOrder]:
    return ChargeOrder.objects.filter(
        scope.narrow(*PATHS), paid_at__gte=period.begins_at, paid_at__lt=period.ends_at
    )


def _refunded(period: Period, scope: Scope) -> QuerySet[Refund]:
    return Refund.objects.filter(
        scope.narrow(*REFUND_PATHS),
        state=RefundState.APPROVED,
        decided_at__gte=period.begins_at,
        decided_at__lt=period.ends_at,
    )


BY = (by_department(),)

FEES_PAID = Figure(
    code="approvals.fees-paid-cny",
    title=_("收费金额（人民币）"),
    definition=_("期间内缴清的缴费通知单的金额之和，按缴清之日计；退费另计，不相抵。"),
    source=_("行政许可法第五十八条、第五十九条"),
    unit=YUAN,
    rows=_paid,
    sums="paid",
    day=TruncDate("paid_at"),
    dimensions=BY,
    scope_by=PATHS,
    is_kept=False,
)
FEES_REFUNDED = Figure(
    is_detail=True,
    code="approvals.fees-refunded-cny",
    title=_("退费金额（人民币）"),
    definition=_("期间内批准的退费金额之和，按批准之日计。"),
    unit=YUAN,
    rows=_refunded,
    sums="amount",
    day=TruncDate("decided_at"),
    dimensions=BY,
    scope_by=REFUND_PATHS,
    is_kept=False,
)

MEASURES: list[Measure] = [FEES_PAID, FEES_REFUNDED]
