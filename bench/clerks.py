"""五十名窗口人员: fifty clerks at work over HTTP for three minutes, with Locust on loopback against the real web server.

Thirty accept (desk, case, acceptance), twenty examine what was accepted (desk, assignment, examination), each with
seconds of reading between the steps, as at a counter. SECONDS=30 shortens it; READING=5,15 lets them read for so many
seconds. Bars on 2 cores: no error, no deadlock, 95 of 100 acts under 300 ms. The last line is one JSON object.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench import database

NAME = "yimen_bench_clerks"
SECONDS = int(os.environ.get("SECONDS", "180"))
READING = [float(one) for one in os.environ.get("READING", "1.5,4").split(",")]
ACCEPTORS, EXAMINERS = 30, 20
CSRF = "benchmarkbenchmarkbenchmark12345"
BAR_MS = 300


def enlist(role: str, count: int, *, window: Any = None) -> list[tuple[str, str]]:
    """So many officials of the construction bureau in the role; the cookies of each, and the id."""
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    from yimen.kernel.base.actor import Machine
    from yimen.kernel.orgs.models import Org
    from yimen.kernel.people import actions
    from yimen.kernel.people.models import Person

    now, by = timezone.now(), Machine("city data", origin="command")
    org = Org.objects.get(code="urban-rural-construction")
    city = Org.objects.get(parent=None)
    found = []
    for number in range(count):
        login = f"bench.{role}.{number}"
        facts = {"login": login, "name": f"示例{number}", "kind": "staff", "is_example": True}
        person: Person = actions.enrol(city, **facts, by=by, at=now).person
        post = {"role": role, "window": window, "since": timezone.localdate(now)}
        actions.appoint(org, person=person, **post, instrument="示例", by=by, at=now)
        client = Client()
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={CSRF}"
        found.append((cookies, str(person.pk)))
    return found


def plan(address: str) -> dict[str, Any]:
    """Who works, on what."""
    from bench.acts import source
    from bench.population import copy_id, multiply
    from yimen.kernel.orgs.models import Window

    count = ACCEPTORS * (SECONDS // 3 + 10)
    multiply(source(), first=1, count=count)
    window = Window.objects.get(number="B01")
    acceptors = enlist("window_clerk", ACCEPTORS, window=window)
    examiners = enlist("section_examiner", EXAMINERS)
    return {
        "address": address,
        "seconds": SECONDS,
        "reading": READING,
        "cases": [str(copy_id(one)) for one in range(1, count + 1)],
        "window": str(window.pk),
        "acceptors": [cookies for cookies, _person in acceptors],
        "examiners": [cookies for cookies, _person in examiners],
        "reviewers": dict(examiners),
    }


def deadlocks() -> int:
    """How many deadlocks the server has counted in this database."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return int(cursor.fetchone()[0])


def main() -> None:
    database.prepare(NAME)
    from bench.desk import _wait
    from yimen.project.up.processes import THREADS

    port = int(os.environ.get("BENCH_PORT", "18767"))
    address = f"http://127.0.0.1:{port}"
    wanted, before = plan(address), deadlocks()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", str(os.cpu_count() or 2)]
    command += ["--blocking-threads", str(THREADS), "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(
        [*command, "yimen.project.wsgi:application"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(address)
        work = Path(__file__).with_name("clerk_work.py")
        done = subprocess.run(
            [sys.executable, str(work)], input=json.dumps(wanted), capture_output=True, text=True, check=False
        )
    finally:
        server.terminate()
        server.wait(timeout=20)
    if done.returncode != 0:
        raise RuntimeError(done.stderr[-2000:])
    report(json.loads(done.stdout.strip().splitlines()[-1]), deadlocks() - before)


def report(told: dict[str, Any], locked: int) -> None:
    """What the clerks saw, in words and as the last line."""
    acts = told["acts"]
    if len(acts) < 20:
        raise RuntimeError(f"only {len(acts)} acts were done: {told['errors'][:5]}")
    p95 = round(statistics.quantiles(acts, n=20)[-1], 1)
    print(f"{len(acts)} acts, {told['requests']} requests in {SECONDS} s by {ACCEPTORS + EXAMINERS} clerks")
    print(f"an act: p50 {statistics.median(acts):.1f} ms, p95 {p95} ms (bar {BAR_MS} ms); deadlocks {locked}")
    for error in sorted(set(told["errors"]))[:10]:
        print(f"  {told['errors'].count(error)} times: {error}")
    figures = {"p95_ms": p95, "errors": len(told["errors"]), "deadlocks": locked, "acts": len(acts)}
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
