"""年度报告的数 — what the yearly report counts of publications (政府信息公开条例 20, first item), from dates, never typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from yimen.kernel.orgs.models import Org

from . import queries
from .models import Publication
from .states import Normative, Validity


@dataclass(frozen=True)
class NormativeCount:
    """规章、规范性文件 of one body and year: the publications behind each number, so that a cell opens to its rows."""

    made: tuple[UUID, ...]
    repealed: tuple[UUID, ...]
    in_force: tuple[UUID, ...]


def count_published(org: Org, year: int) -> int:
    """How many publications of the body were published for the first time in the year, retracted ones included."""
    return queries.first_published(org, year).count()


def normative_counts(org: Org, year: int) -> Mapping[str, NormativeCount]:
    """制发, 废止, 现行有效 by kind (``regulation`` 规章, ``normative`` 行政规范性文件).

    Made: dated in the year. Repealed: by a document from a day of the year on, or run out in it. In force: on its last day.
    """
    return {
        kind: _counted(org, kind, year) for kind in (Normative.REGULATION.value, Normative.NORMATIVE.value)
    }


def _counted(org: Org, kind: str, year: int) -> NormativeCount:
    last = date(year, 12, 31)
    rows = list(
        queries.normative(org, kind).prefetch_related("validity_changes").order_by("first_published_at", "pk")
    )
    ended = (Validity.REPEALED, Validity.LAPSED)
    before, after = date(year - 1, 12, 31), last
    return NormativeCount(
        made=_ids(one for one in rows if one.current and one.current.created_on.year == year),
        repealed=_ids(
            one for one in rows if _validity(one, after) in ended and _validity(one, before) not in ended
        ),
        in_force=_ids(
            one
            for one in rows
            if one.current
            and one.current.created_on <= last
            and _validity(one, last) in (Validity.IN_FORCE, Validity.AMENDED)
        ),
    )


def _validity(publication: Publication, on: date) -> Validity:
    return queries.validity_of(publication, on)


def _ids(rows: Iterable[Publication]) -> tuple[UUID, ...]:
    return tuple(one.pk for one in rows)
