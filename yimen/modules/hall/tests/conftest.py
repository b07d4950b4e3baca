"""Fixtures of the hall."""

from __future__ import annotations

import pytest

from tests.world import World

from .stage import Hall


@pytest.fixture
def hall(world: World) -> Hall:
    return Hall(world)
