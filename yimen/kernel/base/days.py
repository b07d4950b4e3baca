"""日 — the day on which something happened, where the city is: the only way from a moment to a date.

The date of a moment read as UTC is the day before until eight in the morning here.
"""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def local_day(at: datetime) -> date:
    """The date of a moment where the city is. Raises ValueError for a moment without a zone."""
    return timezone.localdate(at, timezone.get_default_timezone())
