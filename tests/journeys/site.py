"""The real thing: `python -m yimen.project.up` in a folder of its own, and how a person walks through it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).resolve().parents[2]
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


def chromium() -> str:
    """The browser of this machine; tools/bootstrap.py has put one there."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    return ""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Site:
    """一门 as a person meets it."""

    address: str
    var: Path
    process: subprocess.Popen[bytes]

    @property
    def password(self) -> str:
        return (self.var / "example-password").read_text(encoding="utf-8").strip()

    def url(self, path: str) -> str:
        return f"{self.address}{path}"

    def visitor(self, browser: Browser, *, width: int = 1280, language: str = "zh-CN") -> Visitor:
        context = browser.new_context(viewport={"width": width, "height": 900}, locale=language)
        return Visitor(self, context, context.new_page())

    def person(self, browser: Browser, login: str, *, width: int = 1280) -> Visitor:
        """Somebody who has signed in."""
        visitor = self.visitor(browser, width=width)
        visitor.sign_in(login, self.password)
        return visitor

    def mails(self) -> str:
        """All e-mails that have left the house so far, as text."""
        import email
        from email import policy

        texts = []
        for path in sorted((self.var / "mail").glob("*.log")):
            for part in path.read_bytes().split(b"-" * 79):
                message = email.message_from_bytes(part.strip(), policy=policy.default)
                body = message.get_body()
                texts.append(f"{message['to']} {message['subject']}\n{body.get_content() if body else ''}")
        return "\n".join(texts)


@dataclass
class Visitor:
    """One person at one browser window."""

    site: Site
    context: BrowserContext
    page: Page

    def go(self, path: str) -> Page:
        self.page.goto(self.site.url(path))
        return self.page

    def sign_in(self, login: str, password: str) -> None:
        self.go("/accounts/login/")
        self.page.fill("input[name=login]", login)
        self.page.fill("input[name=password]", password)
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_url(re.compile(r"^(?!.*/login/)"))

    def text(self) -> str:
        return self.page.inner_text("main")


def start(var: Path) -> Site:
    """Starts everything and waits until it answers; raises RuntimeError with the last words when it does not."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    log = var.parent / f"{var.name}-up.log"
    environment = {
        name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "SECRET_KEY"}
    }
    environment |= {"PORT": str(port), "YIMEN_VAR": str(var), "YIMEN_DEVELOPMENT": "false"}
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


def stop(site: Site) -> None:
    site.process.send_signal(signal.SIGTERM)
    site.process.wait(timeout=60)
