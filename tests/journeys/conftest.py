"""One site and one browser for all journeys of a worker; both end with them, and leave the machine to other tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from .people import Cast
from .site import FLAGS, Site, chromium, given, reachable_folder, start_prepared, stop


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys are marked as what they are."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="package")
def site() -> Iterator[Site]:
    with reachable_folder() as folder:
        running = given() or start_prepared(folder / "var")
        yield running
        stop(running)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium() or None, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="package")
def everybody(site: Site, browser: Browser) -> Cast:
    return Cast(site, browser)


@pytest.fixture
def cast(everybody: Cast) -> Iterator[Cast]:
    """Windows are closed after each test: every open one is a process."""
    yield everybody
    everybody.leave()
