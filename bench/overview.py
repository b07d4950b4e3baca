"""领导总览: the page of those who lead at a full year of approvals (82,830 cases), and the kept numbers behind it.

The year is made once and kept; CASES=… makes another size. Served by the real web server with one process a core, asked by two
clients at once, by somebody who sees the whole city and by the leader of one department; the day's rows have changed since they
were counted, as they always have. Limit: p95 150 ms. Beside it the same year's figures from kept numbers and from rows alone.
The last line is one JSON object.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from bench import database
from bench.desk import _wait, p95, timed

CASES = int(os.environ.get("CASES", "82830"))
OPEN = max(CASES // 140, 12)
REQUESTS = int(os.environ.get("REQUESTS", "300"))
LOGINS = ("auditor", "leader.construction")
SPREAD = """
WITH bodies AS (SELECT id, path, row_number() OVER (ORDER BY path) - 1 AS n, count(*) OVER () AS size
                FROM orgs_org WHERE kind = 'department'),
     halls AS (SELECT id, path, row_number() OVER (ORDER BY path) - 1 AS n, count(*) OVER () AS size
               FROM orgs_org WHERE kind IN ('centre', 'subcentre', 'district_centre')),
     cases AS (SELECT id, row_number() OVER (ORDER BY id) AS n FROM approvals_application)
UPDATE approvals_application a SET org_id = b.id, org_path = b.path, centre_id = h.id, centre_path = h.path
FROM cases c JOIN bodies b ON b.n = c.n % b.size JOIN halls h ON h.n = b.n % h.size
WHERE a.id = c.id AND c.n % 3 <> 0
"""


def populate() -> None:
    """Copies of one concluded and one accepted application over the last year, for many bodies and centres."""
    from django.db import connection
    from django.utils import timezone

    from bench.acts import source
    from bench.population import multiply
    from yimen.kernel.people.actor import PersonActor
    from yimen.kernel.people.models import Person
    from yimen.modules.approvals import actions
    from yimen.modules.approvals.models import Application

    if Application.objects.filter(accepted_on__isnull=False).count() >= CASES:
        return
    now = timezone.now()

    def person(login: str) -> PersonActor:
        return PersonActor(Person.objects.get(login=login), timezone.localdate(now), is_secured=True)

    examiner, clerk = person("examiner.construction"), person("clerk.construction")
    done, waiting = (Application.objects.get(pk=source()) for _one in range(2))
    for one in (done, waiting):
        actions.accept(one, window=None, by=clerk, at=now)
    actions.assign(done, reviewer=examiner.person, by=examiner, at=now)
    actions.examine(done, opinion="grant", grounds="符合条件", by=examiner, at=now)
    actions.approve(done, by=person("leader.construction"), at=now)
    actions.conclude(done, by=person("seal.construction"), at=now)
    multiply(done.pk, first=1, count=CASES - OPEN, spread_days=365)
    multiply(waiting.pk, first=CASES - OPEN + 1, count=OPEN, spread_days=40)
    with connection.cursor() as cursor:
        cursor.execute(SPREAD)
        cursor.execute("ANALYZE")


def seconds(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return round(time.perf_counter() - began, 3)


def cookie(login: str) -> str:
    """A signed-in session."""
    from django.conf import settings
    from django.test import Client

    from yimen.kernel.people.models import Person

    client = Client()
    client.force_login(Person.objects.get(login=login), backend=settings.AUTHENTICATION_BACKENDS[0])
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def kept() -> dict[str, Any]:
    """How long it takes to count the year into kept numbers and to check them; the year's figures with and without them."""
    from django.utils import timezone

    from yimen.kernel.metrics import counting, keeping, periods, stored
    from yimen.kernel.metrics.scope import WHOLE_CITY
    from yimen.modules.approvals.metrics import MEASURES
    from yimen.modules.approvals.models import Application

    now = timezone.now()
    rebuilt = seconds(lambda: keeping.rebuild(now))
    while keeping.keep_changes(now):
        pass
    checked = seconds(lambda: keeping.check())
    today = timezone.localdate(now)
    Application.objects.filter(pk=Application.objects.filter(accepted_on=today)[:1].get().pk).update(
        channel="other"
    )
    year = periods.Period(periods.named("year", today).first, today, today)

    def ask() -> list[Any]:
        return [one.number for one in counting.read(MEASURES, year, WHOLE_CITY)]

    def without() -> list[Any]:
        with patch.object(stored, "is_kept", lambda _figure: False):
            return ask()

    if ask() != without():
        raise RuntimeError("the kept numbers are not what the rows say")
    fast, slow = seconds(ask) * 1000, seconds(without) * 1000
    return {
        "rebuild_seconds": rebuilt,
        "check_seconds": checked,
        "year_kept_ms": round(fast, 1),
        "year_rows_ms": round(slow, 1),
    }


def own_ms(login: str) -> float:
    """Milliseconds of the processor for one page, whatever else the machine does: the web process alone."""
    from django.conf import settings
    from django.test import Client

    from yimen.kernel.people.models import Person

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(Person.objects.get(login=login), backend=settings.AUTHENTICATION_BACKENDS[0])
    client.get("/overview/")
    began = time.process_time()
    for _page in range(20):
        client.get("/overview/")
    return round((time.process_time() - began) * 50, 1)


def main() -> None:
    database.prepare(f"yimen_bench_overview_{CASES}", keep=True)
    populate()
    found = kept()
    port = int(os.environ.get("BENCH_PORT", "18766"))
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", str(os.cpu_count() or 2)]
    command += ["--host", "127.0.0.1", "--port", str(port), "yimen.project.wsgi:application"]
    cookies = {login: cookie(login) for login in LOGINS}
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(address)
        pages = {login: p95(timed(address, cookies[login], ["/overview/"] * REQUESTS)) for login in LOGINS}
        year = p95(
            timed(address, cookies["auditor"], ["/figures/one/approvals.accepted/?span=year"] * REQUESTS)
        )
    finally:
        server.terminate()
        server.wait()
    for login, value in pages.items():
        print(f"/overview/ as {login}: p95 {value} ms (limit 150)")
    print(f"/figures/one/approvals.accepted/ of the year: p95 {year} ms")
    own = own_ms(LOGINS[0])
    print(f"/overview/ as {LOGINS[0]}: {own} ms of the processor in the web process")
    worst = {"p95_ms": max(pages.values()), "figure_p95_ms": year, "own_ms": own}
    print(json.dumps({"cases": CASES, **worst, **found}))


if __name__ == "__main__":
    main()
