"""Work by the clock and after the act: what need not be remembered is forgotten; results are published (双公示); who
saved a search is told of what is new.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from yimen.kernel.base.actor import Machine
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import WrongState
from yimen.kernel.jobs import every, job
from yimen.kernel.people.actor import PersonActor
from yimen.kernel.search.answering import Wish, answer
from yimen.kernel.web import limits

from . import actions
from .models import SavedSearch

log = logging.getLogger(__name__)
SETTLED = timedelta(minutes=10)
"""What came in later than this may not be in every index yet; it is looked at next time."""


@every("41 3 * * *", name="portal.forget_tries")
def forget_tries() -> None:
    """清除查询次数 — counts of failed look-ups whose time is over."""
    limits.forget_old(timezone.now())


@every("30 7 * * *", name="portal.tell_saved_searches")
def tell_saved_searches() -> None:
    """告知新内容 — one look a day for each saved search; nothing is sent where nothing is new."""
    until = timezone.now() - SETTLED
    for search in SavedSearch.objects.filter(dropped_at=None).select_related("person").iterator():
        tell_of_one(search, until=until)


def tell_of_one(search: SavedSearch, *, until: datetime) -> int:
    """What came in for one search up to a moment; returns how much."""
    since = search.told_until
    if until <= since or not search.person.is_active:
        return 0
    today = local_day(until)
    wish = Wish(search.text, search.values, entered=(int(since.timestamp()), int(until.timestamp())))
    found = answer(PersonActor(search.person, today), wish, on=today)
    if not found.total or found.is_near:
        return 0
    try:
        actions.tell_of_matches(
            search, count=found.total, until=until, by=Machine("saved searches"), at=timezone.now()
        )
    except WrongState:  # dropped, or told by another worker meanwhile
        return 0
    return found.total


@job(name="portal.publish_result", lock="portal.publish_result:{application_id}")
def publish_result(application_id: str) -> None:
    """双公示 — a permission under seal is published by its body's standing check; again gives the same publication."""
    from .publishing import publish

    publish(UUID(application_id), at=timezone.now())


@job(name="portal.publish_results")
def publish_results(application_ids: list[str]) -> None:
    """双公示 — of permissions concluded together, each; one that fails is tried again by itself and stops no other."""
    for one in application_ids:
        try:
            publish_result(application_id=one)
        except Exception:
            log.exception("the result of application %s was not published; it is tried again", one)
            publish_result.defer(application_id=one)
