"""Lists: the table with its filters, pager and exports; search; tabs."""

from collections.abc import Iterable
from typing import Any

from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString

from yimen.kernel.base.refusals import Text
from yimen.kernel.web.component import component
from yimen.kernel.web.tables import Cell, TablePage
from yimen.kernel.web.words import in_its_language

from .facts import badge

CELL, KEY = SafeString('role="cell"'), SafeString(" data-key-row")

register = Library()


@register.simple_tag
def table(page: TablePage) -> SafeString:
    """列表 — filters, count, rows, pager and exports in one."""
    return component("table", table=page)


@register.simple_tag
def table_filters(page: TablePage) -> SafeString:
    """筛选栏 — the filters of a list."""
    return component("filter_bar", table=page)


@register.simple_tag
def table_rows(page: TablePage) -> SafeString:
    """列表 — the rows alone."""
    return component("table/rows", table=page)


@register.simple_tag
def table_cells(row: Iterable[Cell]) -> SafeString:
    """格 — the cells of one row, the first as its heading; written here because a list has hundreds of them."""
    return SafeString("".join(_cell(cell, is_first=index == 0) for index, cell in enumerate(row)))


def _cell(cell: Cell, *, is_first: bool) -> str:
    name, role = ("th", SafeString('scope="row" role="rowheader"')) if is_first else ("td", CELL)
    classes = format_html(' class="{}"', cell.classes) if cell.classes else ""
    inside: str = in_its_language(cell.shown) if cell.badge is None or cell.href else badge(cell.badge)
    if cell.href:
        key = KEY if is_first else ""
        inside = format_html('<a href="{}"{}>{}</a>', cell.href, key, inside)
    return format_html(
        '<{} {} data-label="{}"{}>{}</{}>', name, role, cell.column.label, classes, inside, name
    )


@register.simple_tag
def table_pager(page: TablePage) -> SafeString:
    """翻页 — to the pages before and after."""
    return component("pager", table=page)


@register.simple_tag
def tabs(items: Iterable[Any], label: Text = "") -> SafeString:
    """选项卡 — neighbouring views as links."""
    return component("tabs", items=items, label=label)


@register.simple_tag
def search_box(
    action: str,
    name: str = "q",
    value: object = "",
    label: Text = "",
    placeholder: Text = "",
    size: str = "",
) -> SafeString:
    """搜索框 — one question, asked by GET."""
    return component(
        "search_box",
        action=action,
        name=name,
        value=value,
        label=label,
        placeholder=placeholder,
        size=size,
    )
