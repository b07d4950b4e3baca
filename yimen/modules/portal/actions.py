"""Verbs of the portal."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import WrongState
from yimen.kernel.jobs import parked
from yimen.kernel.jobs.permissions import Permission as Jobs
from yimen.kernel.orgs.models import Org

from .events import JobRetried


@action(permission=Jobs.JOB_RETRY)
def retry_job(city: Org, *, job_id: int, by: Actor, at: datetime) -> JobRetried:
    """重新执行 — a job that failed after its retries is tried once more; the city's own body is its subject."""
    name = next((one.name for one in parked.parked() if one.id == job_id), None)
    if name is None:
        raise WrongState(_("这项任务已经不在搁置状态。请刷新页面查看最新情况。"))
    parked.put_back(job_id, at)
    return JobRetried(name, job_id)
