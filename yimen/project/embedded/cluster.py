"""The database cluster: made once (initdb, roles, database), configured at every start."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import LiteralString

import psycopg
from psycopg import sql

from yimen.project.embedded.place import Place
from yimen.project.secret_file import kept_secret
from yimen.project.trouble import Trouble

DATABASE = "yimen"
ROLES = {"owner": "yimen_owner", "app": "yimen", "super": "postgres"}
GIGABYTE = 1024**3

# What `yimen` may do with what the owner makes: rows, never tables. The record takes update and delete away.
RUNTIME_RIGHTS = (
    "GRANT USAGE ON SCHEMA public TO {app}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {app}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO {app}",
)

SETTINGS = """\
# Written at every start by yimen/project/embedded; own settings: postgresql.conf, below the include.
listen_addresses = ''
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
port = 5432
cluster_name = 'yimen'
max_connections = 100
password_encryption = 'scram-sha-256'

shared_buffers = {shared_buffers}MB
effective_cache_size = {cache}MB
work_mem = 16MB
maintenance_work_mem = {maintenance}MB
max_wal_size = 2GB
checkpoint_timeout = 15min
wal_compression = pglz
random_page_cost = 1.1
jit = off
fsync = {durable}
synchronous_commit = {durable}
full_page_writes = {durable}

lc_messages = 'C'
timezone = 'Asia/Shanghai'
log_timezone = 'Asia/Shanghai'
logging_collector = on
log_directory = '{log}'
log_filename = 'postgresql-%a.log'
log_truncate_on_rotation = on
log_rotation_age = 1d
log_rotation_size = 20MB
log_startup_progress_interval = 1s
log_min_duration_statement = 1s
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
"""


def password(place: Place, role: str) -> str:
    """The generated password of a role."""
    return kept_secret(place.control / f"{role}.password", 24)


def run_as_server(place: Place, program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run one of PostgreSQL's programs as the server's user."""
    identity = place.identity
    return subprocess.run(
        [str(place.program(program)), *map(str, arguments)],
        user=identity.uid if identity.is_other else None,
        group=identity.gid if identity.is_other else None,
        extra_groups=[] if identity.is_other else None,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
        cwd=place.server,
        capture_output=True,
        text=True,
        check=False,
    )


def make(place: Place) -> None:
    """Run initdb: UTF-8, order by code point everywhere the same, checksums, passwords by scram."""
    secret = place.server / "initial-password"
    secret.touch(mode=0o600)
    secret.write_text(password(place, "super"))
    os.chown(secret, place.identity.uid, place.identity.gid)
    try:
        for locale in (["--locale=C.UTF-8"], ["--locale=C", "--builtin-locale=C.UTF-8"]):
            done = run_as_server(
                place, "initdb", "--pgdata", place.data, "--username=postgres", f"--pwfile={secret}",
                "--auth=scram-sha-256", "--encoding=UTF8", "--locale-provider=builtin", *locale,
                "--data-checksums",
            )  # fmt: skip
            if done.returncode == 0:
                break
        else:
            raise Trouble(f"数据库初始化失败: {_reason(done)}", "initdb failed")
    finally:
        secret.unlink()
    with (place.data / "postgresql.conf").open("a") as file:
        file.write("\ninclude_if_exists = 'yimen.conf'\n")


def configure(place: Place, *, durable: bool) -> None:
    """Write the settings of a small server, by the memory of this machine."""
    memory = _memory()
    path = place.data / "yimen.conf"
    path.write_text(
        SETTINGS.format(
            socket=place.socket,
            log=place.log,
            shared_buffers=min(memory // 4, 2 * GIGABYTE if durable else GIGABYTE // 4) // 1024**2,
            cache=memory // 2 // 1024**2,
            maintenance=min(memory // 16, GIGABYTE // 2) // 1024**2,
            durable="on" if durable else "off",
        )
    )
    os.chown(path, place.identity.uid, place.identity.gid)


def furnish(place: Place, *, may_create_databases: bool) -> None:
    """Make the two roles and the database; a second run only sets the passwords again."""
    with connection(place, "super", "postgres") as database:
        for key in ("owner", "app"):
            _make_role(database, ROLES[key], password(place, key))
        if may_create_databases:
            _run(database, "ALTER ROLE {} CREATEDB", ROLES["owner"])
    make_database(place, DATABASE)


def make_database(place: Place, name: str) -> None:
    """Make a database of the owner, where there is none of this name, and let the runtime role in."""
    with connection(place, "super", "postgres") as database:
        if not database.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            _run(database, "CREATE DATABASE {} OWNER {}", name, ROLES["owner"])
        _run(database, "REVOKE ALL ON DATABASE {} FROM PUBLIC", name)
        _run(database, "GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}", name, ROLES["app"])
    with connection(place, "owner", name) as database:
        for right in RUNTIME_RIGHTS:
            database.execute(sql.SQL(right).format(app=sql.Identifier(ROLES["app"])))


def connection(place: Place, role: str, database: str = DATABASE) -> psycopg.Connection:
    """A connection of our own, outside Django."""
    return psycopg.connect(
        host=str(place.socket), port=5432, user=ROLES[role], password=password(place, role), dbname=database,
        autocommit=True,
    )  # fmt: skip


def _make_role(database: psycopg.Connection, role: str, secret: str) -> None:
    if not database.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
        _run(database, "CREATE ROLE {} LOGIN", role)
    database.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(secret)))


def _run(database: psycopg.Connection, statement: LiteralString, *names: str) -> None:
    database.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _memory() -> int:
    """What this machine, or the container we are in, has."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    limit = Path("/sys/fs/cgroup/memory.max")
    if limit.exists() and (text := limit.read_text().strip()).isdigit():
        memory = min(memory, int(text))
    return memory


def _reason(done: subprocess.CompletedProcess[str]) -> str:
    """The line that tells why, among those that tell what is cleaned up afterwards."""
    lines = (done.stderr or done.stdout).strip().splitlines()
    telling = [
        line for line in lines if any(word in line for word in ("FATAL", "PANIC", "error:", "could not"))
    ]
    return (telling or lines or [str(done.returncode)])[0]
