"""办件现状: number, item, state and outcome of cases, for whoever compares both sides of a link."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple
from uuid import UUID

from yimen.kernel.base.actor import Actor

from . import queries
from .models import Application, Item
from .outline import known_of
from .states import State


class Standing(NamedTuple):
    """办件现状 — one case as it stands here."""

    number: str
    item: str
    state: str
    outcome: str


def standing(item_codes: Collection[str]) -> Iterator[Standing]:
    """Every submitted case of the items, streamed."""
    rows = Application.objects.filter(item__code__in=item_codes, case__isnull=False)
    values = rows.values_list("case__number", "item__code", "state", "outcome")
    return (Standing(*row) for row in values.iterator(chunk_size=5000))


def application_with_id(application_id: UUID) -> Application | None:
    """The application behind a case, for acts of other modules; what persons see goes through queries."""
    return Application.objects.select_related("case", "item", "org").filter(pk=application_id).first()


def is_seen_by(actor: Actor, application_id: UUID) -> bool:
    """Whether the actor may open this application."""
    return queries.applications(actor).filter(pk=application_id).exists()


def tolerable_materials(application: Application) -> list[tuple[str, str]]:
    """可以容缺的材料 of an application that is not accepted yet: key and name, as the item publishes them."""
    if application.state != State.SUBMITTED:
        return []
    listed = application.version.body.checklist(known_of(application))
    return [(one.key, one.shown) for one in listed if one.tolerable and one.is_asked_of_applicant]


def item_with_code(code: str) -> Item | None:
    """The item with its body, or None."""
    return Item.objects.select_related("org").filter(code=code).first()


def is_elsewhere(application: Application) -> bool:
    """Whether a node handles it, or its applicant answers what that node asked for."""
    waits = application.state == State.CORRECTION_REQUESTED and bool(application.handled_at)
    return application.state == State.ELSEWHERE or waits
