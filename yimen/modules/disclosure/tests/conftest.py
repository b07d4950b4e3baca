"""Fixtures of open government."""

from __future__ import annotations

import pytest

from tests.world import World

from .stage import Openness


@pytest.fixture
def stage(world: World) -> Openness:
    return Openness(world)
