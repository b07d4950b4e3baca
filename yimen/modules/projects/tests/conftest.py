"""Fixtures of projects."""

from __future__ import annotations

import pytest

from tests.world import World

from .desk import Desk
from .works import Works


@pytest.fixture
def works(world: World) -> Works:
    return Works(world)


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world)
