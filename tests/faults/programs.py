"""Programs that use a running site through the API, as patient as a good program is; and a look into its tables."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psycopg
import requests

from tests.journeys.site import ROOT, Site
from tests.world import FOUR_ONES
from yimen.kernel.base.ids import new_id
from yimen.project.embedded import Embedded
from yimen.replay.paper import small_pdf

PATIENCE = 240.0
ISSUE = """
import json, sys
from datetime import timedelta
import django
django.setup()
from django.utils import timezone
from yimen.kernel.people import actions, token_secret
from yimen.kernel.people.actor import PersonActor
from yimen.kernel.people.models import Person
now, made = timezone.now(), {}
for login in sys.argv[1:]:
    person, secret = Person.objects.get(login=login), token_secret.new_secret()
    by = PersonActor(person, on=timezone.localdate(now), is_secured=True)
    actions.issue_token(person, name="test", secret=secret, expires_on=timezone.localdate(now) + timedelta(days=9),
                        is_read_only=False, by=by, at=now)
    made[login] = secret
print(json.dumps(made))
"""
LOGINS = (
    "resident.one",
    "clerk.construction",
    "examiner.construction",
    "examiner2.construction",
    "leader.construction",
    "seal.construction",
)


class City:
    """A running site and its database."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.embedded = Embedded(site.var)
        self.tokens: dict[str, str] = {}

    def issue_tokens(self) -> None:
        """For those who use it through programs."""
        self.tokens = json.loads(self.run("-c", ISSUE, *LOGINS).stdout)

    @property
    def environment(self) -> dict[str, str]:
        """What the site's own processes have."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return kept | {
            "DJANGO_SETTINGS_MODULE": "yimen.project.settings",
            "YIMEN_VAR": str(self.site.var),
            "DATABASE_URL": self.embedded.url("app"),
            "SECRET_KEY_FILE": str(self.site.var / "secret-key"),
            "SITE_URL": self.site.address,
            "SECOND_FACTOR_REQUIRED": "false",
        }

    def run(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            text=True,
            capture_output=True,
            check=check,
        )

    def ask(self, question: str, *values: Any) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.embedded.url("owner"), connect_timeout=10) as database:
            return database.execute(question, values).fetchall()

    def program(self, login: str) -> Program:
        return Program(self, self.tokens[login])

    # --- its processes

    def web_workers(self) -> list[int]:
        """The processes that answer: the children of the web server."""
        return [pid for server in self.children("granian") for pid in children(server)]

    def children(self, word: str) -> list[int]:
        return [pid for pid in children(self.site.process.pid) if word in command(pid)]

    def wait_until_ready(self) -> None:
        """The database answers, the pages answer."""
        patiently(lambda: self.ask("SELECT 1") == [(1,)])
        patiently(lambda: requests.get(self.site.url("/health/"), timeout=10).json()["database"] is True)


class Program:
    """A program with a token. It asks again until it gets an answer: each act has a name that makes it one."""

    def __init__(self, city: City, token: str) -> None:
        self.city = city
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {token}"

    def once(self, method: str, path: str, **given: Any) -> requests.Response | None:
        """One try; None when nobody answered or the answer was that it cannot be done now."""
        try:
            answer = self.session.request(
                method, self.city.site.url(f"/api/v1/approvals{path}"), timeout=30, **given
            )
        except requests.RequestException:
            return None
        return None if answer.status_code >= 500 else answer

    def insist(self, method: str, path: str, **given: Any) -> requests.Response:
        """Tries until there is an answer."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if (answer := self.once(method, path, **given)) is not None:
                return answer
            time.sleep(0.2)
        raise AssertionError(f"nobody answered {method} {path}")

    def prepare(self) -> str:
        """A draft with all its materials, ready to be submitted."""
        key = str(new_id())
        case = f"/applications/{key}"
        self.insist("POST", "/applications", json={"item": FOUR_ONES, "id": key})
        answers = {"applicant": ["person"], "filer": ["self"], "work": ["occupy"], "change": ["no"]}
        said = {"answers": answers, "subject": "示例申请", "contact_phone": "13800000000"}
        amended = self.insist("PATCH", case, json=said).json()
        for material in amended["checklist"]:
            file = {"file": (f"{material['key']}.pdf", small_pdf("example"), "application/pdf")}
            self.insist("POST", f"{case}/materials/{material['key']}", files=file)
        return key


def act(program: Program, key: str, name: str, **facts: Any) -> bool:
    """Whether the act was acknowledged: 201, or, asked again after an answer that was lost, that it is done."""
    answer = program.insist("POST", f"/applications/{key}/{name}", json=facts)
    assert answer.status_code in (201, 409), answer.text
    return True


def children(pid: int) -> list[int]:
    try:
        tasks = Path(f"/proc/{pid}/task").iterdir()
        return [int(one) for task in tasks for one in (task / "children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def patiently(question: Any) -> None:
    """Waits until the question is answered with yes."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            if question():
                return
        except (OSError, psycopg.OperationalError, requests.RequestException, ValueError, KeyError):
            pass
        time.sleep(0.2)
    raise AssertionError("it did not come back")
