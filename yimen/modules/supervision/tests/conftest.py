"""A city with two supervisors, two leaders who sign, and a bureau that is looked into."""

from __future__ import annotations

import pytest

from tests.world import World

from .bureau import Bureau


@pytest.fixture
def bureau(world: World) -> Bureau:
    return Bureau(world)
