"""Reads of messages: everybody reads the own ones; the outbox is for administrators."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, QuerySet

from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs import queries as orgs

from .models import Delivery, Notice
from .permissions import Permission


def notices(actor: Actor) -> QuerySet[Notice]:
    """The own messages."""
    rows = Notice.objects.all()
    return rows.filter(person=UUID(actor.id)) if actor.kind == "person" else rows.none()


def unread_count(actor: Actor) -> int:
    """How many messages wait to be read; one query on a small index."""
    return notices(actor).filter(read_at=None).count()


def may_list(actor: Actor) -> bool:
    return actor.may(Permission.DELIVERY_LIST, orgs.city_org())


def deliveries(actor: Actor) -> QuerySet[Delivery]:
    """The outbox; it does not exist for others."""
    rows = Delivery.objects.select_related("notice__person")
    return rows if may_list(actor) else rows.none()


def outbox_counts(actor: Actor) -> dict[str, int]:
    """State -> number of deliveries."""
    rows = deliveries(actor).select_related(None).order_by().values("state").annotate(number=Count("id"))
    return {row["state"]: row["number"] for row in rows}
