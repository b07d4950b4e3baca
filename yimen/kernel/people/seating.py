"""在窗 — at which window a person sits now. Whoever plans shifts tells it; where nobody plans, nobody is said to sit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from yimen.kernel.orgs.models import Window

from .models import Person

Seat = Callable[[Person, datetime], Window | None]
_PLANS: list[Seat] = []


def register(seat: Seat) -> None:
    """Adds a plan; it is asked after those that are there."""
    if seat not in _PLANS:
        _PLANS.append(seat)


def seat_of(person: Person, at: datetime) -> Window | None:
    """The window at which the person sits at the moment, by the first plan that says one."""
    return next((found for plan in _PLANS if (found := plan(person, at)) is not None), None)
