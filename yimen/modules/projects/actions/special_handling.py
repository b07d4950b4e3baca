"""Verbs of special handling: a lawful order takes effect on the case at once, an unlawful one is refused; an order is revoked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import RuleBroken, Text
from yimen.kernel.cases.models import Case
from yimen.modules.approvals import public as approvals
from yimen.modules.projects import rules
from yimen.modules.projects.events import SpecialHandlingOrdered, SpecialHandlingRevoked
from yimen.modules.projects.machines import PROJECTS
from yimen.modules.projects.models import SpecialHandlingOrder
from yimen.modules.projects.permissions import Permission
from yimen.modules.projects.states import Departure

from .officers import acting_person


@action(permission=Permission.ORDER_GIVE)
def order_special_handling(
    case: Case,
    *,
    departures: Sequence[str],
    reason: str,
    days: int | None = None,
    after_hours: str = "",
    materials: Sequence[str] = (),
    by: Actor,
    at: datetime,
) -> SpecialHandlingOrdered:
    """决定特事特办 — what may differ for this one case: less time, first place, after hours, tolerable materials later."""
    kinds = rules.lawful_departures(departures)
    rules.require_said(kinds, days=days, after_hours=after_hours, materials=materials)
    reason = rules.require_text(reason, "reason", _("请填写理由。"), most=500)
    application = approvals.application_with_id(case.pk)
    if application is None:
        raise RuleBroken(_("只有行政审批的办件可以特事特办。"))
    before, shorter = approvals.promised_days(application), Departure.SHORTEN in kinds
    said: dict[str, Any] = {
        "days": days if shorter else None,
        "after_hours": after_hours.strip()[:200] if Departure.AFTER_HOURS in kinds else "",
    }
    tolerated = list(materials) if Departure.TOLERATE in kinds else []
    is_first = Departure.FIRST in kinds
    approvals.expedite(application, **said, is_first=is_first, tolerated=tolerated, by=PROJECTS, at=at)
    order = SpecialHandlingOrder.objects.create(
        case=case,
        departures=kinds,
        days_before=before if shorter else None,
        **said,
        materials=tolerated,
        reason=reason,
        ordered_by=acting_person(by),
        ordered_at=at,
    )
    told: list[Text] = [Departure(one).label for one in kinds]
    return SpecialHandlingOrdered(case, order, told, reason)


@action(permission=Permission.ORDER_REVOKE)
def revoke_special_handling(
    case: Case, *, order: SpecialHandlingOrder, reason: str, by: Actor, at: datetime
) -> SpecialHandlingRevoked:
    """撤销特事特办 — the case takes its common turn again; what was done stays, and so does a promise that was shortened."""
    found = case.special_handling_orders.select_for_update().get(pk=order.pk)
    if found.revoked_at is not None:
        raise RuleBroken(_("这项决定已经撤销。"))
    if case.closed_at is not None:
        raise RuleBroken(_("办件已经办结，特事特办的决定不能再撤销。"))
    found.revocation_reason = rules.require_text(reason, "reason", _("请填写理由。"), most=500)
    found.revoked_by, found.revoked_at = acting_person(by), at
    found.save(update_fields=["revoked_by", "revoked_at", "revocation_reason"])
    first = case.special_handling_orders.filter(revoked_at=None, departures__contains=[Departure.FIRST])
    if not first.exists():
        case.is_priority = False
    return SpecialHandlingRevoked(case, found, found.revocation_reason)
