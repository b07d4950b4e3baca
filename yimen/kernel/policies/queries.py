"""Reads: the parameters, kept in the process until a change is seen."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from yimen.kernel.audit.models import Entry
from yimen.kernel.base.days import local_day

from .models import Policy, PolicyBook, chain
from .value import Value

LOOK_SECONDS = 5.0
Kept = dict[tuple[str, str], list[Value]]


@dataclass
class _Kept:
    edition: UUID | None
    values: Kept
    looked_at: float


_kept: _Kept | None = None


def on(day: date, code: str, *, scope: str = "") -> Value:
    """The parameter in force on the day; raises LookupError when there is none."""
    found = find(day, code, scope=scope)
    if found is None:
        raise LookupError(f"no policy {code!r} (scope {scope!r}) is in force on {_date(day).isoformat()}")
    return found


def find(day: date, code: str, *, scope: str = "") -> Value | None:
    """The parameter in force on the day, for the scope or else the general one."""
    values, wanted = _current(), _date(day)
    for place in (scope, "") if scope else ("",):
        for value in values.get((code, place), ()):
            if value.holds_on(wanted):
                return value
    return None


def look_again() -> None:
    """Asks at the next question whether something changed, however short ago it was asked."""
    if _kept is not None:
        _kept.looked_at = float("-inf")


def forget() -> None:
    """Reads anew at the next question."""
    global _kept
    _kept = None


def in_force(day: date) -> QuerySet[Policy]:
    """The parameters in force on the day."""
    return Policy.objects.filter(Q(in_force_to=None) | Q(in_force_to__gte=day), in_force_from__lte=day)


def history(code: str) -> QuerySet[Policy]:
    """Every value that a parameter had, has, and will have, the latest first in each scope."""
    return Policy.objects.filter(code=code).order_by("scope", "-in_force_from")


def journal(code: str, scope: str = "") -> QuerySet[Entry]:
    """Who set a parameter when, the latest first."""
    return Entry.objects.filter(chain=chain(code, scope)).order_by("-seq")


def _current() -> Kept:
    global _kept
    now = time.monotonic()
    kept = _kept
    if kept is not None and now - kept.looked_at < LOOK_SECONDS:
        return kept.values
    edition = PolicyBook.objects.filter(pk=1).values_list("edition", flat=True).first()
    if kept is None or kept.edition != edition:
        kept = _Kept(edition, _read(), now)
    _kept = _Kept(kept.edition, kept.values, now)
    return kept.values


def _read() -> Kept:
    values: Kept = defaultdict(list)
    for policy in Policy.objects.order_by("-in_force_from"):
        values[policy.code, policy.scope].append(policy.as_value)
    return dict(values)


def _date(day: date) -> date:
    return local_day(day) if isinstance(day, datetime) else day
