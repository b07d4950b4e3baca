"""What was asked, counted: the words alone, so that editors see what was asked in vain and readers what others ask.

The count is no state of affairs and belongs to no act (as in web/limits.py). It holds no person: words are cut at 40
characters, long numbers are masked, and who asked is not noted.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.db import connection
from django.db.models import Count, Sum

from .folding import CUT, folded
from .models import HotQuery

LONGEST = 40
KEPT = timedelta(days=90)
HOT_DAYS = timedelta(days=30)
OFTEN = 5
DAYS = 2
STRETCH = re.compile(rf"[0-9a-z]+(?:{CUT}[0-9a-z]+)*")
OF_A_DOCUMENT = re.compile(rf"(19|20)\d\d{CUT}\d{{1,5}}")
"""A year and a serial, as in a 文号."""
MOST_DIGITS = 4
IN_VAIN = """
INSERT INTO search_emptyquery AS q (text, count, first_on, last_on, note) VALUES (%s, 1, %s, %s, '')
ON CONFLICT (text) DO UPDATE SET count = q.count + 1, last_on = excluded.last_on, settled_at = NULL
"""
FOUND = """
INSERT INTO search_hotquery AS q (text, day, count) VALUES (%s, %s, 1)
ON CONFLICT (day, text) DO UPDATE SET count = q.count + 1
"""
FORGET = ("DELETE FROM search_hotquery WHERE day < %s", "DELETE FROM search_emptyquery WHERE last_on < %s")


def note(text: str, *, found: bool, on: date) -> None:
    """One more time that this was asked; nothing is noted of what is no word."""
    words = masked(text)
    if len(words) < 2:
        return
    with connection.cursor() as cursor:
        if found:
            cursor.execute(FOUND, [words, on])
        else:
            cursor.execute(IN_VAIN, [words, on, on])


def masked(text: str) -> str:
    """The words as they are kept: folded, cut, with * in the place of telephone, card and plate numbers."""
    return STRETCH.sub(_masked, folded(text)).replace(CUT, " ")[:LONGEST].strip()


def _masked(found: re.Match[str]) -> str:
    stretch = found.group()
    digits = sum(one.isdigit() for one in stretch)
    return stretch if digits <= MOST_DIGITS or OF_A_DOCUMENT.fullmatch(stretch) else "*" * 6


def hot_words(on: date, *, limit: int = 8) -> list[str]:
    """热门检索 — what many asked and found in the last thirty days, on several of them."""
    rows = (
        HotQuery.objects.filter(day__gt=on - HOT_DAYS, day__lte=on)
        .values("text")
        .annotate(times=Sum("count"), days=Count("day"))
        .filter(times__gte=OFTEN, days__gte=DAYS)
        .exclude(text__contains="*")
        .order_by("-times", "text")[:limit]
    )
    return [row["text"] for row in rows]


def forget_old(on: date) -> None:
    """清除 — what was asked longer ago than ninety days."""
    with connection.cursor() as cursor:
        for statement in FORGET:
            cursor.execute(statement, [on - KEPT])
