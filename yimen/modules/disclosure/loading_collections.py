"""装入汇编 — collections and what they include, as a city's data give them; what is there is left alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs.models import Org

from . import actions
from .models import Collection, Inclusion, Publication


def ensure_collection(
    org: Org, facts: Mapping[str, Any], *, code: str, by: Actor, at: datetime
) -> Collection:
    """开设汇编, unless there is one with this code."""
    found = Collection.objects.filter(code=code).first()
    return found or actions.open_collection(org, code=code, **facts, by=by, at=at).collection


def ensure_inclusion(
    collection: Collection, publication_id: UUID, *, topic: str, order: int, by: Actor, at: datetime
) -> None:
    """收录, unless it is included or was left out by its editors."""
    if not Inclusion.objects.filter(collection=collection, publication=publication_id).exists():
        publication = Publication.objects.get(pk=publication_id)
        actions.include_publication(
            collection, publication=publication, topic=topic, order=order, by=by, at=at
        )
