"""Item versions as acts and pages need them: with item, body and centre, kept in the process.

A published version never changes but in state and last day, so the copy may be old in those two alone; names of
bodies follow within half a minute. Drafts are not kept.
"""

from __future__ import annotations

import time
from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from yimen.kernel.orgs.models import Org

from .items import ItemVersion

KEEP_SECONDS = 30.0
MOST = 2000

_kept: dict[UUID, tuple[float, ItemVersion]] = {}
_bodies: dict[UUID, tuple[float, Org]] = {}


def item_version(version_id: UUID) -> ItemVersion:
    """The version with its item, body, section and centre; raises ItemVersion.DoesNotExist."""
    kept = _fresh(version_id)
    return kept or _keep(_joined().get(pk=version_id))


def item_versions(version_ids: Collection[UUID]) -> dict[UUID, ItemVersion]:
    """The versions with these ids; those that are not at hand come in one query."""
    found = {key: kept for key in version_ids if (kept := _fresh(key)) is not None}
    missing = [key for key in version_ids if key not in found]
    return found | {one.pk: _keep(one) for one in _joined().filter(pk__in=missing)} if missing else found


def _joined() -> QuerySet[ItemVersion]:
    return ItemVersion.objects.select_related("item__org__region", "item__section", "centre")


def _fresh(version_id: UUID) -> ItemVersion | None:
    kept = _kept.get(version_id)
    return kept[1] if kept is not None and time.monotonic() - kept[0] < KEEP_SECONDS else None


def _keep(version: ItemVersion) -> ItemVersion:
    if version.published_at is not None:
        if len(_kept) >= MOST:
            _kept.clear()
        _kept[version.pk] = (time.monotonic(), version)
    return version


def body(org_id: UUID) -> Org:
    """The body with its division; raises Org.DoesNotExist."""
    now = time.monotonic()
    kept = _bodies.get(org_id)
    if kept is None or now - kept[0] >= KEEP_SECONDS:
        kept = (now, Org.objects.select_related("region").get(pk=org_id))
        _bodies[org_id] = kept
    return kept[1]


def forget() -> None:
    """Reads anew at the next question (between tests)."""
    _kept.clear()
    _bodies.clear()
