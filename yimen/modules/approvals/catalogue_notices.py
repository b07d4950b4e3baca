"""通知 about the catalogue: to those who keep it."""

from __future__ import annotations

from datetime import date, datetime

from django.urls import reverse

from yimen.kernel.audit.followers import tells
from yimen.kernel.base.actor import Actor
from yimen.kernel.cases.opening import local_day
from yimen.kernel.notices.sending import send
from yimen.kernel.people.queries import holders
from yimen.kernel.people.roles import Role

from .events import BasesLapsing

KEEPERS = (Role.CATALOGUE_EDITOR, Role.SECTION_HEAD)
MOST = 20


@tells(BasesLapsing)
def bases_lapsing(fact: BasesLapsing, *, by: Actor, at: datetime) -> None:
    """依据预警: which bases, from when they no longer hold, to the editors of the item and the heads who submit it."""
    told = {"item": fact.item, "bases": fact.bases, "first_on": date.fromisoformat(fact.first_on)}
    link = reverse("approvals:catalogue-item", args=[fact.item.code])
    for person in holders(*KEEPERS, org_path=fact.item.org_path, on=local_day(at))[:MOST]:
        send(person, "approvals.bases_lapsing", told, link=link)
