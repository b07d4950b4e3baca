"""The outline of a city's files: set once, and left alone when it is there."""

from __future__ import annotations

from datetime import datetime

from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs.models import Org

from . import actions, queries


def ensure_outline(org: Org, *, source: str, by: Actor, at: datetime) -> None:
    """制定总结提纲, where the body has none."""
    if queries.outline_of(org) is None:
        actions.set_outline(org, source=source, by=by, at=at)
