"""Work by the clock: what changed is found within two seconds, and once a night every source is read whole."""

from __future__ import annotations

from django.utils import timezone

from yimen.kernel.jobs import every, loop
from yimen.kernel.web.edge import forget

from . import log
from .changes import ANSWERS
from .documents import document_sources
from .following import Follower
from .keeping import AT_ONCE, keep_changes, keep_everything

FOLLOWER = Follower()


@loop(seconds=0.5)
def follow_changes() -> bool:
    """跟进检索 — what acts have noted is read from its source and goes into the index of this machine."""
    kept = keep_changes()
    written = FOLLOWER.follow()
    if written:
        forget(ANSWERS)
    return kept == AT_ONCE or written > 0


@every("20 4 * * *", name="search.read_sources")
def read_sources() -> None:
    """重读来源 — what depends on the day (in force, open) and not on an act."""
    for source in document_sources().values():
        keep_everything(source)


@every("50 3 * * *", name="search.forget_questions")
def forget_questions() -> None:
    """清除检索用语 — the words of questions that nobody has asked for long."""
    log.forget_old(timezone.localdate())
