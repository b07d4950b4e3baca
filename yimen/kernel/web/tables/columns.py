"""Columns: what a row shows, how it is sorted, where it leads."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from yimen.kernel.base.refusals import Text
from yimen.kernel.web.shapes import Badge
from yimen.kernel.web.words import cn_date, cn_datetime

NOTHING = "—"
LONG_CHINESE = re.compile("[一-鿿]{8}")  # 中文
SHORT_CHINESE = re.compile("[一-鿿*]{2}")  # 中文, with what is masked


@dataclass(frozen=True)
class Column:
    """列 — ``key`` names the attribute unless ``value`` says otherwise.

    ``sort`` is a field path, or several with their own directions (``("-urgent", "due_at")``).
    """

    key: str
    label: Text
    sort: str | tuple[str, ...] = ()
    value: Callable[[Any], object] | None = None
    link: Callable[[Any], str] | None = None
    number: bool = False
    nowrap: bool = False

    @property
    def terms(self) -> tuple[str, ...]:
        return (self.sort,) if isinstance(self.sort, str) else self.sort

    def read(self, row: Any) -> object:
        return self.value(row) if self.value else getattr(row, self.key)

    def cell(self, row: Any) -> "Cell":
        return Cell(column=self, value=self.read(row), href=self.link(row) if self.link else "")


@dataclass(frozen=True)
class Cell:
    """格 — one value of one row."""

    column: Column
    value: object
    href: str = ""

    @property
    def badge(self) -> Badge | None:
        return self.value if isinstance(self.value, Badge) else None

    @property
    def classes(self) -> str:
        """Numbers stand on the right; numbers and what is declared so stay on one line, dates where they are short.

        Chinese can break after every character: a long text asks for room, or its neighbours leave it none.
        """
        whole = self.column.nowrap or self.column.number
        words = self.value if isinstance(self.value, str) and not whole else ""
        is_long = bool(LONG_CHINESE.search(words))
        marks = {
            "number": self.column.number,
            "nowrap": whole,
            "day": isinstance(self.value, date),
            "text": is_long,
            "phrase": not is_long and bool(SHORT_CHINESE.search(words)),
        }
        return " ".join(name for name, holds in marks.items() if holds)

    @property
    def shown(self) -> str:
        """The value as a person reads it."""
        return self.value if isinstance(self.value, SafeString) else _shown(self.value)

    @property
    def plain(self) -> object:
        """The value as a spreadsheet takes it: numbers and dates stay what they are."""
        if isinstance(self.value, bool):
            return _shown(self.value)
        if self.value is None or isinstance(self.value, int | float | Decimal | date):
            return _local(self.value)
        return strip_tags(self.value) if isinstance(self.value, SafeString) else str(self.value)


def _shown(value: object) -> str:
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, datetime):
        return cn_datetime(value)
    if isinstance(value, date):
        return cn_date(value)
    return str(value)


def _local(value: object) -> object:
    """Spreadsheets know no time zones: moments become local wall time."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value).replace(tzinfo=None)
    return value
