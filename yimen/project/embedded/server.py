"""The server: started without a time limit, reused when it runs already, stopped cleanly."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from yimen.project.embedded import cluster
from yimen.project.embedded.place import Place, find_place
from yimen.project.trouble import Trouble, both

Progress = Callable[[str], None]
NO_SUCH_PROCESS = 2**30  # above every pid_max: a number that no process can have
LONGEST_STOP = 60.0
RECOVERY_WORDS = ("redo in progress", "redo starts", "syncing data directory")


class Embedded:
    """The PostgreSQL that comes with Yimen, under <var>/postgres."""

    def __init__(self, var: Path, *, for_tests: bool = False) -> None:
        """`for_tests`: the owner may create databases, and a power cut may lose them."""
        self.var = Path(var)
        self.for_tests = for_tests

    @property
    def place(self) -> Place:
        return find_place(self.var)

    def url(self, role: str = "app") -> str:
        """The address for Django and libpq; `role` is owner (migrates) or app (runs)."""
        user, secret = cluster.ROLES[role], cluster.password(self.place, role)
        return (
            f"postgresql://{user}:{secret}@/{cluster.DATABASE}?host={quote(str(self.place.socket), safe='')}"
        )

    def pid(self) -> int | None:
        """The process of the running server of this folder, if there is one."""
        lines = _pid_file(self.place)
        return int(lines[0]) if lines and _is_server(int(lines[0]), self.place.data) else None

    def ensure_running(self, progress: Progress) -> None:
        """Start the server unless it runs; make the cluster where there is none."""
        place = self.place
        with _start_lock(place):
            if self.pid() is not None:
                self._wait_until_ready(place, None, progress)
                return
            if not (place.data / "PG_VERSION").exists():
                progress(both("建立数据库", "making the database"))
                self._prepare(place)
                cluster.make(place)
            self._prepare(place)
            self._start(place, progress)
            cluster.furnish(place, may_create_databases=self.for_tests)

    def stop(self) -> None:
        """Stop in the fast mode: sessions end, everything is written, the next start needs no recovery."""
        pid = self.pid()
        if pid is None:
            return
        os.kill(pid, signal.SIGINT)
        deadline = time.monotonic() + LONGEST_STOP
        while _is_server(pid, self.place.data):
            if time.monotonic() > deadline:
                raise Trouble(f"数据库 (进程 {pid}) 未能停止", f"PostgreSQL (process {pid}) does not stop")
            time.sleep(0.05)
        with suppress(ChildProcessError):
            os.waitpid(pid, 0)  # ours, when this very process started it

    def _prepare(self, place: Place) -> None:
        place.bring_programs()
        place.own_folder(place.socket)
        place.own_folder(place.log)
        if (place.data / "PG_VERSION").exists():
            _require_same_version(place)
            cluster.configure(place, durable=not self.for_tests)
            _disown_stale_locks(place)

    def _start(self, place: Place, progress: Progress) -> None:
        """Start, and once more while the helpers of a killed server are still leaving its shared memory."""
        deadline = time.monotonic() + 30
        while True:
            child = _launch(place)
            try:
                self._wait_until_ready(place, child, progress)
            except _StillInUse:
                if time.monotonic() > deadline:
                    raise Trouble(
                        "上一个数据库进程仍未退出", "the last server's processes do not end"
                    ) from None
                time.sleep(0.3)
            else:
                child.returncode = 0  # it outlives us: `subprocess` need not wait for its end
                return

    def _wait_until_ready(
        self, place: Place, child: subprocess.Popen[bytes] | None, progress: Progress
    ) -> None:
        """Wait as long as recovery takes, and say how far it is."""
        said = ""
        while True:
            lines = _pid_file(place)
            if len(lines) > 7 and lines[7].strip() == "ready" and self.pid() is not None:
                return
            if child is not None and child.poll() is not None:
                raise _why(place)
            if child is None and self.pid() is None:
                raise Trouble("数据库在启动中停止", "PostgreSQL stopped while it was starting")
            if (line := _recovery(place)) and line != said:
                said = line
                progress(both("数据库正在恢复", "PostgreSQL is recovering") + f": {line}")
            time.sleep(0.05)


class _StillInUse(Exception):  # noqa: N818
    """The shared memory of a killed server still has users; they leave within moments."""


@contextmanager
def _start_lock(place: Place) -> Iterator[None]:
    """One starter at a time; the others wait and then find the server running."""
    with (place.control / "start.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _launch(place: Place) -> subprocess.Popen[bytes]:
    """Start the server in a session of its own, so that Ctrl-C in a terminal reaches only us."""
    identity = place.identity
    early = place.log / "start.log"
    with early.open("wb") as output:
        return subprocess.Popen(
            [str(place.program("postgres")), "-D", str(place.data)],
            user=identity.uid if identity.is_other else None,
            group=identity.gid if identity.is_other else None,
            extra_groups=[] if identity.is_other else None,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
            cwd=place.server,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )


def _pid_file(place: Place) -> list[str]:
    try:
        return (place.data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return []


def _is_server(pid: int, data: Path) -> bool:
    """Is this process the PostgreSQL of this data folder? A zombie is not."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return os.fsencode(data) in command


def _disown_stale_locks(place: Place) -> None:
    """After a reboot the number in a lock file may be somebody else's: PostgreSQL would refuse to start.

    In the pid file only the number is replaced: PostgreSQL's own check of the old shared memory stays in force.
    """
    lines = _pid_file(place)
    if lines and not _is_server(int(lines[0]), place.data):
        text = "\n".join([str(NO_SUCH_PROCESS), *lines[1:]]) + "\n"
        (place.data / "postmaster.pid").write_text(text)
        (place.socket / ".s.PGSQL.5432.lock").unlink(missing_ok=True)


def _require_same_version(place: Place) -> None:
    ours = cluster.run_as_server(place, "postgres", "--version").stdout.split()[-1].split(".")[0]
    theirs = (place.data / "PG_VERSION").read_text().strip()
    if ours != theirs:
        raise Trouble(
            f"数据由 PostgreSQL {theirs} 建立, 当前程序为 {ours}, 请先用 pg_upgrade 升级",
            f"the data was made by PostgreSQL {theirs}, this is {ours}: run pg_upgrade first",
        )


def _current_log(place: Place) -> str:
    try:
        name = (place.data / "current_logfiles").read_text().split(maxsplit=1)[1].strip()
        return Path(name).read_text(errors="replace")
    except (FileNotFoundError, IndexError):
        return ""


def _recovery(place: Place) -> str:
    """How far this start's recovery is; the log also holds the starts before it."""
    this_start = _current_log(place)[-20_000:].rpartition("starting PostgreSQL")[2]
    for line in reversed(this_start.splitlines()):
        if any(word in line for word in RECOVERY_WORDS):
            return line.partition("LOG:")[2].strip()
    return ""


def _why(place: Place) -> Exception:
    """Why the server did not start, from its own last words."""
    text = (place.log / "start.log").read_text(errors="replace") + _current_log(place)[-4_000:]
    if "shared memory block" in text and "still in use" in text:
        return _StillInUse()
    if "No space left on device" in text:
        return Trouble("磁盘已满, 数据库无法启动", "the disk is full, PostgreSQL cannot start")
    fatal = [line for line in text.splitlines() if "FATAL" in line or "PANIC" in line or "could not" in line]
    reason = fatal[-1] if fatal else "no message"
    return Trouble(
        f"数据库无法启动: {reason} (日志 {place.log})", f"PostgreSQL cannot start, log in {place.log}"
    )
