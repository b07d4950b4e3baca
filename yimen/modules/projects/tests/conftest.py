"""Fixtures of projects."""

from __future__ import annotations

import pytest

from tests.world import World

from .works import Works


@pytest.fixture
def works(world: World) -> Works:
    return Works(world)
