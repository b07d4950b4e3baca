"""Fixtures of the leadership."""

from __future__ import annotations

import pytest

from tests.world import World

from .stage import Leaders


@pytest.fixture
def leaders(world: World) -> Leaders:
    return Leaders(world)
