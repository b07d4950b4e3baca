"""How long things may take, by the law in force on a day (kernel.policies): nothing is written in code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yimen.kernel import policies
from yimen.kernel.documents import content


@dataclass(frozen=True)
class Limit:
    """期限 — working days and the article that says so."""

    days: int
    basis: str


def limit(code: str, on: date) -> Limit:
    """The limit ``approvals.<code>`` in force on the day; raises LookupError when the city has not set it."""
    value = policies.on(on, f"approvals.{code}")
    return Limit(value.int, value.basis)


def upload_limits(on: date) -> content.Limits:
    """How large a file may be that people bring; the city sets it."""
    largest = policies.find(on, "documents.max_file_bytes")
    return content.Limits(size=largest.int) if largest else content.DEFAULT_LIMITS
