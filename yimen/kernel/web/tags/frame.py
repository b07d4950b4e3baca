"""The frame of a page."""

from collections.abc import Iterable
from typing import Any

from django.template import Context, Library
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from yimen.kernel.web.component import component
from yimen.kernel.web.shapes import Crumb

register = Library()


@register.simple_tag
def breadcrumbs(crumbs: Iterable[Any]) -> SafeString:
    """当前位置 — the way here, from the first page on."""
    way = list(crumbs or [])
    if way and _address(way[0]) != "/":
        way.insert(0, Crumb(_("首页"), "/"))
    return component("breadcrumbs", crumbs=way)


def _address(crumb: Any) -> str:
    """From a Crumb or from the plain values of an example."""
    return str(crumb.get("href", "") if isinstance(crumb, dict) else crumb.href)


@register.simple_tag
def icon(name: str) -> SafeString:
    """图形 — a small mark beside a word; it never stands alone."""
    return component("icon", name=name)


@register.simple_tag(takes_context=True)
def block_text(context: Context, name: str) -> SafeString:
    """What a page wrote into a block, or nothing: lets the shell ask before it opens a column."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block(name) if blocks is not None else None
    return SafeString(str(block.render(context)).strip()) if block is not None else SafeString("")
