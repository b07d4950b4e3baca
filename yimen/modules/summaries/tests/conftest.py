"""Fixtures of yearly work reports."""

from __future__ import annotations

from typing import Any

import pytest

from tests.world import World

from .stage import Centre


@pytest.fixture
def centre(world: World, settings: Any) -> Centre:
    """Pages and operations are asked without a second factor: what it guards is tested with the sign-in."""
    settings.SECOND_FACTOR_REQUIRED = False
    return Centre(world)
