"""Work by the clock: what has changed is counted anew within seconds; once a night the last weeks are checked."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.utils import timezone

from yimen.kernel.jobs import every, loop

from . import keeping

log = logging.getLogger(__name__)
CHECKED = timedelta(days=62)


@loop(seconds=5)
def keep_changed_days() -> bool:
    """汇总变更 — days whose rows have changed, and figures that are new."""
    return keeping.keep_changes(timezone.now())


@every("30 2 * * *", name="metrics.check_days")
def check_days() -> None:
    """核对汇总 — the kept numbers of two months against their rows; what differs is said in the log and counted anew."""
    today = timezone.localdate()
    wrong = keeping.check(today - CHECKED, today)
    for one in wrong:
        log.error(
            "kept number of %s on %s is %s, its rows say %s", one.figure, one.day, one.kept, one.counted
        )
    if wrong:
        keeping.rebuild(timezone.now(), min(one.day for one in wrong), max(one.day for one in wrong))
