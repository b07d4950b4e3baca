"""Work by the clock and after the act: texts of files, publications whose moment has come, force that ran out, moved due dates."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from yimen.kernel.base.actor import Machine
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import Refused
from yimen.kernel.jobs import every, job

log = logging.getLogger(__name__)


def each(subjects: Iterable[Any], act: Callable[..., object], *, by: str, at: datetime, **facts: Any) -> int:
    """Calls the verb for every subject by itself; one that is refused stops none of the others."""
    done = 0
    for subject in subjects:
        try:
            act(subject, **facts, by=Machine(by), at=at)
            done += 1
        except Refused as refusal:
            log.info("%s of %s was refused: %s", act, subject.pk, refusal)
    return done


@job(name="disclosure.extract_text")
def extract_text(attachment_id: str) -> None:
    """提取附件文本 — of one file; what was removed meanwhile needs none."""
    from . import actions
    from .extraction import reading
    from .models import Attachment

    attachment = Attachment.objects.select_related("file", "version").filter(pk=attachment_id).first()
    if attachment is None:
        return
    found = reading.read(attachment.file)
    actions.note_text(
        attachment,
        text=found.text,
        state=found.state,
        note=found.note,
        by=Machine("text extraction"),
        at=timezone.now(),
    )


@every("* * * * *", name="disclosure.publish_planned")
def publish_planned() -> None:
    """定时公开 — what is signed and whose moment has come."""
    from . import actions, queries

    at = timezone.now()
    each(queries.planned_until(at), actions.publish_information, by="publication schedule", at=at)


@every("17 0 * * *", name="disclosure.tell_lapses")
def tell_lapses() -> None:
    """告知失效 — documents whose last day has passed; force follows from the dates without this."""
    from . import actions, queries

    at = timezone.now()
    for publication, last_day in queries.lapsed_untold(local_day(at)):
        each([publication], actions.tell_lapse, by="validity watch", at=at, last_day=last_day)


@job(name="disclosure.move_due", lock="disclosure.move_due")
def move_due() -> None:
    """重算公开期限 — of everything in preparation, after the calendar of working days was changed."""
    from . import actions, due_dates, queries

    at = timezone.now()
    for version in queries.with_due_dates().iterator(chunk_size=500):
        found = due_dates.due_of(version)
        if found is not None and found.on != version.due_on:
            each([version], actions.move_due, by="calendar", at=at)


@job(name="disclosure.import_documents", lock="disclosure.import:{run_id}")
def import_documents(run_id: str) -> None:
    """导入 — of an upload; after a crash the next worker goes on where this one was."""
    from .intake.working import work
    from .models import ImportRun
    from .states import RunState

    run = ImportRun.objects.select_related("org", "file", "source").filter(pk=run_id).first()
    if run is not None and run.state == RunState.RUNNING:
        work(run, timezone.now)


@job(name="disclosure.harvest_source", lock="disclosure.harvest:{source_id}")
def harvest_source(source_id: str) -> None:
    """采集 — of one portal; what it says of the failure stands with the source."""
    from .intake.harvesting import harvest
    from .models import HarvestSource

    source = HarvestSource.objects.select_related("org").filter(pk=source_id, is_active=True).first()
    if source is not None:
        harvest(source, timezone.now)


@every("23 * * * *", name="disclosure.harvest_all")
def harvest_all() -> None:
    """采集 — every active source, each as a job of its own, so that a slow portal holds up no other."""
    from .arriving import active_sources

    for source in active_sources():
        harvest_source.defer(source_id=str(source.pk))
