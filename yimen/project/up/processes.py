"""What runs: the web server and the worker, in sessions of their own, each with its log."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from yimen.project import env
from yimen.project.embedded import Embedded
from yimen.project.trouble import Trouble, both
from yimen.project.up.checks import Wish, require_port
from yimen.project.up.steps import Machine, say

THREADS = 3  # a slow page or upload must not hold the others up; each more makes the others wait (docs/performance.md)
WIRES = (
    2  # threads that read and write: with one, a process waits while an answer goes out (docs/performance.md)
)
LONGEST_START = 60.0
LONGEST_STOP = 30.0  # the worker gives its jobs 25 to end
MOST_RESTARTS = 6  # of the web server within five minutes
LARGEST_LOG = 20 * 1024**2
PR_SET_PDEATHSIG = 1


@dataclass
class Process:
    """One child: how it is started, and how often it had to be started again."""

    command: list[str]
    environment: dict[str, str]
    log: Path
    child: subprocess.Popen[bytes] | None = None
    restarts: list[float] = field(default_factory=list)

    def start(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as output:
            self.child = subprocess.Popen(
                self.command,
                env=self.environment,
                cwd=env.ROOT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=_end_with_parent,
            )

    @property
    def code(self) -> int | None:
        """The exit code of a child that has ended; None while it runs."""
        return self.child.poll() if self.child else 0

    def stop(self) -> None:
        """Ask it to end, and end it, with all its own children, when it does not."""
        if self.child is None:
            return
        with suppress(subprocess.TimeoutExpired):
            if self.code is None:
                self.child.terminate()
            self.child.wait(LONGEST_STOP)
        with suppress(ProcessLookupError):
            os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()

    def last_words(self) -> str:
        lines = self.log.read_text(errors="replace").strip().splitlines() if self.log.exists() else []
        return lines[-1] if lines else ""


def _end_with_parent() -> None:
    """When `up` itself is killed, its children get SIGTERM from the kernel (Linux) and free the port."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def web(machine: Machine) -> Process:
    """The web server: one process a core, few threads."""
    wish = machine.wish
    return Process(server_command(wish.host, wish.port), machine.app, machine.log("web"))


def server_command(host: str, port: int) -> list[str]:
    """How the web server is started, here and where its speed is measured."""
    options = {
        "interface": "wsgi",
        "host": host,
        "port": str(port),
        "workers": str(os.cpu_count() or 1),
        "blocking-threads": str(THREADS),
        "runtime-mode": "mt",
        "runtime-threads": str(WIRES),
        "workers-kill-timeout": "10",
    }
    flags = [word for name, value in options.items() for word in (f"--{name}", value)]
    command = [sys.executable, "-m", "granian", *flags, "--no-ws", "--respawn-failed-workers"]
    return [*command, "yimen.project.wsgi:application"]


def worker(machine: Machine) -> Process:
    """后台进程 — takes the jobs from the database."""
    # the checks read every address of the site, which the worker does not serve
    command = [sys.executable, "-m", "django", "worker", "--skip-checks"]
    return Process(command, machine.app, machine.log("worker"))


def examples(machine: Machine) -> Process:
    """示例办件 — lives the last weeks of the example city while it is served already."""
    command = [sys.executable, "-m", "django", "demonstrate", "--skip-checks"]
    return Process(command, machine.app, machine.log("demonstrate"))


def start_web(process: Process, wish: Wish) -> None:
    """Start the web server and wait for its first answer."""
    require_port(wish.host, wish.port)
    process.start()
    deadline = time.monotonic() + LONGEST_START
    while not _answers(wish.address):
        if process.code is not None:
            raise _web_stopped(process)
        if time.monotonic() > deadline:
            raise Trouble(
                f"网页服务没有应答, 见 {process.log}", f"the web server does not answer, see {process.log}"
            )
        time.sleep(0.1)


def _web_stopped(process: Process) -> Trouble:
    return Trouble(
        f"网页服务已停止: {process.last_words()} (日志 {process.log})",
        "the web server has stopped, see its log",
    )


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=30):  # noqa: S310 - our own http address
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def watch(web_server: Process, jobs: Process, embedded: Embedded | None) -> None:
    """One look at everything: what has ended is started again; a web server that keeps ending stops all."""
    if web_server.code is not None:
        _restart_web(web_server)
    if embedded is not None and embedded.pid() is None:
        say(both("数据库已停止, 正在重新启动", "PostgreSQL has stopped and is started again"))
        embedded.ensure_running(say)
    if jobs.code is not None and _may_restart(jobs):
        say(
            both(
                f"后台进程退出 ({jobs.code}), 已重新启动",
                f"the worker ended ({jobs.code}) and was started again",
            )
        )
        jobs.stop()
        jobs.start()


def _restart_web(process: Process) -> None:
    """The server ends by itself when its processes die too fast one after the other; that need not end the rest."""
    now = time.monotonic()
    if len([moment for moment in process.restarts if now - moment < 300]) >= MOST_RESTARTS:
        raise _web_stopped(process)
    if _may_restart(process):
        say(
            both(
                f"网页服务退出 ({process.code}), 已重新启动",
                f"the web server ended ({process.code}) and was started again",
            )
        )
        process.stop()
        process.start()


def _may_restart(process: Process) -> bool:
    """At once the first time, then with growing pauses: what cannot run must not burn the machine."""
    now = time.monotonic()
    process.restarts = [moment for moment in process.restarts if now - moment < 300]
    pause = min(30.0, 2.0 ** len(process.restarts) - 1)
    if process.restarts and now - process.restarts[-1] < pause:
        return False
    process.restarts.append(now)
    return True
