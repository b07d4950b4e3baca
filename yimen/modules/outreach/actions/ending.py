"""The verbs by which an errand ends early or changes hands."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor, Machine
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.outreach import rules
from yimen.modules.outreach.events import ErrandCancelled, ErrandHandedOver, ErrandReturned
from yimen.modules.outreach.models import Agent, Errand
from yimen.modules.outreach.permissions import Permission
from yimen.modules.outreach.states import BEFORE_SUBMISSION, OPEN, UNTIL_CLOSED, ErrandState

MACHINE = Machine("errands")


@action(permission=Permission.ERRAND_RETURN, moves=(BEFORE_SUBMISSION, ErrandState.RETURNED))
def return_errand(errand: Errand, *, reason: str, by: Actor, at: datetime) -> ErrandReturned:
    """退回代办 — it cannot be carried; the papers go back, with the reason."""
    errand.ended_reason = rules.require_text(reason, "reason", _("请写明退回的原因。"))
    errand.ended_at = at
    return ErrandReturned(errand, errand.ended_reason)


@action(permission=Permission.ERRAND_CANCEL, moves=(OPEN, ErrandState.CANCELLED))
def cancel_errand(errand: Errand, *, reason: str, by: Actor, at: datetime) -> ErrandCancelled:
    """取消代办 — the principal takes the matter back; an application that was submitted is not touched by it."""
    errand.ended_reason = rules.require_text(reason, "reason", _("请写明取消的原因。"))
    errand.ended_at = at
    return ErrandCancelled(errand, errand.ended_reason)


@action(permission=Permission.ERRAND_HAND_OVER, moves=(UNTIL_CLOSED, UNTIL_CLOSED))
def hand_over_errand(errand: Errand, *, agent: Agent | None, by: Actor, at: datetime) -> ErrandHandedOver:
    """移交代办 — another agent of the same centre goes on; without one, it waits at the centre."""
    if agent is None and by.kind != "machine":
        raise RuleBroken(_("请选择代理员。"), fields={"agent": _("请选择代理员")})
    if agent is not None:
        if agent.org_path != errand.org_path or agent.until is not None or not agent.serves_on(local_day(at)):
            raise RuleBroken(
                _("接手的应当是同一机构在任的代理员。"), fields={"agent": _("请选择在任的代理员")}
            )
        if agent.person_id == errand.principal_id:
            raise RuleBroken(rules.OWN_MATTER)
    errand.agent = agent
    return ErrandHandedOver(errand, agent)
