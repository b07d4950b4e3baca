"""Facts of the portal."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event


@dataclass(frozen=True)
class JobRetried(Event):
    """重新执行 — an administrator put a parked job back into the queue."""

    code = "portal.job.retried"
    says = _("%(by)s 将搁置的任务 %(job)s 重新放入队列")
    job: str
    job_id: int
