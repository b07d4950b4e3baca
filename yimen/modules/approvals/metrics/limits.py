"""时限指标: what was late, what was early, and how much of the time the clocks stood still."""

from __future__ import annotations

from django.db.models import F, Func, IntegerField, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from yimen.kernel.metrics.figures import Figure, Measure, Rate
from yimen.kernel.metrics.periods import Period
from yimen.kernel.metrics.scope import Scope
from yimen.modules.approvals.models import Application

from .handling import CONCLUDED, CONCLUDED_BY, concluded, concluded_with
from .listing import EARLY, INSTANT

DAYS = _("天")
HELD_DAYS = Func(
    F("case_id"),
    template="(SELECT coalesce(sum(upper(span) - lower(span)), 0) FROM (SELECT unnest(range_agg(daterange("
    "h.started_on, h.ended_on))) AS span FROM cases_hold h WHERE h.ended_on IS NOT NULL AND h.case_id = %(expressions)s) s)",
    output_field=IntegerField(),
)
"""Days of all holds of a case, those of two at once counted once."""
ELAPSED_DAYS = Func(
    TruncDate("decided_at"),
    F("accepted_on"),
    template="(%(expressions)s)",
    arg_joiner=" - ",
    output_field=IntegerField(),
)


def _spans(period: Period, scope: Scope) -> QuerySet[Application]:
    return concluded(period, scope).annotate(held_days=HELD_DAYS, elapsed_days=ELAPSED_DAYS)


LATE = Figure(
    code="approvals.late",
    title=_("逾期办结"),
    definition=_("期间内办结的申请中，决定作出之日晚于承诺期限或者法定期限的。"),
    source=_("行政许可法第四十二条、第四十五条"),
    rows=concluded,
    only=Q(is_on_time=False),
    day=TruncDate("concluded_at"),
    dimensions=CONCLUDED_BY,
    cases=concluded_with(on_time="0"),
)
TIMED = Figure(
    is_detail=True,
    code="approvals.timed",
    title=_("限时件办结"),
    definition=_("期间内办结的申请中，不是即办的。"),
    rows=concluded,
    only=~INSTANT,
    day=TruncDate("concluded_at"),
    dimensions=CONCLUDED_BY,
    cases=concluded_with(timed="1"),
)
EARLY_DONE = Figure(
    is_detail=True,
    code="approvals.early",
    title=_("提前办结"),
    definition=_("期间内办结的限时件中，决定作出之日早于承诺期限届满之日的。"),
    rows=concluded,
    only=~INSTANT & EARLY,
    day=TruncDate("concluded_at"),
    dimensions=CONCLUDED_BY,
    cases=concluded_with(timed="1", early="1"),
)
HELD = Figure(
    is_detail=True,
    code="approvals.held-days",
    title=_("中止计时天数"),
    definition=_("期间内办结的申请，自受理至决定，因特别程序中止计时的日历天数之和；同时中止的不重复计。"),
    source=_("行政许可法第四十五条"),
    unit=DAYS,
    rows=_spans,
    sums="held_days",
    day=TruncDate("concluded_at"),
    dimensions=CONCLUDED_BY,
)
ELAPSED = Figure(
    is_detail=True,
    code="approvals.elapsed-days",
    title=_("办理天数"),
    definition=_("期间内办结的申请，自受理之日至决定之日的日历天数之和；受理之日不计入。"),
    unit=DAYS,
    rows=_spans,
    sums="elapsed_days",
    day=TruncDate("concluded_at"),
    dimensions=CONCLUDED_BY,
)
OVERDUE_RATE = Rate(
    code="approvals.overdue-rate",
    title=_("逾期率"),
    definition=_("逾期办结数除以办结数；保留两位小数，不足全部的不进为100%。"),
    numerator=LATE,
    denominator=CONCLUDED,
    is_public=True,
)
EARLY_RATE = Rate(
    code="approvals.early-rate",
    title=_("提前办结率"),
    definition=_("提前办结数除以限时件办结数；即办的不计入。保留两位小数，不足全部的不进为100%。"),
    numerator=EARLY_DONE,
    denominator=TIMED,
)
HELD_RATE = Rate(
    code="approvals.held-rate",
    title=_("中止计时占比"),
    definition=_("中止计时天数除以办理天数；保留两位小数，不足全部的不进为100%。"),
    numerator=HELD,
    denominator=ELAPSED,
)

MEASURES: list[Measure] = [LATE, OVERDUE_RATE, TIMED, EARLY_DONE, EARLY_RATE, HELD, ELAPSED, HELD_RATE]
