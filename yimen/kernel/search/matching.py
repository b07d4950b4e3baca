"""Rows that contain every word, the best first: names before everything else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar, cast

from django.db.models import Case, F, Func, Model, Q, QuerySet, TextField, Value, When
from django.db.models.expressions import Combinable

from .words import may_be_pinyin, words

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Fields:
    """检索范围 — where words are looked for: names first, the sort key of their pinyin, then everything else.

    ``others`` are paths of text fields or text expressions, ``lists`` paths of arrays of text. Paths may lead
    through relations to one row; what has many rows is given as an expression (a subquery that joins their text).
    """

    names: tuple[str, ...]
    pinyin: str = ""
    others: tuple[str | Combinable, ...] = ()
    lists: tuple[str, ...] = ()


def narrow(rows: QuerySet[M], text: str, fields: Fields) -> QuerySet[M]:
    """The rows that contain every word of the text, the best match first; all rows for a text without words."""
    asked = words(text)
    if not asked:
        return rows
    found: QuerySet[M] = _readable(rows, fields)
    for word in asked:
        found = found.filter(_contains(word, fields))
    ranked = found.alias(search_rank=_rank(asked)).order_by("search_rank", *_then(fields))
    return cast("QuerySet[M]", ranked)


def _readable(rows: QuerySet[M], fields: Fields) -> QuerySet[M]:
    """The rows with their text in the form in which it is compared."""
    names: list[str | Combinable] = list(fields.names)
    joined = [_Joined(F(path)) for path in fields.lists]
    readable: dict[str, Any] = {
        "search_names": _comparable(names),
        "search_text": _comparable([*names, *fields.others, *joined]),
    }
    if fields.pinyin:
        readable |= {
            "search_pinyin": _Plain(F(fields.pinyin)),
            "search_initials": _Initials(F(fields.pinyin)),
        }
    return cast("QuerySet[M]", rows.alias(**readable))


def _contains(word: str, fields: Fields) -> Q:
    found = Q(search_text__contains=word)
    if fields.pinyin and may_be_pinyin(word):
        found |= Q(search_pinyin__contains=word) | Q(search_initials__contains=word)
    return found


def _rank(asked: list[str]) -> Case:
    """0 a name that begins with the first word, 1 every word in the names, 2 initials, 3 elsewhere."""
    begins, named = Q(search_names__startswith=asked[0]), Q()
    for word in asked:
        named &= Q(search_names__contains=word)
    return Case(When(begins & named, then=0), When(named, then=1), default=2)


def _then(fields: Fields) -> tuple[str, ...]:
    return (fields.pinyin or fields.names[0], "pk")


def _comparable(parts: list[str | Combinable]) -> Func:
    """One text of several, as words are: NFKC, lower case."""
    given = [F(one) if isinstance(one, str) else one for one in parts]
    return Func(
        Value(" "),
        *given,
        template="lower(normalize(concat_ws(%(expressions)s), NFKC))",
        output_field=TextField(),
    )


class _Joined(Func):
    """The texts of an array, one after the other."""

    template = "array_to_string(%(expressions)s, ' ')"
    output_field = TextField()


class _Plain(Func):
    """yin3 liao4 as yinliao."""

    template = "regexp_replace(%(expressions)s, '[0-9 ]', '', 'g')"
    output_field = TextField()


class _Initials(Func):
    """yin3 liao4 as yl."""

    template = r"regexp_replace(%(expressions)s, '([a-z])[a-z]*[0-9]?( |$)', '\1', 'g')"
    output_field = TextField()
