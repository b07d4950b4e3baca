"""The verbs of paper: registered, handed over and received by two persons, returned, reported lost."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.people.models import Person, PersonKind
from yimen.modules.approvals import rules
from yimen.modules.approvals.events import (
    PaperHanded,
    PaperLost,
    PaperReceived,
    PaperRegistered,
    PaperReturned,
)
from yimen.modules.approvals.models import Application, PaperCustody, PaperMovement
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import PaperState

from .acting import acting_person

MOST_SHEETS = 9999


@action(permission=Permission.PAPER_REGISTER)
def register_paper(
    application: Application, *, title: str, sheets: int, by: Actor, at: datetime
) -> PaperRegistered:
    """登记纸质材料 — whoever takes paper in at the window holds it, by name."""
    title = rules.require_text(title, "title", _("请写明是什么材料。"))
    if not 0 < sheets <= MOST_SHEETS:
        raise RuleBroken(_("请填写页数。"), fields={"sheets": _("请填写页数")})
    custody = PaperCustody.objects.create(
        application=application,
        title=title[:200],
        sheets=sheets,
        holder=acting_person(by),
        registered_at=at,
        held_since=at,
    )
    return PaperRegistered(custody, sheets)


@action(permission=Permission.PAPER_KEEP, moves=((PaperState.HELD,), PaperState.PASSED))
def hand_paper(
    custody: PaperCustody, *, receiver: Person, note: str = "", by: Actor, at: datetime
) -> PaperHanded:
    """交出纸质材料 — to a named official; until it is received, the giver still answers for it."""
    if receiver.kind != PersonKind.STAFF or not receiver.is_active or receiver.pk == custody.holder_id:
        raise RuleBroken(_("请选择另一名在岗的工作人员。"), fields={"receiver": _("请另选")})
    custody.receiver = receiver
    PaperMovement.objects.create(
        custody=custody, giver_id=custody.holder_id, taker=receiver, handed_at=at, note=note.strip()[:200]
    )
    return PaperHanded(custody, receiver)


@action(permission=Permission.PAPER_RECEIVE, moves=((PaperState.PASSED,), PaperState.HELD))
def receive_paper(custody: PaperCustody, *, by: Actor, at: datetime) -> PaperReceived:
    """签收纸质材料 — the one it was handed to signs, and answers for it from here on."""
    movement = PaperMovement.objects.select_related("giver").get(custody=custody, received_at=None)
    movement.received_at = at
    movement.save(update_fields=["received_at"])
    custody.holder, custody.receiver, custody.held_since = acting_person(by), None, at
    return PaperReceived(custody, movement.giver)


@action(permission=Permission.PAPER_KEEP, moves=((PaperState.HELD,), PaperState.RETURNED))
def return_paper(custody: PaperCustody, *, signed_by: str, by: Actor, at: datetime) -> PaperReturned:
    """退还纸质材料 — to whoever signs for it."""
    name = rules.require_text(signed_by, "signed_by", _("请填写签收人。"))
    custody.ended_at = at
    return PaperReturned(custody, name[:100])


@action(permission=Permission.PAPER_KEEP, moves=((PaperState.HELD, PaperState.PASSED), PaperState.LOST))
def report_paper_lost(custody: PaperCustody, *, reason: str, by: Actor, at: datetime) -> PaperLost:
    """报失纸质材料 — at once, with what is known; what was on its way is lost by its giver."""
    reason = rules.require_text(reason, "reason", _("请写明何时、怎样发现遗失。"))
    custody.receiver, custody.ended_at = None, at
    PaperMovement.objects.filter(custody=custody, received_at=None).update(received_at=at)
    return PaperLost(custody, reason[:300])
