"""Work by the clock: due dates follow the calendar."""

from __future__ import annotations

import logging

from django.utils import timezone

from yimen.kernel import calendar
from yimen.kernel.base.actor import Machine
from yimen.kernel.base.refusals import Refused
from yimen.kernel.jobs import job

from . import actions, queries

log = logging.getLogger(__name__)


@job(name="cases.recount")
def recount() -> None:
    """Counts every running clock that was made with an older calendar; one act a case, one bad case stops none."""
    machine = Machine("calendar")
    for case in queries.waiting_for_calendar(calendar.current().version).iterator(chunk_size=500):
        try:
            actions.recalculate(case, by=machine, at=timezone.now())
        except Refused as refusal:
            log.warning("recount of %s was refused: %s", case.pk, refusal)
