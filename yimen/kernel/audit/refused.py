"""Refusals are written after the rollback, once, by the outermost verb, so that attempts stay visible."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Model

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import Refused

from .events import record_label
from .models import Refusal


def record(
    verb: str, permission: str, refusal: Refused, subject: Model, by: Actor, at: datetime, correlation: UUID
) -> None:
    """拒绝记录 — one row for one refused attempt."""
    Refusal.objects.create(
        verb=verb,
        permission=permission,
        reason=refusal.code,
        message=str(refusal),
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        subject_label=record_label(subject)[:200],
        actor_kind=by.kind,
        actor_id=by.id,
        actor_label=by.label[:100],
        happened_at=at,
        correlation=correlation,
        origin=by.origin,
    )
