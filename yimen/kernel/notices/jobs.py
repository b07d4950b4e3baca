"""The outbox drains itself: every second, and at once again while there is more."""

from django.utils import timezone

from yimen.kernel.jobs.loops import loop

from .outbox import deliver_waiting

AT_ONCE = 20


@loop(seconds=1)
def drain() -> bool:
    """投递 — one round of the outbox; true when there may be more."""
    return deliver_waiting(limit=AT_ONCE, at=timezone.now()) == AT_ONCE
