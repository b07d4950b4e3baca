"""Followers: how upper rows hear of facts. Reactions run in the act's transaction, tellers after them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from yimen.kernel.base.actor import Actor

from .events import Event

F = TypeVar("F", bound=Event)
Follower = Callable[..., None]

_REACTIONS: dict[type[Event], list[Follower]] = defaultdict(list)
_TELLERS: dict[type[Event], list[Follower]] = defaultdict(list)


def reacts_to(*events: type[Event]) -> Callable[[Follower], Follower]:
    """Registers ``follower(fact, *, by, at)`` for facts: database work of a few lines, in the same transaction."""

    def register(follower: Follower) -> Follower:
        for event in events:
            _REACTIONS[event].append(follower)
        return follower

    return register


def tells(*events: type[Event]) -> Callable[[Follower], Follower]:
    """Registers ``teller(fact, *, by, at)`` that puts messages into the outbox; they leave after commit."""

    def register(teller: Follower) -> Follower:
        for event in events:
            _TELLERS[event].append(teller)
        return teller

    return register


def reactions_to(event: type[Event]) -> list[Follower]:
    return _REACTIONS.get(event, [])


def follow(fact: Event, *, by: Actor, at: datetime) -> None:
    """Runs the reactions, then the tellers, of one fact."""
    for follower in (*_REACTIONS.get(type(fact), ()), *_TELLERS.get(type(fact), ())):
        follower(fact, by=by, at=at)
