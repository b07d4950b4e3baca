"""Fixtures of outreach."""

from __future__ import annotations

import pytest

from tests.world import World

from .stage import Village


@pytest.fixture
def village(world: World) -> Village:
    return Village(world)
