"""Work after acts and by the clock: what follows from decisions, departments that said nothing in time."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.utils import timezone

from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import Refused
from yimen.kernel.jobs import every, job

from . import actions, queries
from .following import Following
from .machines import PROJECTS
from .models import GreenChannelEnrolment, ProjectConsultation, Stage, Task
from .states import StageState

log = logging.getLogger(__name__)
Subject = Task | Stage | GreenChannelEnrolment | ProjectConsultation


@job(name="projects.follow_stage", lock="projects.stage:{stage_id}")
def follow_stage(stage_id: str) -> None:
    """推进 one stage: parts are let go on, parts end with what they needed, the stage is over. May run again at any time."""
    follow(UUID(stage_id), at=timezone.now())


def follow(stage_id: UUID, *, at: datetime) -> None:
    """Again and again until nothing follows any more: an ending may bring another one."""
    stage = Stage.objects.select_related("version").filter(pk=stage_id, state=StageState.IN_PROGRESS).first()
    while stage is not None:
        found = Following(stage_id)
        done = each(found.released(), actions.release_task, at) + each(found.doomed(), actions.end_task, at)
        if done:
            continue
        if found.is_over(stage.version.done_when):
            each([stage], actions.settle_stage, at)
        return


@every("20 0 * * *", name="projects.deem_complete")
def deem_complete() -> None:
    """逾期视为齐全 — of every department whose two working days are over."""
    deem(timezone.now())


def deem(at: datetime) -> None:
    """逾期视为齐全 at a moment."""
    each(queries.silent_tasks(local_day(at)), actions.deem_complete, at)


@every("11 0 * * *", name="projects.sweep_days")
def sweep_days() -> None:
    """到期 — green channels whose last day has passed, follow-ups whose day has come, corrections not made in time."""
    sweep(timezone.now())


def sweep(at: datetime) -> None:
    """The sweep at a moment."""
    today = local_day(at)
    each(queries.past_enrolments(today), actions.expire_enrolment, at)
    for one in queries.follow_ups_to_remind(today):
        each([one.consultation], partial(actions.remind_follow_up, follow_up=one), at)
    for stage in queries.past_correction(today):
        waits = stage.correction.wanted_keys
        each([stage], actions.lapse_stage_correction if waits else actions.finish_correction, at)


def each(subjects: Iterable[Subject], act: Callable[..., Any], at: datetime) -> int:
    """Calls the verb for every subject by itself; one that is refused stops none of the others."""
    done = 0
    for subject in subjects:
        try:
            act(subject, by=PROJECTS, at=at)
            done += 1
        except Refused as refusal:
            log.info("%s of %s was refused: %s", act, subject.pk, refusal)
    return done
