"""Work by the clock: what need not be remembered is forgotten."""

from __future__ import annotations

from django.utils import timezone

from yimen.kernel.jobs import every
from yimen.kernel.web import limits


@every("41 3 * * *", name="portal.forget_tries")
def forget_tries() -> None:
    """清除查询次数 — counts of failed look-ups whose time is over."""
    limits.forget_old(timezone.now())
