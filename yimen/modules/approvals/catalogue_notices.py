"""通知 about the catalogue: to those who keep it."""

from __future__ import annotations

from datetime import date, datetime

from django.urls import reverse

from yimen.kernel.audit.followers import tells
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.notices.sending import send
from yimen.kernel.people.queries import holders
from yimen.kernel.people.roles import Role

from . import metrics, queries
from .events import BasesLapsing, CleanupExecuted
from .states import RunningCases

HANDLERS = (Role.SECTION_HEAD,)
KEEPERS = (Role.CATALOGUE_EDITOR, Role.SECTION_HEAD)
MOST = 20


@tells(BasesLapsing)
def bases_lapsing(fact: BasesLapsing, *, by: Actor, at: datetime) -> None:
    """依据预警: which bases, from when they no longer hold, to the editors of the item and the heads who submit it."""
    told = {"item": fact.item, "bases": fact.bases, "first_on": date.fromisoformat(fact.first_on)}
    link = reverse("approvals:catalogue-item", args=[fact.item.code])
    for person in holders(*KEEPERS, org_path=fact.item.org_path, on=local_day(at))[:MOST]:
        send(person, "approvals.bases_lapsing", told, link=link)


@tells(CleanupExecuted)
def running_cases(fact: CleanupExecuted, *, by: Actor, at: datetime) -> None:
    """在办件处理: the heads of section see to the cases in hand; none moves by itself (decision 0051)."""
    proposal = fact.proposal
    if proposal.running_cases == RunningCases.OLD_RULES:
        return
    if count := queries.in_hand(proposal.item).count():
        told = {"item": proposal.item, "proposal": proposal, "count": count}
        link = metrics.cases_url(item=proposal.item_id, open=1)
        for person in holders(*HANDLERS, org_path=proposal.item.org_path, on=local_day(at))[:MOST]:
            send(person, "approvals.running_cases", told, link=link)
