"""待办 in words: each module says how its kinds of work are called and on which page they are done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import Text

from .models import Case, WorkItem

Seen = Callable[[Actor], QuerySet[Any]]


@dataclass(frozen=True)
class WorkKind:
    """待办种类 — one kind of work: its name and the page where it is done (a url name that takes the case's id)."""

    kind: str
    label: Text
    page: str


@dataclass(frozen=True)
class Service:
    """业务 — a module's page of a case and its kinds of work; ``seen`` are the cases that its page shows an actor."""

    page: str
    kinds: dict[str, WorkKind]
    seen: Seen | None = None


@dataclass(frozen=True)
class Beside:
    """另有待办 — what waits for an actor without a case of its own: its module counts it, and lists it on a page.

    ``count`` costs no query for those whom it never concerns.
    """

    key: str
    label: Text
    page: str
    query: str
    count: Callable[[Actor], int]


@dataclass(frozen=True)
class BesideWork:
    """One line of it as the desk shows it."""

    label: Text
    count: int
    href: str


_SERVICES: dict[str, Service] = {}
_BESIDE: dict[str, Beside] = {}


def register(case_kind: str, page: str, kinds: Iterable[WorkKind], *, seen: Seen | None = None) -> None:
    """Adds a module's kinds of work; ``page`` is the url name of its page of a case.

    ``seen(actor)`` where not everybody who sees cases of the body sees these: rows with the ids of their cases.
    """
    _SERVICES[case_kind] = Service(page, {one.kind: one for one in kinds}, seen)


def shows(actor: Actor, case: Case) -> bool:
    """Whether the page of the case, in its own module, is there for the actor who sees the case."""
    seen = _SERVICES[case.kind].seen
    return seen is None or seen(actor).filter(pk=case.pk).exists()


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


def register_beside(one: Beside) -> None:
    """Adds what a module has waiting without cases; the desk shows its count where there is any."""
    _BESIDE[one.key] = one


def beside(actor: Actor) -> list[BesideWork]:
    """What waits for the actor beside the cases."""
    found = [(one, one.count(actor)) for one in _BESIDE.values()]
    return [BesideWork(one.label, count, f"{reverse(one.page)}?{one.query}") for one, count in found if count]
