"""通知 about the catalogue: to those who keep it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.urls import reverse

from yimen.kernel.audit.followers import tells
from yimen.kernel.base.actor import Actor
from yimen.kernel.cases.opening import local_day
from yimen.kernel.notices.sending import send
from yimen.kernel.people.queries import holders
from yimen.kernel.people.roles import Role

from . import metrics, queries
from .events import BasesLapsing, CleanupExecuted
from .models import Application
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
def running_cases_decided(fact: CleanupExecuted, *, by: Actor, at: datetime) -> None:
    """在办件处理: whoever has a case in hand learns what the decision about its item means for it.

    A case goes on under the rules of the day on which it was accepted (decision 0051); to hand it over is an act of
    its office, to withdraw it one of its applicant.
    """
    proposal = fact.proposal
    running = list(queries.in_hand(proposal.item).select_related("applicant", "version"))
    if proposal.running_cases == RunningCases.OLD_RULES or not running:
        return
    told = {
        "item": proposal.item,
        "outcome": proposal.get_outcome_display(),
        "first_on": proposal.effective_from,
        "instrument": proposal.instrument_no,
    }
    if proposal.running_cases == RunningCases.APPLICANT_CHOOSES:
        for application in running:
            _let_choose(application, told)
    told |= {"count": len(running), "rule": RunningCases(proposal.running_cases).label}
    link = metrics.cases_url(item=proposal.item_id, open=1)
    for person in holders(*HANDLERS, org_path=proposal.item.org_path, on=local_day(at))[:MOST]:
        send(person, "approvals.running_cases", told, link=link)


def _let_choose(application: Application, told: Mapping[str, object]) -> None:
    link = reverse("approvals:application", args=[application.pk])
    about = {"number": application.number, "phone": application.version.enquiry_phone}
    send(
        application.applicant,
        "approvals.item_reformed",
        {**told, **about},
        link=link,
        case_ref=application.case_id,
    )
