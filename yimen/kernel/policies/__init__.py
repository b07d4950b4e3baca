"""制度参数 — dated legal parameters with their basis: `policies.on(day, "approvals.statutory_limit").int`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .value import Value


def on(day: date, code: str, *, scope: str = "") -> Value:
    """The parameter in force on the day: for the scope if it has its own, else the general one.

    ``day`` may be a moment: then its date in the city. Raises LookupError when none is in force.
    """
    from . import queries

    return queries.on(day, code, scope=scope)


def find(day: date, code: str, *, scope: str = "") -> Value | None:
    """As ``on``, but None when none is in force."""
    from . import queries

    return queries.find(day, code, scope=scope)


def forget() -> None:
    """Reads the parameters anew at the next question (after a change; between tests)."""
    from . import queries

    queries.forget()
