"""One real site for all tests of faults: processes that may be killed, and programs with tokens that use it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.journeys.site import Site, reachable_folder, start_prepared, stop

from .programs import City


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """They kill processes, and are marked so."""
    for item in items:
        if "faults" in item.path.parts:
            item.add_marker(pytest.mark.kill)


@pytest.fixture(scope="package")
def broken_site() -> Iterator[Site]:
    with reachable_folder() as folder:
        running = start_prepared(folder / "var")
        yield running
        stop(running)


@pytest.fixture(scope="package")
def city(broken_site: Site) -> City:
    found = City(broken_site)
    found.issue_tokens()
    return found
