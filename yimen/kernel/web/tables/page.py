"""One page of a table, ready to be shown or written to a file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from yimen.kernel.web.words import number

from .columns import Cell, Column
from .filters import Asked

if TYPE_CHECKING:
    from .table import Table

COUNTED = 10_000


@dataclass(frozen=True)
class Head:
    """A column's head with the address that sorts by it."""

    column: Column
    href: str = ""
    direction: str = ""


@dataclass(frozen=True)
class AskedGroup:
    """Filters that stand together: those at hand, and those behind 更多条件 (shown when one is in use)."""

    asked: list[Asked]
    more: bool

    @property
    def in_use(self) -> bool:
        return any(one.active for one in self.asked)


@dataclass
class TablePage:
    """列表页 — the rows of one page and every address that leads on from it."""

    table: "Table"
    matching: QuerySet[Any]
    ordered: QuerySet[Any]
    objects: list[Any]
    asked: list[Asked]
    sort: str
    format: str = ""
    after: str = ""
    before: str = ""
    kept: Mapping[str, str] = field(default_factory=dict)

    @property
    def element_id(self) -> str:
        return f"table-{self.table.name}"

    @property
    def rows(self) -> list[list[Cell]]:
        return [self.cells(row) for row in self.objects]

    def cells(self, row: Any) -> list[Cell]:
        return [column.cell(row) for column in self.table.columns]

    @property
    def filtered(self) -> bool:
        return any(one.active for one in self.asked)

    @property
    def asked_groups(self) -> list[AskedGroup]:
        groups = [
            AskedGroup([one for one in self.asked if one.filter.more is more], more) for more in (False, True)
        ]
        return [group for group in groups if group.asked]

    @cached_property
    def count(self) -> int:
        """How many rows match, counted no further than one past the bound."""
        return self.matching.order_by()[: COUNTED + 1].count()

    @property
    def count_text(self) -> str:
        if self.count > COUNTED:
            return _("%(count)s条以上") % {"count": number(COUNTED)}
        return _("共%(count)s条") % {"count": number(self.count)}

    @property
    def heads(self) -> list[Head]:
        return [self._head(column) for column in self.table.columns]

    def _head(self, column: Column) -> Head:
        if not column.terms:
            return Head(column)
        current = self.sort.lstrip("-") == column.key
        down = current and self.sort.startswith("-")
        target = column.key if down or not current else f"-{column.key}"
        direction = "" if not current else ("descending" if down else "ascending")
        return Head(column, href=self.href(sort=target), direction=direction)

    @property
    def next_href(self) -> str:
        return self.href(sort=self.sort, after=self.after) if self.after else ""

    @property
    def previous_href(self) -> str:
        return self.href(sort=self.sort, before=self.before) if self.before else ""

    @property
    def first_href(self) -> str:
        return self.href(sort=self.sort)

    @property
    def clear_href(self) -> str:
        return "?" + urlencode(dict(self.kept))

    @property
    def csv_href(self) -> str:
        return self.href(sort=self.sort, format="csv")

    @property
    def xlsx_href(self) -> str:
        return self.href(sort=self.sort, format="xlsx")

    def href(self, **extra: str) -> str:
        """The same question with something added; a default sort is left out."""
        asked = {key: value for one in self.asked for key, value in one.params.items()}
        if extra.get("sort") == self.table.default_sort:
            del extra["sort"]
        return "?" + urlencode({**self.kept, **asked, **extra})

    def everything(self) -> Iterator[list[Cell]]:
        """All matching rows up to the export's bound, read in pieces."""
        rows = self.ordered[: self.table.export_limit]
        yield from (self.cells(row) for row in rows.iterator(chunk_size=1000))
