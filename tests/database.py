"""The database of a run: made and filled once, then copied, for each worker and for tests that commit."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import ProgrammingError, connection
from psycopg.errors import InsufficientPrivilege

from .environment import prepared_once
from .world import load_the_city


@contextmanager
def of_this_process(*, reuse: bool, keep: bool) -> Iterator[None]:
    """The example city in a database of its own; with several workers one makes it and the others copy it."""
    creation, configured = connection.creation, connection.settings_dict["NAME"]
    own, prepared = creation._get_test_db_name(), f"test_{configured}_prepared"
    if "PYTEST_XDIST_WORKER" not in os.environ:
        _make(reuse)
    else:
        with prepared_once("database") as to_do:
            if to_do or not _exists(prepared):
                _make(reuse)
                _copy(own, prepared)
            else:
                _copy(prepared, own)
                use(own)
    try:
        yield
    finally:
        connection.close()
        use(configured)
        if not keep:
            _drop(prepared)  # a worker that comes later still makes it anew
            _drop(own)


@contextmanager
def copied() -> Iterator[None]:
    """A copy of it, thrown away at the end."""
    own = connection.settings_dict["NAME"]
    _copy(own, f"{own}_race")
    yield from _beside(own, f"{own}_race")


@contextmanager
def empty() -> Iterator[None]:
    """A database without a table, thrown away at the end."""
    own = connection.settings_dict["NAME"]
    _copy("template1", f"{own}_empty")
    yield from _beside(own, f"{own}_empty")


def _beside(own: str, other: str) -> Iterator[None]:
    use(other)
    try:
        yield
    finally:
        connection.close()
        use(own)
        _drop(other)


def use(name: str) -> None:
    """From its next connection on, Django works in this database."""
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name


def _make(reuse: bool) -> None:
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False, keepdb=reuse)
    load_the_city()


def _copy(source: str, target: str) -> None:
    connection.close()  # PostgreSQL copies what nobody is connected to
    _drop(target)
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


def _drop(name: str) -> None:
    """Whoever is still connected is put out: by us, else, where that is a worker of autovacuum, by the server itself."""
    try:
        _dropped(f'"{name}" WITH (FORCE)')
    except ProgrammingError as error:
        if not isinstance(error.__cause__, InsufficientPrivilege):
            raise
        _dropped(f'"{name}"')  # without FORCE the server ends its own workers, and waits for the others


def _dropped(which: str) -> None:
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {which}")


def _exists(name: str) -> bool:
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None
