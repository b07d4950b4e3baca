"""Work by the clock and after the act: what need not be remembered is forgotten; results are published (双公示)."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from yimen.kernel.jobs import every, job
from yimen.kernel.web import limits


@every("41 3 * * *", name="portal.forget_tries")
def forget_tries() -> None:
    """清除查询次数 — counts of failed look-ups whose time is over."""
    limits.forget_old(timezone.now())


@job(name="portal.publish_result", lock="portal.publish_result:{application_id}")
def publish_result(application_id: str) -> None:
    """双公示 — a permission under seal is published by its body's standing check; again gives the same publication."""
    from .publishing import publish

    publish(UUID(application_id), at=timezone.now())
