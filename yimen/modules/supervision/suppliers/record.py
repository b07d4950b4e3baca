"""Steps of cases from the record, each with the moment at which it was noted.

That is the moment of recording. A year that is lived again is written years after it: there every act lags behind the
wall clock, and what counts is how far it lags behind the acts before it: the record's own clock.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from yimen.kernel.audit.models import Entry
from yimen.kernel.base.reading import whole
from yimen.kernel.cases.models import Case
from yimen.modules.supervision.rules.facts import StepRow

LIVED_AGAIN = timedelta(days=30)
"""When half of all acts were recorded later than this, the year is lived again."""
FIELDS = ("pk", "chain", "code", "actor_id", "happened_at", "recorded_at")
Steps = dict[UUID, list[StepRow]]


def steps(cases: QuerySet[Case]) -> Steps:
    """The steps of the cases in the order in which they were recorded."""
    rows = Entry.objects.filter(chain__in=cases.values("pk")).order_by("pk").values_list(*FIELDS)
    return noted(list(whole(rows)))


def noted(rows: Sequence[tuple[Any, ...]]) -> Steps:
    """Rows of the record, in their order, as steps of their cases."""
    again = _is_lived_again(rows)
    clock: datetime | None = None
    found: Steps = defaultdict(list)
    for key, chain, code, actor, happened, recorded in rows:
        clock = happened if clock is None or happened > clock else clock
        found[chain].append(StepRow(key, code, actor, happened, clock if again else max(recorded, happened)))
    return found


def _is_lived_again(rows: Sequence[tuple[Any, ...]]) -> bool:
    lags = sorted(recorded - happened for *_rest, happened, recorded in rows)
    return bool(lags) and lags[len(lags) // 2] > LIVED_AGAIN
