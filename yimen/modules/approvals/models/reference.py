"""Item versions as acts and pages need them: with item, body and centre, kept in the process.

A published version never changes but in state and last day, so the copy may be old in those two alone; names of
bodies follow within half a minute. Drafts are not kept.
"""

from __future__ import annotations

import time
from uuid import UUID

from yimen.kernel.orgs.models import Org

from .items import ItemVersion

KEEP_SECONDS = 30.0
MOST = 2000

_kept: dict[UUID, tuple[float, ItemVersion]] = {}
_bodies: dict[UUID, tuple[float, Org]] = {}


def item_version(version_id: UUID) -> ItemVersion:
    """The version with its item, body, section and centre; raises ItemVersion.DoesNotExist."""
    now = time.monotonic()
    kept = _kept.get(version_id)
    if kept is not None and now - kept[0] < KEEP_SECONDS:
        return kept[1]
    version = ItemVersion.objects.select_related("item__org__region", "item__section", "centre").get(
        pk=version_id
    )
    if version.published_at is not None:
        if len(_kept) >= MOST:
            _kept.clear()
        _kept[version_id] = (now, version)
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
