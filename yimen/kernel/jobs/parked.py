"""任务的去向: jobs that wait, and jobs that failed after their retries and are parked until somebody looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from yimen.kernel.base.refusals import WrongState

PARKED = ("failed", "aborted")


@dataclass(frozen=True)
class ParkedJob:
    """搁置的任务 — what was to be done, how often it was tried, and since when it lies."""

    id: int
    name: str
    arguments: Mapping[str, object]
    attempts: int
    parked_at: datetime | None


def parked(limit: int = 200) -> list[ParkedJob]:
    """搁置的任务, the latest first."""
    rows = (
        ProcrastinateJob.objects.filter(status__in=PARKED)
        .annotate(parked_at=Max("procrastinateevent__at"))
        .order_by("-id")[:limit]
    )
    return [ParkedJob(row.id, row.task_name, dict(row.args), row.attempts, row.parked_at) for row in rows]


def parked_count() -> int:
    """How many jobs are parked."""
    return ProcrastinateJob.objects.filter(status__in=PARKED).count()


def waiting_count() -> int:
    """How many jobs wait for a worker or for their time."""
    return ProcrastinateJob.objects.filter(status="todo").count()


def worker_count(at: datetime) -> int:
    """How many workers gave a sign of life in the last half minute."""
    return ProcrastinateWorker.objects.filter(last_heartbeat__gt=at - timedelta(seconds=30)).count()


def put_back(job_id: int, at: datetime) -> None:
    """Puts a parked job back into the queue for one more try; raises WrongState when it is not parked."""
    if not ProcrastinateJob.objects.filter(pk=job_id, status__in=PARKED).exists():
        raise WrongState(_("这项任务已经不在搁置状态。请刷新页面查看最新情况。"))
    app.job_manager.retry_job_by_id(job_id=job_id, retry_at=at)
