"""The declaration of a list page, and its reading from an address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.refusals import Text

from . import keyset
from .columns import Column
from .filters import Filter
from .page import TablePage

FORMATS = ("csv", "xlsx")
NO_ROWS: Text = _("没有符合条件的记录。")


@dataclass(frozen=True)
class Table:
    """列表 — columns, filters and an order; ``keep`` names further parameters of the address to keep."""

    columns: Sequence[Column]
    default_sort: str
    filters: Sequence[Filter] = ()
    page_size: int = 50
    name: str = "list"
    empty: Text = NO_ROWS
    caption: Text = ""
    export: bool = True
    export_limit: int = 100_000
    keep: Sequence[str] = ()

    def read(self, params: Mapping[str, str], rows: QuerySet[Any]) -> TablePage:
        """The page that the address asks for. Unknown sorts, values and places are not obeyed."""
        asked = [one.read(params, rows) for one in self.filters]
        for one in asked:
            rows = one.narrow(rows)
        sort = self._sort(params.get("sort", ""))
        order = keyset.terms(rows, self._terms(sort))
        page = TablePage(
            table=self,
            matching=rows,
            ordered=rows.order_by(*(term.order for term in order)),
            objects=[],
            asked=asked,
            sort=sort,
            format=self._format(params),
            kept={key: params[key] for key in self.keep if params.get(key)},
        )
        if not page.format:
            self._fill(page, order, params)
        return page

    def _fill(self, page: TablePage, order: tuple[keyset.Term, ...], params: Mapping[str, str]) -> None:
        """Reads one row more than is shown: it tells whether there is another page."""
        back = keyset.place(params.get("before", ""), order)
        start = keyset.place(params.get("after", ""), order) if back is None else back
        way = tuple(term.turned() for term in order) if back is not None else order
        rows = page.matching.order_by(*(term.order for term in way))
        if start is not None:
            rows = rows.filter(keyset.after(way, start))
        found = list(rows[: self.page_size + 1])
        if back is not None and not found:
            return self._fill(page, order, {})
        more, shown = len(found) > self.page_size, list(islice(found, self.page_size))
        page.objects = shown[::-1] if back is not None else shown
        if page.objects and (more if back is None else True):
            page.after = keyset.token(page.objects[-1], order)
        if page.objects and (more if back is not None else start is not None):
            page.before = keyset.token(page.objects[0], order)
        if start is None and not more:
            page.count = len(page.objects)

    def _format(self, params: Mapping[str, str]) -> str:
        asked = params.get("format", "")
        return asked if self.export and asked in FORMATS else ""

    def _sort(self, asked: str) -> str:
        known = {column.key for column in self.columns if column.terms}
        return asked if asked.removeprefix("-") in known else self.default_sort

    def _terms(self, sort: str) -> tuple[str, ...]:
        """The field paths of a column's key, turned round when the key is."""
        key = sort.removeprefix("-")
        declared = next(column.terms for column in self.columns if column.key == key)
        return tuple(map(_turned, declared)) if sort.startswith("-") else declared


def _turned(path: str) -> str:
    return path[1:] if path.startswith("-") else f"-{path}"
