"""What happens to the children of `make up`: started, watched, started again, stopped, never left behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from yimen.project.trouble import Trouble
from yimen.project.up import processes
from yimen.project.up.checks import Wish
from yimen.project.up.processes import Process

pytestmark = pytest.mark.kill
SLEEPS = [sys.executable, "-c", "import time; time.sleep(60)"]
DEAF = [
    sys.executable,
    "-uc",
    "import signal, time; signal.signal(15, signal.SIG_IGN); print('up'); time.sleep(60)",
]


def dies(words, code=3):
    return [sys.executable, "-c", f"import sys; print({words!r}); sys.exit({code})"]


@pytest.fixture
def child(tmp_path):
    """Make a process of a command; all of them are gone after the test."""
    made = []

    def make(command, name="child"):
        made.append(Process(command, dict(os.environ), tmp_path / f"{name}.log"))
        return made[-1]

    yield make
    for process in made:
        if process.child is not None and process.code is None:
            process.child.kill()
            process.child.wait()


def is_running(pid):
    """A zombie that nobody has waited for yet does not run."""
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_until(is_so):
    deadline = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_worker_that_ends_is_started_again_and_it_is_said(child, capsys):
    web, worker = child(SLEEPS, "web"), child(dies("no memory"), "worker")
    web.start()
    worker.start()
    wait_until(lambda: worker.code == 3)
    first = worker.child.pid
    processes.watch(web, worker, None)
    assert worker.child.pid != first
    assert (
        capsys.readouterr().out
        == "后台进程退出 (3), 已重新启动 / the worker ended (3) and was started again\n"
    )


def test_a_worker_that_ends_again_and_again_waits_longer_each_time(child):
    worker = child(SLEEPS)
    assert processes._may_restart(worker)
    assert not processes._may_restart(worker)
    worker.restarts = [time.monotonic() - 1.1]
    assert processes._may_restart(worker)
    worker.restarts = [time.monotonic() - 29] * 9
    assert not processes._may_restart(worker)
    worker.restarts = [time.monotonic() - 31] * 9
    assert processes._may_restart(worker)


def test_a_web_server_that_ends_is_started_again_and_it_is_said(child, capsys):
    web, worker = child(dies("no memory"), "web"), child(SLEEPS, "worker")
    web.start()
    worker.start()
    wait_until(lambda: web.code == 3)
    first = web.child.pid
    processes.watch(web, worker, None)
    assert web.child.pid != first
    said = "网页服务退出 (3), 已重新启动 / the web server ended (3) and was started again\n"
    assert capsys.readouterr().out == said


def test_a_web_server_that_keeps_ending_stops_everything_with_its_last_words(child, capsys):
    web, worker = child(dies("no such module"), "web"), child(SLEEPS, "worker")
    web.start()
    worker.start()
    wait_until(lambda: web.code == 3)
    web.restarts = [time.monotonic() - 10] * processes.MOST_RESTARTS
    with pytest.raises(
        Trouble, match=r"网页服务已停止: no such module .* / the web server has stopped, see its log"
    ):
        processes.watch(web, worker, None)
    assert capsys.readouterr().out == ""


def test_the_web_server_is_ready_when_it_answers(child, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    web = child([sys.executable, "-m", "http.server", "--bind", "127.0.0.1", str(port)])
    processes.start_web(web, Wish("127.0.0.1", port, tmp_path))
    assert web.code is None
    with socket.create_connection(("127.0.0.1", port)):
        pass


def test_stop_ends_what_does_not_listen(child, monkeypatch):
    monkeypatch.setattr(processes, "LONGEST_STOP", 0.3)
    deaf = child(DEAF)
    deaf.start()
    wait_until(lambda: deaf.last_words() == "up")
    deaf.stop()
    assert deaf.code == -signal.SIGKILL


def test_stop_ends_the_children_of_what_was_killed(child):
    parent = child(["/bin/sh", "-c", "sleep 61 & echo $!; wait"])
    parent.start()
    wait_until(lambda: parent.last_words().isdecimal())
    grandchild = int(parent.last_words())
    parent.child.kill()
    wait_until(lambda: parent.code == -signal.SIGKILL)
    assert is_running(grandchild)
    parent.stop()
    wait_until(lambda: not is_running(grandchild))


def test_stop_of_what_never_ran_or_has_ended_is_nothing(child):
    child(SLEEPS).stop()
    ended = child(dies("x"))
    ended.start()
    wait_until(lambda: ended.code == 3)
    ended.stop()
    assert ended.code == 3


@pytest.mark.skipif(sys.platform != "linux", reason="a service of Linux")
def test_children_end_when_we_are_killed(tmp_path):
    script = (
        "import os, sys, time; from pathlib import Path; from yimen.project.up.processes import Process\n"
        f"p = Process({SLEEPS!r}, dict(os.environ), Path({str(tmp_path)!r}) / 'log'); p.start()\n"
        "print(p.child.pid, flush=True); time.sleep(60)"
    )
    root = Path(__file__).resolve().parents[3]
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=root, stdout=subprocess.PIPE, text=True
    ) as parent:
        pid = int(parent.stdout.readline())
        parent.kill()
    wait_until(
        lambda: not Path(f"/proc/{pid}").exists() or "State:\tZ" in Path(f"/proc/{pid}/status").read_text()
    )


def test_a_large_log_is_put_aside(child, monkeypatch, tmp_path):
    monkeypatch.setattr(processes, "LARGEST_LOG", 10)
    process = child(dies("new words"))
    process.log.write_text("old words, many of them\n")
    process.start()
    wait_until(lambda: process.code == 3)
    assert process.log.read_text() == "new words\n"
    assert process.log.with_suffix(".log.1").read_text() == "old words, many of them\n"
