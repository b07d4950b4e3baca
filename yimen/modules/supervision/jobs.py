"""Work by the clock: what was recorded is judged at once, the days since the last night in the night."""

from __future__ import annotations

import logging
from datetime import date, timedelta

from django.db import OperationalError
from django.utils import timezone

from yimen.kernel.base.actor import Machine
from yimen.kernel.base.refusals import Refused
from yimen.kernel.jobs import every, job, loop
from yimen.kernel.jobs.telling import telling

from . import actions, running, watching
from .models import RuleTrial, Sweep
from .permissions import RECTIFICATION
from .queries import cases
from .states import SweepKind

log = logging.getLogger(__name__)

TELL = "UPDATE supervision_ruletrial SET done = %s WHERE id = %s"
MOST_DAYS = 62
"""How far back a night looks when nights were missed."""


@loop(seconds=5)
def watch() -> bool:
    """即时检查 — one round over what was recorded since the last."""
    return watching.watch(at=timezone.now())


@every("40 3 * * *", name="supervision.sweep")
def sweep() -> None:
    """每日检查 — from the last night's last day until today; on the first of a month the whole month before."""
    started, today = timezone.now(), timezone.localdate()
    running.sweep(first_day(today), today, SweepKind.NIGHTLY, started_at=started, at=timezone.now())


def first_day(today: date) -> date:
    """The first day that this night looks at."""
    last = (
        Sweep.objects.filter(kind=SweepKind.NIGHTLY)
        .order_by("-last_day")
        .values_list("last_day", flat=True)
        .first()
    )
    first = today - timedelta(days=1)
    if today.day == 1:
        first = first.replace(day=1)
    return max(min(first, last or first), today - timedelta(days=MOST_DAYS))


@job(name="supervision.trial", lock="supervision.trial")
def run_trial(trial_id: str) -> None:
    """回测 — one at a time; one that has ended is left alone. While the database is away it is tried again."""
    row = RuleTrial.objects.get(pk=trial_id)
    if not row.is_running:
        return
    try:
        with telling(TELL, row.pk) as tell:
            cells = running.trial(row.code, row.parameters, row.first_day, row.last_day, tell)
    except OperationalError:
        raise
    except Exception as error:  # a rule that fails says so before it is switched on
        log.exception("trial of rule %s failed", row.code)
        actions.fail_trial(row, reason=running.reason_of(error), by=running.BY, at=timezone.now())
    else:
        actions.record_trial(row, cells=cells, by=running.BY, at=timezone.now())


@every("23 7 * * *", name="supervision.overdue")
def note_overdue() -> None:
    """催办整改; one that is refused stops none of the others."""
    for one in cases.overdue(timezone.localdate()):
        try:
            actions.note_overdue(one, by=Machine(RECTIFICATION), at=timezone.now())
        except Refused as refusal:
            log.info("overdue of %s was not noted: %s", one.pk, refusal)
