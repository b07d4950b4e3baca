"""Fixtures of yearly reports."""

from __future__ import annotations

from typing import Any

import pytest

from tests.world import World

from .stage import Office


@pytest.fixture
def office(world: World, settings: Any) -> Office:
    """Pages and operations are asked without a second factor: what it guards is tested with the sign-in."""
    settings.SECOND_FACTOR_REQUIRED = False
    return Office(world)
