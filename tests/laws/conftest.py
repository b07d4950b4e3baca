"""The stage of the laws of sight."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from tests.world import World

from .visits import Things

COOKIES = "django.contrib.sessions.backends.signed_cookies"


@pytest.fixture(scope="module")
def things(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Things]:
    """One stage for all tests of a file; thousands of answers are refusals, which need no line each."""
    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    # who is asking is the same at each of the thousands of visits: their sessions need not be read from the database
    with django_db_blocker.unblock(), override_settings(SESSION_ENGINE=COOKIES):
        around = transaction.atomic()
        around.__enter__()
        yield Things(World())
        transaction.set_rollback(True)
        around.__exit__(None, None, None)
    logging.getLogger("django.request").setLevel(logging.NOTSET)
