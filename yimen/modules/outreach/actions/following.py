"""The verbs that follow the case of an errand, and the call afterwards."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.people.actor import person_actor
from yimen.modules.outreach import rules
from yimen.modules.outreach.events import ErrandFollowedUp, ErrandResultReceived, ErrandSubmitted
from yimen.modules.outreach.models import Errand, FollowUp
from yimen.modules.outreach.permissions import Permission
from yimen.modules.outreach.states import ErrandState

from .carrying import TAKEN_IN

MONEY, NO_MONEY = gettext_lazy("有人要过钱物"), gettext_lazy("没有人要过钱物")


@action(permission=Permission.ERRAND_FOLLOW, moves=(TAKEN_IN, ErrandState.SUBMITTED))
def note_submission(errand: Errand, *, by: Actor, at: datetime) -> ErrandSubmitted:
    """已递交 — the application that belongs to it was submitted."""
    return ErrandSubmitted(errand)


@action(permission=Permission.ERRAND_FOLLOW, moves=((ErrandState.SUBMITTED,), ErrandState.RESULT_RECEIVED))
def note_result(errand: Errand, *, result: str, by: Actor, at: datetime) -> ErrandResultReceived:
    """收到结果 — the case of the application has come to its end."""
    errand.result, errand.done_on = result, local_day(at)
    errand.is_instant = errand.done_on == errand.accepted_on
    return ErrandResultReceived(errand, result)


@action(permission=Permission.ERRAND_FOLLOW_UP, moves=((ErrandState.ARCHIVED,), ErrandState.FOLLOWED_UP))
def follow_up_errand(errand: Errand, *, asked: rules.Asked, by: Actor, at: datetime) -> ErrandFollowedUp:
    """回访 — how it was, and whether anybody asked for money; never by the agent who carried it."""
    rules.require_answers(asked)
    person = person_actor(by)
    agent = errand.agent
    if person is None or (agent is not None and str(agent.person_id) == by.id):
        raise RuleBroken(_("代理员不能回访自己承办的事项，请由他人回访。"))
    FollowUp.objects.create(
        errand=errand,
        org_path=errand.org_path,
        asked_by=person.person,
        agent_person_id=agent.person_id if agent is not None else None,
        is_reached=asked.is_reached,
        satisfaction=asked.satisfaction,
        is_money_asked=asked.is_money_asked,
        amount=asked.amount,
        money_note=asked.money_note.strip()[:300],
        note=asked.note.strip()[:300],
        asked_at=at,
        asked_on=local_day(at),
    )
    money = MONEY if asked.is_money_asked else NO_MONEY
    return ErrandFollowedUp(errand, asked.satisfaction, asked.is_money_asked, money)
