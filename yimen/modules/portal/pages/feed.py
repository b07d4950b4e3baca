"""检索订阅源: what everybody may find for a question, as it came in, for programs that follow it (Atom)."""

from __future__ import annotations

from datetime import datetime, time

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import TooMany
from yimen.kernel.search.answering import Wish, newest
from yimen.kernel.search.changes import ANSWERS
from yimen.kernel.search.engine import FARTHEST
from yimen.kernel.search.showing import Hit
from yimen.kernel.web import limits
from yimen.kernel.web.atom import MEDIA_TYPE, Entry, Feed, as_atom
from yimen.kernel.web.edge import kept
from yimen.kernel.web.request import Request
from yimen.kernel.web.shell import city_name

from .search import address_of, feed_address, too_often, wish_of

SIZE = 20
LAST = FARTHEST // SIZE


@login_not_required
@require_safe
@conditional_page
def search_feed(request: Request) -> HttpResponse:
    """检索订阅源 — the same for everybody, whoever asks: nothing in it is for the staff or for one person."""
    now = timezone.now()
    try:
        limits.require_patience(request, "search", now, limit=limits.SEARCHING)
    except TooMany as refusal:
        return too_often(refusal)
    wish = wish_of(request.GET)
    hits, more = newest(wish, size=SIZE, on=local_day(now))
    response = HttpResponse(as_atom(_feed(wish, hits, more, now), map(_entry, hits)), content_type=MEDIA_TYPE)
    return kept(response, ANSWERS)


def _feed(wish: Wish, hits: tuple[Hit, ...], more: bool, now: datetime) -> Feed:
    """What stands at the head; one with nothing in it is as new as the day, so that it does not change by being asked for."""
    midnight = timezone.make_aware(datetime.combine(local_day(now), time.min))
    values = {"city": city_name(), "words": wish.text}
    goes_on = more and wish.page < LAST
    return Feed(
        title=_("%(city)s：检索“%(words)s”") % values,
        author=city_name(),
        url=f"{settings.SITE_URL}{feed_address(wish, page=wish.page)}",
        page_url=f"{settings.SITE_URL}{address_of(Wish(wish.text, wish.chosen), by_date=True)}",
        updated_at=max((one.entered_at for one in hits), default=midnight),
        next_url=f"{settings.SITE_URL}{feed_address(wish, page=wish.page + 1)}" if goes_on else "",
    )


def _entry(hit: Hit) -> Entry:
    address = f"{settings.SITE_URL}{hit.href}"
    return Entry(
        key=address,
        title=hit.name,
        url=address,
        published_at=hit.entered_at,
        updated_at=hit.entered_at,
        created_on=hit.dated_on,
        categories=((hit.source, str(hit.label)),),
        summary="".join(one.text for one in hit.snippet),
    )
