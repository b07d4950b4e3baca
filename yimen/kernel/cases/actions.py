"""Verbs on cases as such."""

from __future__ import annotations

from datetime import datetime

from yimen.kernel import calendar
from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day

from . import clocks
from .events import CaseDueMoved
from .models import Case
from .permissions import Permission


@action(permission=Permission.CASE_RECALCULATE)
def recalculate(case: Case, *, by: Actor, at: datetime) -> CaseDueMoved:
    """重算期限 — the due dates of a case follow a changed working-day calendar; the journal is the fact itself."""
    moved = clocks.recompute(case, today=local_day(at))
    lines = [f"{clock.get_kind_display()} {old.isoformat()} → {new.isoformat()}" for clock, old, new in moved]
    return CaseDueMoved(case, lines, calendar.current().version)
