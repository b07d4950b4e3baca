"""Work by the clock: every morning the watch looks for offices that must be held and are not."""

from __future__ import annotations

import logging
from datetime import datetime

from django.utils import timezone

from yimen.kernel.base.actor import Machine
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import Refused
from yimen.kernel.jobs import every

from . import actions, queries

log = logging.getLogger(__name__)
WATCH = Machine("leadership watch")


@every("20 7 * * *", name="leadership.watch_vacancies")
def watch_vacancies() -> None:
    """空缺提示 — what is empty is noted once, what is held again is ended."""
    look(timezone.now())


def look(at: datetime) -> tuple[int, int]:
    """How many vacancies were noted and how many ended; one that is refused stops none of the others."""
    empties = queries.empties(local_day(at))
    empty = {(one.group.pk, one.office) for one in empties}
    noted, known = 0, {(one.group_id, one.office): one for one in queries.open_vacancies()}
    for one in empties:
        if (one.group.pk, one.office) not in known:
            noted += _done(actions.note_vacancy, one.group, at, office=one.office)
    ended = sum(_done(actions.end_vacancy, vacancy, at) for key, vacancy in known.items() if key not in empty)
    return noted, ended


def _done(act, subject, at: datetime, **facts) -> int:  # type: ignore[no-untyped-def]
    try:
        act(subject, **facts, by=WATCH, at=at)
    except Refused as refusal:
        log.info("%s of %s was refused: %s", act, subject.pk, refusal)
        return 0
    return 1
