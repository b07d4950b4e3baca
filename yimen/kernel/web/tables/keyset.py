"""Keyset paging: a page begins after a row, not after a count; the last costs what the first costs.

PostgreSQL takes NULL as larger than every value in both directions; so do we, and any index on
(sort columns, primary key) serves forwards and backwards.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import BooleanField, Expression, F, Field, Func, Model, Q, QuerySet, Value
from django.db.models.constants import LOOKUP_SEP
from django.db.models.sql.compiler import SQLCompiler


@dataclass(frozen=True)
class Term:
    """One column of the order."""

    path: str
    down: bool
    field: "Field[Any, Any]"
    nullable: bool

    @property
    def order(self) -> str:
        return f"-{self.path}" if self.down else self.path

    def value(self, row: Any) -> object:
        for name in self.path.split(LOOKUP_SEP):
            row = getattr(row, name, None)
        return row

    def turned(self) -> "Term":
        return Term(self.path, not self.down, self.field, self.nullable)


def terms(rows: QuerySet[Any], sort: tuple[str, ...]) -> tuple[Term, ...]:
    """The order as columns, made unambiguous by the primary key in the direction of the first column."""
    down = bool(sort) and sort[0].startswith("-")
    names = [*sort, "-pk" if down else "pk"]
    return tuple(_term(rows, name.lstrip("-"), name.startswith("-")) for name in names)


def _term(rows: QuerySet[Any], path: str, down: bool) -> Term:
    fields = _fields(rows, path)
    computed = path in rows.query.annotations
    return Term(path, down, fields[-1], nullable=computed or any(field.null for field in fields))


def field_at(rows: QuerySet[Any], path: str) -> "Field[Any, Any]":
    """The field at the end of a path of relations, or of an annotation."""
    return _fields(rows, path)[-1]


def _fields(rows: QuerySet[Any], path: str) -> "list[Field[Any, Any]]":
    """Every field on the way: one that may be empty makes all behind it empty."""
    if path in rows.query.annotations:
        return [rows.query.annotations[path].output_field]
    model: type[Model] = rows.model
    found: list[Any] = []
    for name in path.split(LOOKUP_SEP):
        found.append(model._meta.pk if name == "pk" else model._meta.get_field(name))
        model = found[-1].related_model or model
    return found


def token(row: Any, order: tuple[Term, ...]) -> str:
    """The place of a row in the order, fit for an address."""
    values = json.dumps([term.value(row) for term in order], cls=_Exact, separators=(",", ":"))
    return base64.urlsafe_b64encode(values.encode()).decode().rstrip("=")


def place(text: str, order: tuple[Term, ...]) -> tuple[object, ...] | None:
    """The values in a token; None for one that is not ours, which then means the beginning."""
    try:
        values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if not isinstance(values, list) or len(values) != len(order) or values[-1] is None:
            return None
        return tuple(
            None if value is None else term.field.to_python(value)
            for term, value in zip(order, values, strict=True)
        )
    except (ValueError, TypeError, binascii.Error, ValidationError, RecursionError):
        return None


def after(order: tuple[Term, ...], values: tuple[object, ...]) -> Q | Expression:
    """The condition "later in the order than these values"."""
    one_way = len({term.down for term in order}) == 1
    if one_way and None not in values and not any(term.nullable for term in order):
        return _RowLater(order, values)
    condition = Q()
    for index in range(len(order) - 1, -1, -1):
        later, same = _later(order[index], values[index]), _same(order[index], values[index])
        condition = later | (same & condition) if condition else later
    return _bound(order[0], values[0]) & condition


def _bound(first: Term, value: object) -> Q:
    """What the whole condition implies for the first column: where an index may begin."""
    if value is None or (first.nullable and not first.down):
        return Q()
    return Q(**{f"{first.path}__{'lte' if first.down else 'gte'}": value})


def _later(term: Term, value: object) -> Q:
    if value is None:
        return Q(**{f"{term.path}__isnull": False}) if term.down else Q(pk__in=[])
    if term.down:
        return Q(**{f"{term.path}__lt": value})
    beyond = Q(**{f"{term.path}__gt": value})
    return beyond | Q(**{f"{term.path}__isnull": True}) if term.nullable else beyond


def _same(term: Term, value: object) -> Q:
    return Q(**{f"{term.path}__isnull": True}) if value is None else Q(**{term.path: value})


class _RowLater(Func):
    """``(a, b) > (x, y)``: the comparison that an index on (a, b) answers by one descent."""

    output_field = BooleanField()

    def __init__(self, order: tuple[Term, ...], values: tuple[object, ...]) -> None:
        columns = [F(term.path) for term in order]
        fixed = [Value(value, output_field=term.field) for term, value in zip(order, values, strict=True)]
        super().__init__(*columns, *fixed)
        self.sign = "<" if order[0].down else ">"

    def as_sql(self, compiler: SQLCompiler, connection: Any, **extra: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        parts = [compiler.compile(expression) for expression in self.source_expressions]
        half = len(parts) // 2
        left, right = (", ".join(sql for sql, _ in side) for side in (parts[:half], parts[half:]))
        return f"({left}) {self.sign} ({right})", [value for _, values in parts for value in values]


class _Exact(DjangoJSONEncoder):
    """Django's encoder shortens moments to milliseconds; a place in an order needs all of it."""

    def default(self, value: Any) -> Any:
        return value.isoformat() if hasattr(value, "isoformat") else super().default(value)
