"""The embedded PostgreSQL: made, used, killed, recovered, reused, stopped; real servers, no Django."""

import os
import pwd
import signal
import stat
import time
from pathlib import Path

import psycopg
import pytest

from yimen.project.embedded import Embedded, place
from yimen.project.embedded.server import _is_server
from yimen.project.trouble import Trouble

pytestmark = pytest.mark.kill


@pytest.fixture
def said():
    return []


@pytest.fixture
def embedded(short_folder, said):
    server = Embedded(short_folder)
    server.ensure_running(said.append)
    yield server
    server.stop()


@pytest.fixture
def short_folder(make_reachable_folder):
    return make_reachable_folder()


def ask(server, question, role="app"):
    with psycopg.connect(server.url(role), autocommit=True) as database:
        return database.execute(question).fetchone()[0]


def wait_for_end(pid, data):
    deadline = time.monotonic() + 10
    while _is_server(pid, data):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_makes_a_utf8_database_with_checksums(embedded, said):
    assert said == ["建立数据库 / making the database"]
    assert ask(embedded, "SHOW server_encoding") == "UTF8"
    assert ask(embedded, "SHOW data_checksums") == "on"
    assert ask(embedded, "SHOW fsync") == "on"
    assert ask(embedded, "SHOW synchronous_commit") == "on"
    assert ask(embedded, "SELECT datlocprovider FROM pg_database WHERE datname = 'yimen'") == "b"
    assert ask(embedded, "SELECT lower('ÉÀ')") == "éà"


def test_listens_on_a_socket_of_its_own_and_nowhere_else(embedded):
    assert ask(embedded, "SHOW listen_addresses") == ""
    assert stat.S_IMODE(embedded.place.socket.stat().st_mode) == 0o700
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(embedded.url().replace("yimen:", "yimen:wrong"))


def test_the_runtime_role_reads_and_writes_rows_but_makes_no_tables(embedded):
    with psycopg.connect(embedded.url("owner"), autocommit=True) as owner:
        owner.execute("CREATE TABLE thing (id int)")
        owner.execute("CREATE TABLE record (id int)")
        owner.execute("REVOKE UPDATE, DELETE ON record FROM yimen")
    with psycopg.connect(embedded.url("app"), autocommit=True) as app:
        app.execute("INSERT INTO thing VALUES (1)")
        app.execute("UPDATE thing SET id = 2")
        app.execute("INSERT INTO record VALUES (1)")
        for forbidden in ("UPDATE record SET id = 2", "DELETE FROM record", "TRUNCATE record",
                          "CREATE TABLE other (id int)", "CREATE DATABASE other"):  # fmt: skip
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(forbidden)
        assert app.execute("SELECT id FROM record").fetchall() == [(1,)]


def test_a_second_start_finds_it_running(embedded, said):
    pid = embedded.pid()
    Embedded(embedded.var).ensure_running(said.append)
    assert embedded.pid() == pid
    assert said == ["建立数据库 / making the database"]


def test_stopped_and_started_again_keeps_the_data(embedded):
    with psycopg.connect(embedded.url("owner"), autocommit=True) as owner:
        owner.execute("CREATE TABLE kept AS SELECT 7 AS n")
    pid, data = embedded.pid(), embedded.place.data
    embedded.stop()
    assert embedded.pid() is None
    assert not _is_server(pid, data)
    embedded.ensure_running(print)
    assert ask(embedded, "SELECT n FROM kept", "owner") == 7


def test_killed_it_recovers_every_commit(embedded):
    with psycopg.connect(embedded.url("owner"), autocommit=True) as owner:
        owner.execute("CREATE TABLE acts (n int)")
        for number in range(100):
            owner.execute("INSERT INTO acts VALUES (%s)", [number])
        os.kill(embedded.pid(), signal.SIGKILL)
    wait_for_end(int((embedded.place.data / "postmaster.pid").read_text().split()[0]), embedded.place.data)
    assert embedded.pid() is None
    embedded.ensure_running(print)
    assert ask(embedded, "SELECT count(*) FROM acts", "owner") == 100


def test_a_pid_file_that_names_somebody_elses_process_is_not_believed(embedded):
    pid, data = embedded.pid(), embedded.place.data
    os.kill(pid, signal.SIGKILL)
    wait_for_end(pid, data)
    path = data / "postmaster.pid"
    lines = path.read_text().splitlines()
    path.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    assert embedded.pid() is None
    embedded.ensure_running(print)
    assert ask(embedded, "SELECT 1") == 1


def test_data_of_another_version_is_refused_in_one_line(embedded):
    embedded.stop()
    version = embedded.place.data / "PG_VERSION"
    version.write_text("12\n")
    with pytest.raises(Trouble, match="数据由 PostgreSQL 12 建立, 当前程序为 18"):
        embedded.ensure_running(print)
    version.write_text("18\n")


def test_a_path_too_long_for_a_socket_gets_a_short_one(short_folder, said):
    var = short_folder / ("long" * 20)
    var.mkdir(mode=0o711)
    server = Embedded(var)
    server.ensure_running(said.append)
    try:
        assert len(str(server.place.socket)) < 60
        assert stat.S_IMODE(server.place.socket.stat().st_mode) == 0o700
        assert ask(server, "SELECT 1") == 1
    finally:
        server.stop()
        server.place.socket.rmdir()


def test_a_folder_of_somebody_else_is_refused_and_left_alone(short_folder):
    theirs = short_folder / "theirs"
    theirs.mkdir(mode=0o755)
    before = theirs.stat()
    somebody = place.Identity(before.st_uid + 12345, before.st_gid, "somebody")
    with pytest.raises(Trouble, match="属于其他用户"):
        place.Place(short_folder, short_folder, somebody).own_folder(theirs)
    assert theirs.stat() == before


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root")
def test_started_by_root_it_runs_as_its_own_user(embedded):
    owner = Path(f"/proc/{embedded.pid()}").stat().st_uid
    assert pwd.getpwuid(owner).pw_name == "yimen-postgres"
    assert stat.S_IMODE(embedded.place.server.stat().st_mode) == 0o700
    assert embedded.place.server.parent == embedded.var / "postgres"


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root")
def test_where_its_user_cannot_go_the_server_lives_elsewhere(short_folder, said, monkeypatch):
    closed = short_folder / "closed"
    closed.mkdir(mode=0o700)
    elsewhere = short_folder / "elsewhere"
    monkeypatch.setattr(place, "ELSEWHERE", elsewhere)
    server = Embedded(closed / "var")
    server.ensure_running(said.append)
    try:
        assert ask(server, "SELECT 1") == 1
        assert server.place.server.parent == elsewhere
        assert (closed / "var" / "postgres" / "server").readlink() == server.place.server
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    finally:
        server.stop()


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root")
def test_a_way_that_was_closed_afterwards_is_said_in_one_line(short_folder, said):
    home = short_folder / "home"
    home.mkdir(mode=0o755)
    Embedded(home).ensure_running(said.append)
    Embedded(home).stop()
    home.chmod(0o700)
    with pytest.raises(Trouble, match=r"用户 yimen-postgres 无法进入 .*/home/postgres/server"):
        Embedded(home).ensure_running(said.append)
