"""Blocks: paper that holds other things."""

from django.template import Library
from django.utils.safestring import SafeString

from yimen.kernel.base.refusals import Text
from yimen.kernel.web.component import component

register = Library()


@register.simple_block_tag
def card(content: str, title: Text = "", href: str = "", level: int = 3, note: Text = "") -> SafeString:
    """卡片 — one thing among others; with an address the whole card leads there."""
    return component("card", content=content, title=title, href=href, level=level, note=note)


@register.simple_block_tag
def panel(content: str, title: Text = "", id: str = "", level: int = 2, note: Text = "") -> SafeString:  # noqa: A002
    """版块 — a titled section of a page."""
    return component("panel", content=content, title=title, id=id, level=level, note=note)


@register.simple_block_tag
def alert(content: str, kind: str = "info", title: Text = "") -> SafeString:
    """提示 — something the person should know before going on."""
    return component("alert", content=content, kind=kind, title=title)


@register.simple_block_tag
def empty_state(content: str, title: Text) -> SafeString:
    """空状态 — nothing here, and what can be done about it."""
    return component("empty_state", content=content, title=title)


@register.simple_block_tag
def popover(content: str, label: Text) -> SafeString:
    """名词解释 — a definition behind one click."""
    return component("popover", content=content, label=label)


@register.simple_block_tag
def summary(content: str) -> SafeString:
    """摘要 — names and values, written row by row."""
    return component("summary", content=content)


@register.simple_block_tag
def summary_row(content: str, label: Text, action: Text = "", action_href: str = "") -> SafeString:
    """摘要行 — one name and its value."""
    return component("summary/row", content=content, label=label, action=action, action_href=action_href)
