"""What is so: states, steps, stories, dates, files."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.template import Library
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from yimen.kernel.base.refusals import Text
from yimen.kernel.web.component import component

register = Library()


@register.simple_tag
def badge(label: Any, tone: str = "") -> SafeString:
    """状态 — a word with a mark; takes a Badge too."""
    return _badge(
        conditional_escape(getattr(label, "label", label)), tone or getattr(label, "tone", "neutral")
    )


@lru_cache(maxsize=1024)
def _badge(label: SafeString, tone: str) -> SafeString:
    """The same few words stand in every row of every list: each is drawn once."""
    return component("badge", label=label, tone=tone)


@register.simple_tag
def summary_list(rows: Iterable[Any]) -> SafeString:
    """摘要 — names and values from a list of SummaryRow."""
    return component("summary/list", rows=rows)


@register.simple_tag
def steps(items: Iterable[Any], label: Text = "") -> SafeString:
    """步骤 — how far it is, and what comes."""
    return component("steps", items=items, label=label)


@register.simple_tag
def timeline(moments: Iterable[Any]) -> SafeString:
    """办理经过 — the story, one sentence a fact."""
    return component("timeline", moments=moments)


@register.simple_block_tag
def deadline(
    content: str,
    due_on: date | datetime | None,
    left: int | None = None,
    state: str = "running",
    label: Text = "",
) -> SafeString:
    """办结期限 — a date that explains itself; ``left`` counts working days, negative when overdue."""
    overdue = -left if left is not None and left < 0 else None
    if overdue is not None and state == "running":
        state = "overdue"
    near = state == "running" and left is not None and left <= 2
    return component(
        "deadline",
        content=SafeString(content.strip()),
        due_on=due_on,
        left=left,
        overdue=overdue,
        state=state,
        near=near,
        label=label,
    )


@register.simple_tag
def file_list(files: Iterable[Any]) -> SafeString:
    """文件列表 — names, kinds, sizes and states."""
    return component("file_list", files=files)
