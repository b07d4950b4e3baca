"""Facts of the portal."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.orgs.models import Org

from .models import SavedSearch, Wall


@dataclass(frozen=True)
class JobRetried(Event):
    """重新执行 — an administrator put a parked job back into the queue."""

    code = "portal.job.retried"
    says = _("%(by)s 将搁置的任务 %(job)s 重新放入队列")
    job: str
    job_id: int


@dataclass(frozen=True)
class SearchSaved(Event):
    """订阅检索 — a person asked to be told when something new matches."""

    code = "portal.search.saved"
    about = "search"
    says = _("%(by)s 订阅了一项检索")
    search: SavedSearch


@dataclass(frozen=True)
class SearchDropped(Event):
    """取消订阅 — the person is told no more."""

    code = "portal.search.dropped"
    says = _("%(by)s 取消了一项检索订阅")
    search: SavedSearch


@dataclass(frozen=True)
class SearchMatched(Event):
    """订阅有新内容 — what has come in since the last time matches a saved search."""

    code = "portal.search.matched"
    says = _("检索订阅有%(count)s条新内容")
    search: SavedSearch
    count: int


@dataclass(frozen=True)
class WallOpened(Event):
    """开通大屏 — a screen shows the figures of a body from now on; its address is not in the record."""

    code = "portal.wall.opened"
    about = "wall"
    says = _("%(by)s 为 %(org)s 开通了大屏“%(wall)s”")
    wall: Wall
    org: Org


@dataclass(frozen=True)
class WallClosed(Event):
    """关闭大屏 — its address shows nothing any more."""

    code = "portal.wall.closed"
    says = _("%(by)s 关闭了大屏“%(wall)s”")
    wall: Wall
