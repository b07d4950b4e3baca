"""Whom the portal tells: those who saved a search, of what is new; auditors, of a record that does not fit."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from yimen.kernel.audit.followers import tells
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.ledger.events import RecordChecked
from yimen.kernel.notices.sending import send
from yimen.kernel.people.actor import PersonActor
from yimen.kernel.people.queries import all_holders
from yimen.kernel.people.roles import Role

from . import queries
from .events import SearchMatched
from .pages.search import wish_address


@tells(SearchMatched)
def matched(fact: SearchMatched, *, by: Actor, at: datetime) -> None:
    """订阅有新内容: how much, and the way to it, the newest first."""
    search = fact.search
    data = {"search": search, "count": fact.count}
    send(search.person, "portal.search_matched", data, link=wish_address(search.text, search.values))


@tells(RecordChecked)
def does_not_fit(fact: RecordChecked, *, by: Actor, at: datetime) -> None:
    """留痕与账本不符: to the auditors of the whole city, each time that a check finds something."""
    if not fact.fault_count:
        return
    today = local_day(at)
    link = reverse("ledger:check", args=[fact.check.pk])
    for person in all_holders(Role.AUDITOR, on=today):
        if queries.reads_whole_record(PersonActor(person, on=today)):
            send(person, "portal.record_does_not_fit", {"count": fact.fault_count}, link=link)
