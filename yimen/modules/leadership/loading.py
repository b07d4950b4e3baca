"""Idempotent loading of a city's leadership: what is there already is left alone."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs.models import Org

from . import actions
from .models import LeadershipGroup, OfficeAssignment


def ensure_group(org: Org, *, established_on: date, by: Actor, at: datetime, **facts: Any) -> LeadershipGroup:
    """成立领导小组, unless one of this body from this day is there."""
    known = LeadershipGroup.objects.filter(org=org, established_on=established_on).first()
    if known is not None:
        return known
    return actions.establish_group(org, established_on=established_on, by=by, at=at, **facts).group


def ensure_assignment(
    group: LeadershipGroup, *, office: str, since: date, by: Actor, at: datetime, **facts: Any
) -> None:
    """登记任职, unless somebody was entered for this office from this day."""
    if not OfficeAssignment.objects.filter(group=group, office=office, since=since).exists():
        actions.appoint(group, office=office, since=since, by=by, at=at, **facts)
