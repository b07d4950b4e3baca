"""Fixtures of every test: the example city, loaded once a run through its acts, and its cast (tests/world.py)."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from tests import database
from tests.environment import prepared_folder
from tests.world import NOON, World


def pytest_unconfigure(config: pytest.Config) -> None:
    """The site that was prepared for all workers goes with the run."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(prepared_folder(), ignore_errors=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--refresh", action="store_true", help="write the committed tables of the law tests anew"
    )


LONG = (
    "tests/laws/test_page_addresses.py",
    "tests/faults/test_network.py",
    "tests/journeys/",
    "tests/test_contract.py",
    "tests/faults/",
    "tests/",
    "yimen/project/",
)
"""Files that take minutes, the longest first; the two that kill processes not beside each other."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first, so that no worker is left alone with it at the end."""
    items.sort(key=_turn)


def pytest_collection_finish(session: pytest.Session) -> None:
    """What was imported stays for the whole run: the search for garbage leaves it out."""
    gc.collect()
    gc.freeze()


def _turn(item: pytest.Item) -> int:
    return next((place for place, name in enumerate(LONG) if item.nodeid.startswith(name)), len(LONG))


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
    django_db_keepdb: bool,
    django_db_createdb: bool,
) -> Iterator[None]:
    """The database of the run holds the example city; what tests change is rolled back.

    It is made in every run. The fixture that this replaces leaves it out where no test is marked, and tests that
    commit in a copy of it (test_concurrency) would then write into the database of the checkout.
    """
    with django_db_blocker.unblock():
        made = database.of_this_process(
            reuse=django_db_keepdb and not django_db_createdb, keep=django_db_keepdb
        )
        made.__enter__()
    yield
    with django_db_blocker.unblock():
        made.__exit__(None, None, None)


@pytest.fixture(scope="module")
def own_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A copy for the tests of one file that commit: every connection sees it, and it is thrown away.

    The record of a database cannot be emptied, so that nothing could be tidied up after such a test.
    """
    with django_db_blocker.unblock(), database.copied():
        yield


@pytest.fixture(autouse=True)
def _files_and_memory(settings, tmp_path: Path) -> Iterator[None]:  # type: ignore[no-untyped-def]
    """Each test has its own mail box and index; what processes remember of dated data is forgotten after it."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(tmp_path)}
    }
    settings.YIMEN_SEARCH = tmp_path / "search"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    yield
    from yimen.kernel.calendar import queries as calendar
    from yimen.kernel.policies import queries as policies
    from yimen.modules.approvals import routing
    from yimen.modules.approvals.models import reference

    translation.deactivate()
    calendar.look_again()  # its edition tells whether what was rolled back had changed it
    policies.look_again()
    reference.forget()
    routing.forget()


@pytest.fixture
def noon() -> datetime:
    """Monday, 2 March 2026, 12:00 in the city."""
    return NOON


@pytest.fixture
def world(db: None) -> World:
    return World()
