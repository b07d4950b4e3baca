"""即时检查: what has just been recorded is judged in a moment, by a worker, never in the way of an act.

The place in the record is kept where all workers see it. A few seconds are read twice, since an act that takes long
is recorded under an earlier id; what is found twice is raised once. What is missed all the same, the night finds.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.core.cache import cache
from django.db.models import Q

from yimen.kernel.audit.models import Entry
from yimen.kernel.base.days import local_day

from . import running
from .suppliers.cases import first_id

PLACE = "supervision.place"
AGAIN = timedelta(seconds=10)
AT_ONCE = 500
WATCHED = Q(code__startswith="approvals.") | Q(code__startswith="network.case.")


def watch(*, at: datetime) -> bool:
    """One round; true when more waits."""
    newest = Entry.objects.order_by("-pk").values_list("pk", flat=True).first()
    before = cache.get(PLACE)
    if newest is None or before == str(newest):
        return False
    if before is None:
        cache.set(PLACE, str(newest), None)
        return False
    start = _earlier(UUID(before))
    rows = list(
        Entry.objects.filter(WATCHED, pk__gt=start).order_by("pk").values_list("pk", "chain")[:AT_ONCE]
    )
    running.judge_cases({chain for _key, chain in rows}, local_day(at), at=at)
    more = len(rows) == AT_ONCE
    cache.set(PLACE, str(rows[-1][0] if more else newest), None)
    return more


def _earlier(place: UUID) -> UUID:
    """The id some seconds before this one."""
    milliseconds = place.int >> 80
    return first_id(datetime.fromtimestamp(milliseconds / 1000 - AGAIN.total_seconds()).astimezone())
