"""Filters: what may be asked of a list; their values live in the address."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import or_
from typing import Any, Literal

from django.db.models import Choices, DateTimeField, Q, QuerySet
from django.db.models.enums import ChoicesType
from django.utils import timezone

from yimen.kernel.base.refusals import Text

from .keyset import field_at

Options = Iterable[tuple[Any, Text]]
LONGEST = 200


@dataclass(frozen=True)
class Filter:
    """筛选条件 — ``lookup`` defaults to the key; ``apply(rows, value)`` where a lookup is not enough.

    ``among(rows)`` finds the choices in the rows that the reader sees, where ``choices`` would offer what they have not.
    ``more`` puts it behind 更多条件: there when it is needed, out of the way when it is not.
    """

    key: str
    label: Text
    kind: Literal["text", "choice", "dates", "flag"] = "text"
    lookup: str = ""
    lookups: tuple[str, ...] | list[str] = ()
    choices: type[Choices] | Options | Callable[[], Options] = ()
    among: Callable[[QuerySet[Any]], Options] | None = None
    apply: Callable[[QuerySet[Any], Any], QuerySet[Any]] | None = None
    hint: Text = ""
    more: bool = False

    def options(self, rows: QuerySet[Any]) -> list[tuple[str, Text]]:
        """The choices as they are now; a callable is asked each time."""
        given = self.choices
        if self.among:
            found: Options = self.among(rows)
        elif isinstance(given, ChoicesType):
            found = given.choices
        else:
            found = given() if callable(given) else given
        return [(str(value), label) for value, label in found]

    def read(self, params: Mapping[str, str], rows: QuerySet[Any]) -> "Asked":
        """What the address asks of the rows; what cannot be understood is not asked."""
        if self.kind == "choice":
            return _choice(self, params, self.options(rows))
        return {"text": _text, "dates": _dates, "flag": _flag}[self.kind](self, params)


@dataclass(frozen=True)
class Asked:
    """A filter with the value that the address gives it."""

    filter: Filter
    value: Any = None
    first: date | None = None
    last: date | None = None
    options: tuple[tuple[str, Text], ...] = ()

    @property
    def active(self) -> bool:
        return self.value not in (None, "", False)

    @property
    def params(self) -> dict[str, str]:
        """The part of the address that asks this."""
        if not self.active:
            return {}
        key = self.filter.key
        if self.filter.kind == "dates":
            ends = {f"{key}_from": self.first, f"{key}_to": self.last}
            return {name: day.isoformat() for name, day in ends.items() if day}
        return {key: "1" if self.filter.kind == "flag" else str(self.value)}

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows that answer."""
        if not self.active:
            return rows
        if self.filter.apply:
            return self.filter.apply(rows, self.value)
        if self.filter.kind == "dates":
            return rows.filter(**self._days(rows))
        return rows.filter(self._condition())

    def _condition(self) -> Q:
        default = f"{self.filter.key}__icontains" if self.filter.kind == "text" else self.filter.key
        lookups = self.filter.lookups or [self.filter.lookup or default]
        return reduce(or_, (Q(**{lookup: self.value}) for lookup in lookups))

    def _days(self, rows: QuerySet[Any]) -> dict[str, Any]:
        """Both days included; moments are compared by the city's midnight, so that an index serves."""
        path = self.filter.lookup or self.filter.key
        moments = isinstance(field_at(rows, path), DateTimeField)
        bounds: dict[str, Any] = {}
        if self.first:
            bounds[f"{path}__gte"] = _midnight(self.first) if moments else self.first
        if self.last:
            after = self.last + timedelta(days=1)
            bounds[f"{path}__lt"] = _midnight(after) if moments else after
        return bounds


def _text(asked: Filter, params: Mapping[str, str]) -> Asked:
    return Asked(asked, value=params.get(asked.key, "").replace("\x00", "").strip()[:LONGEST])


def _choice(asked: Filter, params: Mapping[str, str], options: list[tuple[str, Text]]) -> Asked:
    value = params.get(asked.key, "")
    known = any(value == option for option, _label in options)
    return Asked(asked, value=value if known else "", options=tuple(options))


def _flag(asked: Filter, params: Mapping[str, str]) -> Asked:
    return Asked(asked, value=params.get(asked.key) in {"1", "on", "true"})


def _dates(asked: Filter, params: Mapping[str, str]) -> Asked:
    first, last = _day(params.get(f"{asked.key}_from")), _day(params.get(f"{asked.key}_to"))
    return Asked(asked, value=(first, last) if first or last else None, first=first, last=last)


def _day(text: str | None) -> date | None:
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2999 else None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
