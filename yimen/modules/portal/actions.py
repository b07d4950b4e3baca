"""Verbs of the portal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.kernel.base.text import normal
from yimen.kernel.jobs import parked
from yimen.kernel.jobs.permissions import Permission as Jobs
from yimen.kernel.orgs.models import Org
from yimen.kernel.people import token_secret
from yimen.kernel.people.models import Person

from .events import JobRetried, SearchDropped, SearchMatched, SearchSaved, WallClosed, WallOpened
from .models import SavedSearch, Wall
from .permissions import Permission

MOST_SAVED = 20
MOST_WALLS = 20


@action(permission=Jobs.JOB_RETRY)
def retry_job(city: Org, *, job_id: int, by: Actor, at: datetime) -> JobRetried:
    """重新执行 — a job that failed after its retries is tried once more; the city's own body is its subject."""
    name = next((one.name for one in parked.parked() if one.id == job_id), None)
    if name is None:
        raise WrongState(_("这项任务已经不在搁置状态。请刷新页面查看最新情况。"))
    parked.put_back(job_id, at)
    return JobRetried(name, job_id)


@action(permission=Permission.SEARCH_SAVE)
def save_search(
    person: Person, *, text: str, chosen: Mapping[str, tuple[str, ...]], by: Actor, at: datetime
) -> SearchSaved:
    """订阅检索 — from now on the person is told, once a day, when something new matches."""
    words = text.strip()
    values = {code: sorted(set(some)) for code, some in sorted(chosen.items()) if some}
    if not words and not values:
        raise RuleBroken(_("请先检索，再订阅。"))
    own = SavedSearch.objects.filter(person=person, dropped_at=None)
    if own.filter(text=words, chosen=values).exists():
        raise RuleBroken(_("您已经订阅了这项检索。"))
    if own.count() >= MOST_SAVED:
        raise RuleBroken(_("最多订阅20项检索，请先取消不再需要的。"))
    search = SavedSearch.objects.create(
        person=person, text=words[:300], chosen=values, saved_at=at, told_until=at
    )
    return SearchSaved(search)


@action(permission=Permission.SEARCH_DROP)
def drop_search(search: SavedSearch, *, by: Actor, at: datetime) -> SearchDropped:
    """取消订阅 — the person is told no more."""
    if search.dropped_at is not None:
        raise WrongState(_("这项订阅已经取消。"))
    search.dropped_at = at
    return SearchDropped(search)


@action(permission=Permission.SEARCH_TELL)
def tell_of_matches(
    search: SavedSearch, *, count: int, until: datetime, by: Actor, at: datetime
) -> SearchMatched:
    """告知新内容 — so much came in up to a moment; what follows is looked at next time."""
    if search.dropped_at is not None or until <= search.told_until:
        raise WrongState(_("这项订阅已经取消，或者已经告知。"))
    search.told_until = until
    return SearchMatched(search, count)


@action(permission=Permission.WALL_OPEN, creates=True)
def open_wall(org: Org, *, place: str, secret: str, by: Actor, at: datetime) -> WallOpened:
    """开通大屏 — a screen in a hall shows the counts of this body; ``secret`` is the end of its address.

    It comes from ``token_secret.new_secret()``; its hash alone is kept.
    """
    if not normal(place):
        raise RuleBroken(_("请填写大屏位置。"), fields={"place": _("请填写大屏位置")})
    if Wall.objects.filter(org=org, closed_at=None).count() >= MOST_WALLS:
        raise RuleBroken(_("该机构已有20块大屏，请先关闭不用的。"))
    wall = Wall.objects.create(
        org=org, place=normal(place)[:60], secret_hash=token_secret.hashed(secret), opened_at=at
    )
    return WallOpened(wall, org)


@action(permission=Permission.WALL_CLOSE)
def close_wall(wall: Wall, *, by: Actor, at: datetime) -> WallClosed:
    """关闭大屏 — its address shows nothing from now on; a new one is another address."""
    if wall.closed_at is not None:
        raise WrongState(_("这块大屏已经关闭。"))
    wall.closed_at = at
    return WallClosed(wall)
