"""A database of its own for a benchmark: made, migrated, with the example city; dropped when it is made again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[1]


def prepare(name: str, *, keep: bool = False) -> None:
    """Sets up Django on the database ``name`` of the server that DATABASE_URL names; with the city loaded."""
    import psycopg

    parts = urlsplit(os.environ["DATABASE_URL"])
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if there and not keep:
            _drop(name, connection)
        if not there or not keep:
            _create(name, connection)
    settle(urlunsplit(parts._replace(path=f"/{name}")))
    from django.core.management import call_command

    call_command("migrate", verbosity=0)  # one that was kept may be of an earlier version
    if not there or not keep:
        _fill()


def _drop(name: str, connection: Any) -> None:
    """With whoever is still connected; a worker of autovacuum is ended by the server alone, and only without FORCE."""
    import psycopg

    try:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    except psycopg.errors.InsufficientPrivilege:
        connection.execute(f'DROP DATABASE "{name}"')


def _create(name: str, connection: Any) -> None:
    """By the owner where it may, else by the supervisor of the embedded server of this data folder."""
    import psycopg

    try:
        connection.execute(f'CREATE DATABASE "{name}"')
    except psycopg.errors.InsufficientPrivilege:
        command = [
            sys.executable,
            "-m",
            "yimen.project.embedded",
            "create",
            "--name",
            name,
            "--var",
            os.environ["YIMEN_VAR"],
        ]
        subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)


def settle(url: str) -> None:
    """The environment of this process and its children, then Django."""
    os.environ["DATABASE_URL"] = url
    os.environ.setdefault("SECRET_KEY", "benchmarks only, thirty-two characters")
    os.environ.setdefault("SECOND_FACTOR_REQUIRED", "false")
    os.environ.setdefault("YIMEN_PLAIN_STATIC", "true")
    os.environ["DJANGO_SETTINGS_MODULE"] = "yimen.project.settings"
    import django

    django.setup()


def _fill() -> None:
    from django.utils import timezone

    from yimen.kernel.base.actor import Machine
    from yimen.project.city.files import CityFolder
    from yimen.project.city.loading import load_city

    load_city(
        CityFolder(ROOT / "cities" / "shenyang"), by=Machine("city data", origin="command"), at=timezone.now()
    )
