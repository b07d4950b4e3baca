"""Lists: the table with its filters, pager and exports; search; tabs."""

from collections.abc import Iterable
from typing import Any

from django.template import Library
from django.utils.safestring import SafeString

from yimen.kernel.base.refusals import Text
from yimen.kernel.web.component import component
from yimen.kernel.web.tables import TablePage

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
