"""监督读取: days on which somebody sat at a window, for those who judge whether a window was left alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models.functions import TruncDate

from .models import Shift
from .states import ShiftState


def attended(first: date, last: date) -> Iterator[tuple[str, str, date]]:
    """Centre's path, window's number, day: of every shift of these days that was not cancelled."""
    rows = Shift.objects.filter(starts_at__date__range=(first, last)).exclude(state=ShiftState.CANCELLED)
    fields = ("window__centre__path", "window__number", TruncDate("starts_at"))
    return iter(rows.values_list(*fields).order_by().distinct().iterator(5000))
