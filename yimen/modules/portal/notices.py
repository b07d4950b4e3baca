"""Whom the portal tells: those who saved a search, of what is new."""

from __future__ import annotations

from datetime import datetime

from yimen.kernel.audit.followers import tells
from yimen.kernel.base.actor import Actor
from yimen.kernel.notices.sending import send

from .events import SearchMatched
from .pages.search import wish_address


@tells(SearchMatched)
def matched(fact: SearchMatched, *, by: Actor, at: datetime) -> None:
    """订阅有新内容: how much, and the way to it, the newest first."""
    search = fact.search
    data = {"search": search, "count": fact.count}
    send(search.person, "portal.search_matched", data, link=wish_address(search.text, search.values))
