"""`make up` as a person lives it: first start, a second beside it, faults, Ctrl-C, and again with the data kept."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from yimen.project.embedded import Embedded

pytestmark = pytest.mark.kill
ROOT = Path(__file__).resolve().parents[3]
LONGEST_SECOND_START = 30.0  # seconds; under 8 on a machine that does nothing else
OURS = (
    "DATABASE_",
    "SECRET_KEY",
    "YIMEN_",
    "DJANGO_",
    "PYTEST_",
    "SITE_URL",
    "PORT",
    "HOST",
    "ALLOWED_HOSTS",
)


class Running:
    """One `make up`, and the lines it has printed so far."""

    def __init__(self, var, port):
        environment = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        environment.update(YIMEN_VAR=str(var), PORT=str(port), YIMEN_EXAMPLE_CASES="false")
        self.lines = []
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "yimen.project.up"], cwd=ROOT, env=environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.append(line.rstrip())

    def wait_for(self, words, within=180):
        deadline = time.monotonic() + within
        while not any(words in line for line in list(self.lines)):
            assert self.process.poll() is None, self.lines
            assert time.monotonic() < deadline, self.lines
            time.sleep(0.05)
        return time.monotonic() - self.started

    def end(self, number=signal.SIGINT):
        if self.process.poll() is None:
            self.process.send_signal(number)
        code = self.process.wait(60)
        self.reader.join(10)
        self.process.stdout.close()
        return code


@pytest.fixture(scope="module")
def folder(make_reachable_folder):
    return make_reachable_folder()


@pytest.fixture(scope="module")
def port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def get(port, path="/"):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
        return answer.status


def ask(var, question):
    with psycopg.connect(Embedded(var).url("owner")) as database:
        return database.execute(question).fetchone()[0]


@contextmanager
def running(var, port, stop=signal.SIGINT):
    """`make up` until it says its address; a wished stop ends it with 0."""
    started = Running(var, port)
    try:
        started.wait_for(f"一门已启动: http://127.0.0.1:{port}/")
        assert get(port) == 200
        yield started
    finally:
        code = started.end(stop)
    assert code == (-signal.SIGKILL if stop == signal.SIGKILL else 0), started.lines


def test_a_day_of_make_up(folder, port):
    """One story, since a first start is slow: each part needs the state that the one before it left."""
    with running(folder, port) as first:
        people = ask(folder, "SELECT count(*) FROM people_person")
        assert people > 0
        refuses_a_second_start(first, folder, port)
        brings_the_database_back(first, folder, port)
    assert Embedded(folder).pid() is None
    with socket.create_server(("127.0.0.1", port)):
        pass

    with running(folder, port, stop=signal.SIGKILL) as again:
        assert time.monotonic() - again.started < LONGEST_SECOND_START
        assert ask(folder, "SELECT count(*) FROM people_person") == people
    with running(folder, port, stop=signal.SIGTERM):
        assert ask(folder, "SELECT count(*) FROM people_person") == people


def refuses_a_second_start(first, folder, port):
    second = Running(folder, port)
    assert second.end(signal.SIGCONT) == 1
    address = f"http://127.0.0.1:{port}/"
    chinese, english = f"已在运行, 进程 {first.process.pid}", f"already running, process {first.process.pid}"
    assert second.lines == [f"{chinese}, 地址 {address} / {english}, address {address}"]


def brings_the_database_back(first, folder, port):
    pid = Embedded(folder).pid()
    os.kill(pid, signal.SIGKILL)
    first.wait_for("PostgreSQL has stopped and is started again")
    deadline = time.monotonic() + 60
    while not is_ready(folder):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert [get(port) for _ in range(10)] == [200] * 10


def is_ready(folder):
    try:
        return ask(folder, "SELECT true")
    except psycopg.OperationalError:
        return False
