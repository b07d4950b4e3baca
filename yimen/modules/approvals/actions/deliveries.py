"""Verbs after the seal: deliver, close, archive."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.audit.adding import add
from yimen.kernel.audit.models import Entry
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import clocks, opening
from yimen.kernel.cases.models import ClockKind
from yimen.modules.approvals import papers, patterns, queries, rules
from yimen.modules.approvals.charging import reads
from yimen.modules.approvals.events import ApplicationArchived, ApplicationClosed, ApplicationDelivered
from yimen.modules.approvals.models import Application, Delivery
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import DeliveryMethod, State

from .acting import BESIDE


@action(permission=Permission.APPLICATION_DELIVER, moves=((State.SEALED,), State.DELIVERED))
def deliver(
    application: Application,
    *,
    method: str,
    receiver: str,
    identity_checked: bool = False,
    tracking_number: str = "",
    by: Actor,
    at: datetime,
) -> ApplicationDelivered:
    """送达 — handed over at the window, by post or electronically, within ten working days (行政许可法 44)."""
    patterns.require(application.pattern, "deliver")
    receiver = rules.require_text(receiver, "receiver", _("请填写签收人。"))
    if method == DeliveryMethod.WINDOW and not identity_checked:
        raise RuleBroken(_("请先核对领取人的身份证件。"), fields={"identity_checked": _("请核对身份")})
    if method == DeliveryMethod.POST:
        rules.require_text(tracking_number, "tracking_number", _("请填写邮件号。"))
    facts = {"identity_checked": identity_checked, "tracking_number": tracking_number.strip()}
    hand_over(application, method=method, receiver=receiver, by=by, at=at, **facts)
    return ApplicationDelivered(application, DeliveryMethod(method).label, receiver)


def hand_over(
    application: Application, *, method: str, receiver: str, by: Actor, at: datetime, **facts: Any
) -> None:
    """What every delivery does: it is noted with its receipt, the clock stops; what is owed is settled before."""
    reads.require_settled(application, "delivery", local_day(at))
    add(
        Delivery(
            application=application,
            sequence=queries.LAST_DECISION.first(application.pk),
            method=method,
            receiver=receiver,
            delivered_at=at,
            delivered_by=by.label,
            **facts,
        )
    )
    application.delivered_at = at
    clocks.stop(application.own_case, ClockKind.DELIVERY, on=local_day(at))
    papers.issue_delivery_receipt(
        application, method=str(DeliveryMethod(method).label), receiver=receiver, at=at
    )


@action(permission=Permission.APPLICATION_CLOSE, moves=((State.DELIVERED,), State.CLOSED))
def close(application: Application, *, by: Actor, at: datetime) -> ApplicationClosed:
    """归结 — nothing is left to do; the case is closed with the outcome of the decision."""
    application.ended_at = at
    opening.close_case(application.own_case, outcome=application.outcome, at=at, keep_work=BESIDE)
    return ApplicationClosed(application)


@action(permission=Permission.APPLICATION_ARCHIVE, moves=((State.CLOSED,), State.ARCHIVED))
def archive(application: Application, *, by: Actor, at: datetime) -> ApplicationArchived:
    """归档 — the package of the case (its documents, materials and record) is fixed by one hash."""
    documents = list(application.documents.select_related("document").order_by("pk"))
    lines = [f"document {one.document.pk} {one.document.data_sha256}" for one in documents]
    lines += [f"material {one.key} {one.file_id or '-'}" for one in application.materials.order_by("pk")]
    lines += [
        f"entry {seq} {bytes(digest).hex()}"
        for seq, digest in Entry.objects.filter(chain=application.pk)
        .order_by("seq")
        .values_list("seq", "hash")
    ]
    application.archive_hash = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return ApplicationArchived(application, len(documents), application.archive_hash)
