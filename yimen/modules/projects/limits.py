"""How long things may take, by the parameters in force on a day (kernel.policies): nothing is written in code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yimen.kernel import calendar, policies
from yimen.kernel.documents import content

SURVEY_FORMATS = ("pdf", "jpg", "png")
"""What 联合测绘成果 may come as."""


@dataclass(frozen=True)
class Limit:
    """期限 — working days and what says so."""

    days: int
    basis: str


def limit(code: str, on: date) -> Limit:
    """The limit in force on the day: of projects, else of approvals; raises LookupError when the city has set none."""
    value = policies.find(on, f"projects.{code}") or policies.on(on, f"approvals.{code}")
    return Limit(value.int, value.basis)


def working_days_after(start: date, days: int) -> date:
    """The working day that comes so many working days after the start, which does not count."""
    return calendar.current().add(start, days).on


def upload_limits(on: date) -> content.Limits:
    """How large a file may be that people bring; the city sets it."""
    largest = policies.find(on, "documents.max_file_bytes")
    return content.Limits(size=largest.int) if largest else content.DEFAULT_LIMITS
