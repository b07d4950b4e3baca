"""A link with a node below us, and one with a centre above us."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from tests.world import World
from yimen.modules.network.models import Node

from . import peer as peers
from .peer import Peer


@pytest.fixture
def now() -> datetime:
    """The real moment: envelopes are judged by it."""
    return timezone.now()


@pytest.fixture
def office(world: World, now: datetime) -> World:
    """The city, joined to the network."""
    peers.joined(world, now - timedelta(days=1))
    return world


@pytest.fixture
def peer() -> Peer:
    return Peer()


@pytest.fixture
def below(office: World, peer: Peer, now: datetime) -> Node:
    """A node that handles an item and reports to us."""
    return peers.linked(office, peer, role="below", at=now - timedelta(days=1))


@pytest.fixture
def above(office: World, peer: Peer, now: datetime) -> Node:
    """The centre to which we report an item."""
    return peers.linked(office, peer, role="above", at=now - timedelta(days=1))


@pytest.fixture
def whole(below: Node, peer: Peer, now: datetime) -> Callable[[int], str]:
    """Sends all messages of a case, in order; its number."""

    def send(serial: int) -> str:
        case_no = peers.number(serial, now)
        for sequence, (kind, body) in enumerate(peers.whole_case(now), 1):
            assert peer.send(kind, body, case_no=case_no, sequence=sequence)["status"] == "applied"
        return case_no

    return send
