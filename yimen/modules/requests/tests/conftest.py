"""A desk for the tests of requests."""

from __future__ import annotations

import pytest

from tests.world import World

from .stage import Desk


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world)
