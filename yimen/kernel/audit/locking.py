"""Lock, compare, write: the subject's row before and after the body of an act."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import JSONField, Model
from django.utils.translation import gettext as _

from yimen.kernel.base.refusals import WrongState
from yimen.kernel.base.rows import attributes, made

S = TypeVar("S", bound=Model)


def locked(given: S, *, share: bool = False) -> S:
    """The subject's fresh row, locked for update; ``share`` only forbids others to change it meanwhile.

    A model may name relations that its acts always need in ``lock_with`` (read by the same statement; those
    in ``lock_also`` are locked too), and complete itself from what never changes in ``on_locked()``.
    Raises WrongState when the row has gone.
    """
    model = type(given)
    sql, related = _lock_sql(model, share)
    with connection.cursor() as cursor:
        cursor.execute(sql, [given.pk])
        row = cursor.fetchone()
    if row is None:
        raise WrongState(_("要办理的事项已经不存在。请刷新页面。"))
    subject = _from_row(model, row, related)
    complete = getattr(subject, "on_locked", None)
    if complete is not None:
        complete()
    return subject


def _column(field: Any) -> str:
    """The quoted name of a field's column."""
    return str(connection.ops.quote_name(field.column))


@lru_cache(maxsize=256)
def _lock_sql(model: type[Model], share: bool) -> tuple[str, tuple[str, ...]]:
    related: tuple[str, ...] = tuple(getattr(model, "lock_with", ()))
    also: tuple[str, ...] = tuple(getattr(model, "lock_also", ()))
    quote = connection.ops.quote_name
    own = "s"  # short: the driver remembers how to read a statement only up to 4,096 characters
    columns = [f"{own}.{_column(one)}" for one in model._meta.concrete_fields]
    joins: list[str] = []
    locks = [own]
    for index, name in enumerate(related):
        target: Any = model._meta.get_field(name)
        other: type[Model] = target.related_model
        alias = f"r{index}"
        columns += [f"{alias}.{_column(one)}" for one in other._meta.concrete_fields]
        join = "LEFT JOIN" if target.null else "JOIN"
        on = f"{alias}.{_column(other._meta.pk)} = {own}.{_column(target)}"
        joins.append(f"{join} {quote(other._meta.db_table)} {alias} ON {on}")
        if name in also:
            locks.append(alias)
    strength = "SHARE" if share else "NO KEY UPDATE"
    sql = (
        f"SELECT {', '.join(columns)} FROM {quote(model._meta.db_table)} {own} {' '.join(joins)} "  # noqa: S608 - names from the models
        f"WHERE {own}.{_column(model._meta.pk)} = %s FOR {strength} OF {', '.join(locks)}"
    )
    return sql, related


def _from_row(model: type[S], row: tuple[Any, ...], related: tuple[str, ...]) -> S:
    size = len(attributes(model))
    subject = made(model, row[:size])
    for name in related:
        relation: Any = model._meta.get_field(name)
        other = relation.related_model
        values = row[size : size + len(attributes(other))]
        size += len(values)
        if getattr(subject, relation.attname) is not None:
            relation.set_cached_value(subject, made(other, values))
    return subject


def snapshot(subject: Model) -> dict[str, Any]:
    """The values of the row as it was locked; lists and mappings by their text, so that changes inside show."""
    before = dict(subject.__dict__)
    for name in _changing(type(subject)):
        before[name] = repr(before[name])
    return before


@lru_cache(maxsize=256)
def _changing(model: type[Model]) -> tuple[str, ...]:
    """The attributes that hold lists or mappings, which a body may change without setting them anew."""
    return tuple(
        one.attname for one in model._meta.concrete_fields if isinstance(one, JSONField | ArrayField)
    )


def changed_fields(subject: Model, before: dict[str, Any]) -> tuple[str, ...]:
    """The attribute names whose values differ from the snapshot."""
    now, changing = subject.__dict__, _changing(type(subject))
    return tuple(
        name
        for name in attributes(type(subject))
        if (repr(now[name]) if name in changing else now[name]) != before[name]
    )


def update_of(subject: Model, names: tuple[str, ...]) -> tuple[str, list[Any]]:
    """The UPDATE that saves the named fields of a locked row, and its parameters."""
    sql, fields = _write_sql(type(subject), names)
    values = [one.get_db_prep_save(getattr(subject, one.attname), connection) for one in fields]
    return sql, [*values, subject.pk]


@lru_cache(maxsize=1024)
def _write_sql(model: type[Model], names: tuple[str, ...]) -> tuple[str, tuple[Any, ...]]:
    fields = tuple(one for one in model._meta.concrete_fields if one.attname in names)
    sets = ", ".join(f"{_column(one)} = %s" for one in fields)
    table, key = connection.ops.quote_name(model._meta.db_table), _column(model._meta.pk)
    return f"UPDATE {table} SET {sets} WHERE {key} = %s", fields  # noqa: S608 - names from the models
