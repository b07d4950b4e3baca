"""公开期限 — twenty working days from the day on which information was made or changed (政府信息公开条例 26)."""

from __future__ import annotations

from datetime import date

from yimen.kernel import calendar, policies
from yimen.kernel.calendar.days import Due
from yimen.kernel.cases import due as arithmetic
from yimen.kernel.cases.why_due import Line

from .models import PublicationVersion

LIMIT = "disclosure.publication_limit"


def start_of(version: PublicationVersion) -> date:
    """The day that is not counted: of the change, else of the making."""
    return version.changed_on or version.created_on


def terms_of(version: PublicationVersion) -> arithmetic.Terms | None:
    """The clock of a version by the law of the day on which it starts; none for what is older than any such law."""
    start = start_of(version)
    limit = policies.find(start, LIMIT)
    return None if limit is None else arithmetic.Terms(start_on=start, budget=limit.int, why=limit.basis)


def due_of(version: PublicationVersion) -> Due | None:
    """The last day on which it is published in time."""
    terms = terms_of(version)
    return None if terms is None else arithmetic.due(terms, calendar.current(), start_of(version))


def explained(version: PublicationVersion, today: date) -> list[Line]:
    """The due date, line by line."""
    terms = terms_of(version)
    return [] if terms is None else arithmetic.explain(terms, calendar.current(), today)


def days_left(version: PublicationVersion, today: date) -> int | None:
    """Working days left; negative when it is overdue."""
    terms = terms_of(version)
    return None if terms is None else arithmetic.remaining(terms, calendar.current(), today)


def set_due(version: PublicationVersion) -> None:
    """Puts the due date on a version that is being written; kept as a copy, so that lists can ask for it."""
    found = due_of(version)
    version.due_on = found.on if found else None
    version.is_due_provisional = found.is_provisional if found else False
