"""Work by the clock: what changed is found within two seconds, and once a night every source is read whole."""

from __future__ import annotations

from django.utils import timezone

from yimen.kernel.jobs import every, loop
from yimen.kernel.web.edge import forget

from . import log
from .changes import ANSWERS
from .documents import document_sources
from .following import Follower, renew
from .keeping import AT_ONCE, keep_changes, keep_everything, keep_only

FOLLOWER = Follower()


@loop(seconds=0.5)
def keep_what_changed() -> bool:
    """收录变更 — what acts have noted is read from its source into the table of the search."""
    return keep_changes() == AT_ONCE


@loop(seconds=0.5)
def follow_documents() -> bool:
    """跟进索引 — what is newer in the table goes into the index of this machine; kept answers are forgotten."""
    written = FOLLOWER.follow()
    if written:
        forget(ANSWERS)
    return written > 0


@every("20 4 * * *", name="search.read_sources")
def read_sources() -> None:
    """重读来源 — what depends on the day (in force, open) and not on an act."""
    for source in document_sources().values():
        keep_everything(source)
    keep_only(document_sources())


@every("20 5 * * *", name="search.renew_index")
def renew_index() -> None:
    """换新索引 — where something was taken out, so that nothing of it stays in the files."""
    renew()


@every("50 3 * * *", name="search.forget_questions")
def forget_questions() -> None:
    """清除检索用语 — the words of questions that nobody has asked for long."""
    log.forget_old(timezone.localdate())
