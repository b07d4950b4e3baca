"""待办 in words: each module says how its kinds of work are called and on which page they are done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from yimen.kernel.base.refusals import Text

from .models import Case, WorkItem


@dataclass(frozen=True)
class WorkKind:
    """待办种类 — one kind of work: its name and the page where it is done (a url name that takes the case's id)."""

    kind: str
    label: Text
    page: str


@dataclass(frozen=True)
class Service:
    """业务 — a module's page of a case and its kinds of work."""

    page: str
    kinds: dict[str, WorkKind]


_SERVICES: dict[str, Service] = {}


def register(case_kind: str, page: str, kinds: Iterable[WorkKind]) -> None:
    """Adds a module's kinds of work; ``page`` is the url name of its page of a case."""
    _SERVICES[case_kind] = Service(page, {one.kind: one for one in kinds})


def case_page(case: Case) -> str:
    """The address of the case's page in its own module."""
    return reverse(_SERVICES[case.kind].page, args=[case.pk])


def work_label(item: WorkItem) -> Text:
    kind = _kind(item)
    return kind.label if kind else item.kind


def work_page(item: WorkItem) -> str:
    """The address where the work is done."""
    kind = _kind(item)
    page = kind.page if kind else _SERVICES[item.case.kind].page
    return reverse(page, args=[item.case_id])


def _kind(item: WorkItem) -> WorkKind | None:
    """The kind of the work; ``inspect:water`` is ``inspect`` for one of several bodies that all must."""
    return _SERVICES[item.case.kind].kinds.get(item.kind.partition(":")[0])


def kinds() -> list[WorkKind]:
    """Every kind of work of the house, for filters."""
    return [one for service in _SERVICES.values() for one in service.kinds.values()]
