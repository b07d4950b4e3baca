"""A list with invented rows, for the gallery: no database behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.refusals import Text

from .shapes import Badge
from .tables import Column, Filter, Table, TablePage

STATES = [("received", _("待受理")), ("accepted", _("已受理"))]


@dataclass(frozen=True)
class Row:
    """办件 — a line of the example."""

    number: str
    title: Text
    submitted_at: datetime
    state: Badge
    fee: int


EXAMPLE = Table(
    name="example",
    caption=_("办件"),
    columns=[
        Column("number", _("办件编号"), sort="number", nowrap=True, link=lambda _row: "#"),
        Column("title", _("事项")),
        Column("submitted_at", _("提交时间"), sort="submitted_at"),
        Column("state", _("状态")),
        Column("fee", _("费用（元）"), number=True),
    ],
    filters=[
        Filter("q", _("编号或名称"), hint=_("例如 2026-000123")),
        Filter("state", _("状态"), kind="choice", choices=STATES),
        Filter("submitted", _("提交日期"), kind="dates"),
        Filter("overdue", _("只看超期"), kind="flag"),
    ],
    default_sort="-submitted_at",
)
MORNING = datetime(2026, 11, 2, 1, 12, tzinfo=UTC)
ROWS = [
    Row("2026-000123", _("城市道路占用、挖掘许可"), MORNING, Badge(_("待受理")), 0),
    Row("2026-000121", _("特殊建设工程消防设计审查"), MORNING, Badge(_("已受理"), "info"), 0),
    Row("2026-000098", _("临时占用城市绿地许可"), MORNING, Badge(_("超期"), "danger"), 1250),
]


def example_page(rows: Sequence[Row] = ROWS) -> TablePage:
    """The example with all its rows; or, for none, what a filter without an answer shows."""
    nothing = ContentType.objects.none()
    asked = [one.read({} if rows else {"q": "2027"}, nothing) for one in EXAMPLE.filters]
    page = TablePage(
        table=EXAMPLE,
        matching=nothing,
        ordered=nothing,
        objects=list(rows),
        asked=asked,
        sort=EXAMPLE.default_sort,
    )
    page.count = len(rows)
    if rows:
        page.after, page.before = "next", "previous"
    return page
