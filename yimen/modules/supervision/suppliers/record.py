"""Steps of cases from the record, each with the moment at which it was noted.

That is the moment of recording. A year that is lived again is written years after it: there every act lags behind the
wall clock, and what counts is how far it lags behind the acts before it: the record's own clock. What was typed in later (补录)
says in its entry when: that holds there.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from sys import intern
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
    return noted(list(whole(rows)), lambda: _typed_in(cases))


def _typed_in(cases: QuerySet[Case]) -> dict[UUID, datetime]:
    """补录 — when the few entries that say so were typed in."""
    rows = Entry.objects.filter(chain__in=cases.values("pk"), body__contains='"entered_at":')
    told = ((key, json.loads(body).get("entered_at")) for key, body in rows.values_list("pk", "body"))
    return {key: datetime.fromisoformat(moment) for key, moment in told if moment}


def noted(rows: Sequence[tuple[Any, ...]], typed_in: Callable[[], Mapping[UUID, datetime]] = dict) -> Steps:
    """Rows of the record, in their order, as steps of their cases; ``typed_in`` is asked of a year lived again."""
    again = _is_lived_again(rows)
    told = typed_in() if again else {}
    clock: datetime | None = None
    found: Steps = defaultdict(list)
    for key, chain, code, actor, happened, recorded in rows:
        clock = happened if clock is None or happened > clock else clock
        moment = told.get(key, clock) if again else max(recorded, happened)
        # a few words, half a million times: kept once, and compared by where they lie
        found[chain].append(StepRow(key, intern(code), intern(actor), happened, moment))
    return found


def _is_lived_again(rows: Sequence[tuple[Any, ...]]) -> bool:
    lags = sorted(recorded - happened for *_rest, happened, recorded in rows)
    return bool(lags) and lags[len(lags) // 2] > LIVED_AGAIN
