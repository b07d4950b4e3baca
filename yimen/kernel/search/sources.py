"""检索来源: what can be found, and who may find it. Modules register theirs in search.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import Text

from .matching import Fields


@dataclass(frozen=True)
class Hit:
    """检索结果 — one thing that was found: its title, where it leads, one line about it."""

    title: Text
    href: str
    text: Text = ""
    note: Text = ""


@dataclass(frozen=True)
class Source:
    """检索来源 — the rows that an actor may find on a day, where words are looked for, how a row is shown."""

    code: str
    label: Text
    rows: Callable[[Actor, date], QuerySet[Any]]
    fields: Fields
    hit: Callable[[Any], Hit]


_SOURCES: dict[str, Source] = {}


def register(source: Source) -> None:
    """Adds a source; a code is used once. The order of registration is the order on the page."""
    if _SOURCES.get(source.code, source) is not source:
        raise ValueError(f"search source {source.code} is registered twice")
    _SOURCES[source.code] = source


def sources() -> Mapping[str, Source]:
    """Every source by code."""
    return dict(_SOURCES)
