"""Work by the clock: deemed acceptance, lapsed corrections, old drafts, versions whose day has come.

Each calls one verb a subject; one that is refused or fails stops none of the others. Nothing legal depends
on a job having run: a deemed acceptance counts from the day of receipt whenever the sweep comes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime

from django.utils import timezone

from yimen.kernel.base.actor import Machine
from yimen.kernel.base.refusals import Refused
from yimen.kernel.jobs import every

from . import actions, queries
from .models import Application, ItemVersion

log = logging.getLogger(__name__)
Subject = Application | ItemVersion


def each(subjects: Iterable[Subject], act: Callable[..., object], machine: Machine, at: datetime) -> int:
    """Calls the verb for every subject by itself; returns how many were done."""
    done = 0
    for subject in subjects:
        try:
            act(subject, by=machine, at=at)
            done += 1
        except Refused as refusal:
            log.info("%s of %s was refused: %s", act, subject.pk, refusal)
        except Exception:
            log.exception("%s of %s failed", act, subject.pk)
    return done


@every("7 * * * *", name="approvals.deadline_sweep")
def deadline_sweep() -> None:
    """视为受理, 逾期未补正, 容缺逾期: what the law says follows when a day has passed."""
    at = timezone.now()
    today = timezone.localdate(at)
    machine = Machine("deadline sweep")
    each(queries.past_acceptance(today), actions.deem_accepted, machine, at)
    each(queries.past_correction(today), actions.lapse_correction, machine, at)
    each(queries.past_tolerance(today), actions.lapse_tolerance, machine, at)


@every("17 2 * * *", name="approvals.draft_sweep")
def draft_sweep() -> None:
    """Drafts that nobody touched for as long as the city keeps them."""
    at = timezone.now()
    each(queries.old_drafts(timezone.localdate(at)), actions.expire_draft, Machine("draft sweep"), at)


@every("1 0 * * *", name="approvals.version_sweep")
def version_sweep() -> None:
    """What the catalogue has set for today: versions begin, suspensions begin and end, cancellations take effect."""
    at = timezone.now()
    today, machine = timezone.localdate(at), Machine("catalogue sweep")
    each(queries.due_versions(today), actions.bring_into_force, machine, at)
    each(queries.due_resumptions(today), actions.resume_version, machine, at)
    each(queries.due_suspensions(today), actions.begin_suspension, machine, at)
    each(queries.due_cancellations(today), actions.carry_out_cancellation, machine, at)
