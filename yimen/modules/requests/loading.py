"""Idempotent loading of the city's dictionary of outcomes: what is there already is left alone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs.models import Org

from . import actions
from .models import Outcome


def ensure_outcome(city: Org, *, code: str, by: Actor, at: datetime, **facts: Any) -> None:
    """设定答复类型, unless the code is known."""
    if not Outcome.objects.filter(pk=code).exists():
        actions.set_outcome(city, code=code, **facts, by=by, at=at)
