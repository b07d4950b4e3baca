"""Each test of the search has its own index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from .stage import Shelf, a_shelf


@pytest.fixture
def shelf(db: None, settings: Settings, tmp_path: Path) -> Iterator[Shelf]:
    settings.YIMEN_SEARCH = tmp_path / "search"
    yield from a_shelf(tmp_path)
