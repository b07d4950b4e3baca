"""可办事项: which acts are open to an actor on a subject now, each with the page where it is done.

A module keeps rows: the verb, its button, its page, and what else must be so. Who may, and from which state, the verb says itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import reverse

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.refusals import Text
from yimen.kernel.web.shapes import OpenOffer, Weight

from .action import verb_of
from .events import Event

Condition = Callable[[Any, Actor], bool]
WEIGHTS: tuple[Weight, ...] = ("primary", "secondary", "danger")


def always(_subject: Any, _actor: Actor) -> bool:
    """Nothing but the verb decides."""
    return True


@dataclass(frozen=True)
class Offer:
    """可办事项 — one row: the verb, what people call it, the name of its page, and when it is worth offering."""

    verb: Callable[..., Event]
    label: Text
    page: str
    kind: Weight = "secondary"
    when: Condition = always

    @property
    def act(self) -> str:
        """The verb's own name, without its module."""
        return self.verb.__name__

    def is_permitted(self, actor: Actor, subject: Model) -> bool:
        """Whether the actor may do it with the subject, whatever its state."""
        return actor.may(verb_of(self.verb).permission, subject)

    def is_open(self, actor: Actor, subject: Model) -> bool:
        """Whether the actor may do it with the subject as it is."""
        in_state = verb_of(self.verb).starts_from(subject)
        return in_state and self.is_permitted(actor, subject) and self.when(subject, actor)


def open_to(
    actor: Actor, subject: Model, listed: Iterable[Offer], *, at: Model | None = None
) -> list[OpenOffer]:
    """Those that the actor may do now, the main thing first; ``at`` is the row that their pages name, where it is another."""
    pages = [(at or subject).pk]
    found = (
        OpenOffer(one.act, one.label, reverse(one.page, args=pages), one.kind)
        for one in listed
        if one.is_open(actor, subject)
    )
    return main_first(found)


def main_first(offers: Iterable[OpenOffer]) -> list[OpenOffer]:
    """What is to be done, then what else can be done, then what ends or undoes; within each as the module lists them."""
    return sorted(offers, key=lambda one: WEIGHTS.index(one.kind))
