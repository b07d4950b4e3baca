"""开放数据: the rows behind a module's figures, without personal data. Modules register theirs in open_data.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yimen.kernel.base.refusals import Text

from .periods import Period
from .scope import Scope

Records = Callable[[Period, Scope], Iterator[Sequence[Any]]]
"""The rows of a period and scope as they stood at its end, in the order of the fields; never held all at once."""


@dataclass(frozen=True)
class Column:
    """数据项 — one column: its name in the file, what it is called, and what it says."""

    name: str
    label: Text
    definition: Text
    kind: str = "text"
    """text, date, integer or flag (1, 0 or empty)."""


@dataclass(frozen=True)
class Dataset:
    """数据集 — rows that anybody may have; from them the figures of the module can be counted again."""

    code: str
    title: Text
    definition: Text
    columns: tuple[Column, ...]
    records: Records

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.columns)


_DATASETS: dict[str, Dataset] = {}


def register(found: Sequence[Dataset]) -> None:
    """Adds a module's datasets; a code, which is a file's name too, is used once."""
    for one in found:
        if _DATASETS.get(one.code, one) is not one:
            raise ValueError(f"dataset {one.code} is registered twice")
        _DATASETS[one.code] = one


def datasets() -> Mapping[str, Dataset]:
    """Every dataset of the house by code."""
    return dict(_DATASETS)
