"""Lock, compare, write: the subject's row before and after the body of an act."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import JSONField, Model
from django.utils.translation import gettext as _

from yimen.kernel.base.meanwhile import kept
from yimen.kernel.base.refusals import WrongState
from yimen.kernel.base.rows import attributes, made

S = TypeVar("S", bound=Model)
Row = tuple[Any, ...]


def locked(given: S, *, share: bool = False, row: Row | None = None) -> S:
    """The subject's fresh row, locked for update; ``share`` only forbids others to change it meanwhile.

    A model may name relations that its acts always need in ``lock_with`` (read by the same statement; those
    in ``lock_also`` are locked too), and complete itself from what never changes in ``on_locked()``.
    ``row`` is the row as ``lock_all`` gave it. In a batch a row that is only shared is asked for once.
    Raises WrongState when the row has gone.
    """
    model = type(given)
    if share:
        row = kept((locked, model, given.pk), lambda: _locked_row(model, given.pk, share=True))
    elif row is None:
        row = _locked_row(model, given.pk, share=False)
    if row is None:
        raise WrongState(_("要办理的事项已经不存在。请刷新页面。"))
    subject = _from_row(model, row)
    complete = getattr(subject, "on_locked", None)
    if complete is not None:
        complete()
    return subject


def lock_all(subjects: Sequence[Model]) -> dict[Model, Row]:
    """Rows of one table, locked for update by one statement in the order of their keys; those that have gone are left out."""
    if not subjects:
        return {}
    given = {one.pk: one for one in subjects}
    model = type(subjects[0])
    sql = _lock_sql(model, share=False, many=True)
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(given)])
        rows = cursor.fetchall()
    key = attributes(model).index(model._meta.pk.attname)
    return {given[row[key]]: row for row in rows}


def _locked_row(model: type[Model], key: Any, *, share: bool) -> Row | None:
    with connection.cursor() as cursor:
        cursor.execute(_lock_sql(model, share), [key])
        return cursor.fetchone()  # type: ignore[no-any-return]  # the cursor is not typed


def _column(field: Any) -> str:
    """The quoted name of a field's column."""
    return str(connection.ops.quote_name(field.column))


@lru_cache(maxsize=256)
def _lock_sql(model: type[Model], share: bool, many: bool = False) -> str:
    also: tuple[str, ...] = tuple(getattr(model, "lock_also", ()))
    quote = connection.ops.quote_name
    own = "s"  # short: the driver remembers how to read a statement only up to 4,096 characters
    columns = [f"{own}.{_column(one)}" for one in model._meta.concrete_fields]
    joins: list[str] = []
    locks = [own]
    for index, name in enumerate(_related(model)):
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
    key = f"{own}.{_column(model._meta.pk)}"
    which = f"{key} = ANY(%s) ORDER BY {key}" if many else f"{key} = %s"
    return (
        f"SELECT {', '.join(columns)} FROM {quote(model._meta.db_table)} {own} {' '.join(joins)} "  # noqa: S608 - names from the models
        f"WHERE {which} FOR {strength} OF {', '.join(locks)}"
    )


def _related(model: type[Model]) -> tuple[str, ...]:
    return tuple(getattr(model, "lock_with", ()))


def _from_row(model: type[S], row: Row) -> S:
    size = len(attributes(model))
    subject = made(model, row[:size])
    for name in _related(model):
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
