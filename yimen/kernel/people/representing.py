"""代理 — for whom a person may act, and with which powers. Whoever keeps mandates tells it; where nobody does,
everybody acts in the own name.

Only holders of the post of an agent are asked about, so that nobody else pays a query for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from .actor import PersonActor
from .models import Post
from .roles import Role


@dataclass(frozen=True)
class Represented:
    """被代理人 — in whose name one acts, and the post through which."""

    principal: str
    post: Post


class Mandates(Protocol):
    """What a part that keeps mandates answers."""

    def find(
        self,
        person: PersonActor,
        powers: Collection[str],
        principal_id: UUID,
        *,
        item_code: str,
        matter: UUID | None,
    ) -> Represented | None:
        """Whether the person holds one of the powers for this principal: in the matter, or for an item before it begins."""

    def matters(self, person: PersonActor) -> Iterable[UUID]:
        """The matters of others that the person may see now."""


_KEPT: list[Mandates] = []


def register(mandates: Mandates) -> None:
    """Adds a keeper of mandates; it is asked after those that are there."""
    if mandates not in _KEPT:
        _KEPT.append(mandates)


def represented(
    person: PersonActor,
    powers: Collection[str],
    principal_id: UUID,
    *,
    item_code: str = "",
    matter: UUID | None = None,
) -> Represented | None:
    """The principal for whom the person may do this, by the first keeper that knows; None when there is no mandate."""
    if not person.has(Role.AGENT):
        return None
    answers = (one.find(person, powers, principal_id, item_code=item_code, matter=matter) for one in _KEPT)
    return next((found for found in answers if found is not None), None)


def matters(person: PersonActor) -> list[UUID]:
    """Matters of principals that the person may see as their agent."""
    if not person.has(Role.AGENT):
        return []
    return [matter for one in _KEPT for matter in one.matters(person)]
