"""我的工作台: a clerk's desk and a case page at 1,000,000 cases and 12,000,000 entries of the record.

The population is made once (some minutes) and kept; CASES=… makes another size. Served by the real web server with one
process a core, asked by two clients at once. Limits: p95 150 ms, 12 queries a page. The last line is one JSON object.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor

from bench import database

CASES = int(os.environ.get("CASES", "1000000"))
OPEN = max(CASES // 100, 20)
ENTRIES = 12
REQUESTS = int(os.environ.get("REQUESTS", "300"))
LOGIN = "clerk.construction"


def populate() -> None:
    """Copies of one concluded and one waiting application, spread over the years; nothing when they are there."""
    from django.utils import timezone

    from bench.acts import source
    from bench.population import multiply
    from yimen.kernel.people.actor import PersonActor
    from yimen.kernel.people.models import Person
    from yimen.modules.approvals import actions
    from yimen.modules.approvals.models import Application

    if Application.objects.filter(state="closed").count() >= CASES - OPEN:
        return
    done = Application.objects.get(pk=source())
    now = timezone.now()

    def person(login: str) -> PersonActor:
        return PersonActor(Person.objects.get(login=login), timezone.localdate(now), is_secured=True)

    examiner = person("examiner.construction")
    actions.accept(done, window=None, by=person(LOGIN), at=now)
    actions.assign(done, reviewer=examiner.person, by=examiner, at=now)
    actions.examine(done, opinion="grant", grounds="符合条件", by=examiner, at=now)
    actions.approve(done, by=person("leader.construction"), at=now)
    actions.conclude(done, by=person("seal.construction"), at=now)
    actions.deliver(
        done, method="window", receiver="示例", identity_checked=True, by=person("issue.construction"), at=now
    )
    step = 100_000
    for first in range(1, CASES - OPEN + 1, step):
        count = min(step, CASES - OPEN + 1 - first)
        multiply(done.pk, first=first, count=count, spread_days=2500, entries=ENTRIES)
        print(f"{first + count - 1:>10,} cases", file=sys.stderr)
    multiply(source(), first=CASES - OPEN + 1, count=OPEN, spread_days=3, entries=ENTRIES)


def session() -> str:
    """A signed-in session of the clerk."""
    from django.conf import settings
    from django.test import Client

    from yimen.kernel.people.models import Person

    client = Client()
    client.force_login(Person.objects.get(login=LOGIN), backend=settings.AUTHENTICATION_BACKENDS[0])
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def queries(path: str) -> int:
    """The queries of one page for the clerk, session and person included."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from yimen.kernel.people.models import Person

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(Person.objects.get(login=LOGIN), backend=settings.AUTHENTICATION_BACKENDS[0])
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    return len(seen)


def timed(address: str, cookie: str, paths: list[str]) -> list[float]:
    """Milliseconds of each request, by two clients at once."""

    def one(path: str) -> float:
        request = urllib.request.Request(address + path, headers={"Cookie": cookie})
        started = time.perf_counter()
        with urllib.request.urlopen(request, timeout=60) as answer:
            answer.read()
        return (time.perf_counter() - started) * 1000

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, paths[:20]))
        return list(pool.map(one, paths))


def p95(values: list[float]) -> float:
    return round(statistics.quantiles(values, n=20)[-1], 1)


def main() -> None:
    database.prepare(f"yimen_bench_desk_{CASES}", keep=True)
    populate()
    from bench.population import copy_id

    port = int(os.environ.get("BENCH_PORT", "18765"))
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", str(os.cpu_count() or 2)]
    command += ["--host", "127.0.0.1", "--port", str(port), "yimen.project.wsgi:application"]
    cookie = session()
    cases = [
        f"/approvals/applications/{copy_id(random.randint(1, CASES - OPEN))}/" for _number in range(REQUESTS)
    ]
    desk = ["/desk/"] * REQUESTS
    counted = {"desk": queries("/desk/"), "case": queries(cases[0])}
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(address)
        spent = {"desk": timed(address, cookie, desk), "case": timed(address, cookie, cases)}
    finally:
        server.terminate()
        server.wait(timeout=20)
    for name, values in spent.items():
        print(
            f"{name:6} p50 {statistics.median(values):7.1f} ms   p95 {p95(values):7.1f} ms   {counted[name]:3} queries"
        )
    worst = max(p95(values) for values in spent.values())
    figures = {"p95_ms": worst, "queries": max(counted.values()), "cases": CASES, "entries": CASES * ENTRIES}
    print(json.dumps(figures | {f"{name}_p95_ms": p95(values) for name, values in spent.items()}))


def _wait(address: str) -> None:
    for _try in range(150):
        try:
            urllib.request.urlopen(address + "/health/", timeout=5).read()
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the web server did not start")


if __name__ == "__main__":
    main()
