"""Figures: numbers with their unit, day and definition."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.template import Library
from django.utils.safestring import SafeString

from yimen.kernel.base.refusals import Text
from yimen.kernel.web.component import component
from yimen.kernel.web.drawing import Drawing
from yimen.kernel.web.words import number

register = Library()


@register.simple_block_tag
def figure(
    content: str,
    value: object,
    unit: Text = "",
    label: Text = "",
    as_of: date | datetime | None = None,
    href: str = "",
    more: str = "",
) -> SafeString:
    """指标数值 — the number first, its definition behind one click, its chart (``more``) behind another."""
    shown = number(value) if isinstance(value, int | Decimal) else value
    return component(
        "figure",
        content=SafeString(content.strip()),
        value=shown,
        unit=unit,
        label=label,
        as_of=as_of,
        href=href,
        more=more,
    )


@register.simple_tag
def order_drawing(drawing: Drawing, label: Text) -> SafeString:
    """先后关系图 — what comes before what, from left to right (kernel/web/drawing.py)."""
    return component("order_drawing", drawing=drawing, label=label)


@register.simple_tag
def bar_list(bars: Iterable[Any], caption: Text = "", unit: Text = "", head: Text = "") -> SafeString:
    """条形图 — a table whose rows are drawn as bars."""
    bars = list(bars)
    largest = max((_read(bar, "value") for bar in bars), default=0) or 1
    rows = [
        {
            "label": _read(bar, "label"),
            "href": _read(bar, "href"),
            "note": _read(bar, "note"),
            "value": number(_read(bar, "value")),
            "width": round(float(_read(bar, "value")) / float(largest) * 100, 2),
        }
        for bar in bars
    ]
    return component("bar_list", rows=rows, caption=caption, unit=unit, head=head)


@register.simple_tag
def chart(chart: Any) -> SafeString:
    """图表 — drawn where scripts run; the table that says the same stands beside it on the page."""
    numbers = [value for one in _read(chart, "series") for value in _read(one, "values")]
    data = {
        "kind": _read(chart, "kind"),
        "labels": [str(one) for one in _read(chart, "labels")],
        "whole": all(value is None or value == int(value) for value in numbers),
        "series": [
            {"name": str(_read(one, "name")), "values": [_plain(value) for value in _read(one, "values")]}
            for one in _read(chart, "series")
        ],
    }
    return component("chart", title=_read(chart, "title"), unit=_read(chart, "unit"), data=data)


@register.simple_tag
def tiles(items: Iterable[Any]) -> SafeString:
    """入口 — a few large ways in."""
    return component("tiles", items=items)


def _plain(value: object) -> object:
    """A number as a script reads it."""
    return float(value) if isinstance(value, Decimal) else value


def _read(bar: Any, name: str) -> Any:
    """From a Bar or from the plain values of an example."""
    return bar.get(name, "") if isinstance(bar, dict) else getattr(bar, name)
