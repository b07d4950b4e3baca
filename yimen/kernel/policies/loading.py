"""Idempotent loading: a value that stands is left alone, so loading a city twice records nothing new."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from yimen.kernel.base.actor import Actor

from . import actions
from .models import Policy


def ensure_policy(
    *, code: str, in_force_from: date, scope: str = "", by: Actor, at: datetime, **facts: Any
) -> Policy | None:
    """设定参数, unless a value from the same day stands there already; returns the policy when it was set.

    What the city has changed since on its pages stays: the file only fills what is missing.
    """
    if Policy.objects.filter(code=code, scope=scope, in_force_from=in_force_from).exists():
        return None
    done = actions.set_policy(
        actions.book(), code=code, scope=scope, in_force_from=in_force_from, by=by, at=at, **facts
    )
    return done.policy
