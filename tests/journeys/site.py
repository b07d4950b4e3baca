"""The real thing: `python -m yimen.project.up` in a folder of its own, where it is, and what it has mailed."""

from __future__ import annotations

import email
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import policy
from pathlib import Path

from tests.environment import prepared_folder, prepared_once

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str:
    """The browser of this machine; tools/bootstrap.py has put one there."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return os.environ.get("YIMEN_CHROMIUM") or next(filter(None, map(shutil.which, names)), "")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Site:
    """一门 as a person meets it."""

    address: str
    var: Path
    process: subprocess.Popen[bytes] | None = None

    @property
    def password(self) -> str:
        return (self.var / "example-password").read_text(encoding="utf-8").strip()

    def url(self, path: str) -> str:
        return f"{self.address}{path}"

    def mails(self) -> list[str]:
        """All e-mails that have left the house so far: address, subject and text of each."""
        texts = []
        for path in sorted((self.var / "mail").glob("*.log")):
            for part in path.read_bytes().split(b"-" * 79):
                message = email.message_from_bytes(part.strip(), policy=policy.default)
                body = message.get_body()
                texts.append(f"{message['to']} {message['subject']}\n{body.get_content() if body else ''}")
        return texts


@contextmanager
def reachable_folder() -> Iterator[Path]:
    """A folder for sites that the database's own user can enter; gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="yimen-site-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


def start_prepared(var: Path) -> Site:
    """A site whose first start was made before, once for all tests of a run: a copy of its folder, started again."""
    prepared = _prepared()
    subprocess.run(["cp", "-a", str(prepared), str(var)], check=True)  # owners and rights of the database too
    return start(var)


def _prepared() -> Path:
    """The folder of a site that was started once and stopped; who comes second waits for who came first."""
    var = prepared_folder() / "var"
    with prepared_once("site") as to_do:
        if to_do:
            stop(start(var))
    return var


def start(var: Path) -> Site:
    """Starts everything and waits until it answers; raises RuntimeError with the last words when it does not."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    log = var.parent / f"{var.name}-up.log"
    environment = {
        name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "SECRET_KEY"}
    }
    environment |= {
        "PORT": str(port),
        "YIMEN_VAR": str(var),
        "YIMEN_DEVELOPMENT": "false",
        "YIMEN_EXAMPLE_CASES": "false",
    }
    environment.pop("YIMEN_PLAIN_STATIC", None)
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "yimen.project.up"],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=output,
        )
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline:
        if "已启动" in log.read_text(errors="replace"):
            return Site(address, var, process)
        if process.poll() is not None:
            break
        time.sleep(0.3)
    raise RuntimeError(log.read_text(errors="replace")[-3000:])


def given() -> Site | None:
    """A site that already runs, for who writes journeys: JOURNEYS_AT=http://127.0.0.1:8000 JOURNEYS_VAR=var."""
    if address := os.environ.get("JOURNEYS_AT"):
        return Site(address.rstrip("/"), Path(os.environ.get("JOURNEYS_VAR", "var")).resolve())
    return None


def stop(site: Site) -> None:
    if site.process is None:
        return
    site.process.send_signal(signal.SIGTERM)
    site.process.wait(timeout=60)
