"""The worker with a real queue: retries, parking, cron in the city's time, lost connections, silent workers."""

import asyncio
import threading
import time
from collections import Counter
from datetime import UTC, datetime

import psycopg
import pytest
from django.db import connection, connections

from yimen.kernel.base.refusals import WrongState
from yimen.kernel.jobs import Retry, every, job, loops, registry, working
from yimen.kernel.jobs.parked import parked, parked_count, put_back, waiting_count, worker_count
from yimen.kernel.jobs.working import Worker, queue_app, rescue

calls: Counter[str] = Counter()


@pytest.fixture(autouse=True)
def own_jobs(monkeypatch, committed):
    calls.clear()
    monkeypatch.setattr(registry, "_JOBS", {})
    monkeypatch.setattr(loops, "_LOOPS", {})
    monkeypatch.setattr(working, "autodiscover_modules", lambda name: None)


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """A database in which everything is committed, with an empty queue before and after."""
    with django_db_blocker.unblock():
        empty()
        yield
        empty()


def empty():
    with connection.cursor() as cursor:
        for table in ("jobs", "periodic_defers", "workers"):
            cursor.execute(f"DELETE FROM procrastinate_{table}")


@pytest.fixture
def worker():
    workers = []

    def start() -> Worker:
        made = Worker()
        thread = threading.Thread(target=made.run)
        thread.start()
        workers.append((made, thread))
        return made

    yield start
    for made, thread in workers:
        made.stop()
        thread.join(20)
        assert not thread.is_alive()


def until(condition, seconds=60.0):
    """Long enough for a machine that does much else."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "did not happen in time"
        time.sleep(0.05)


def closing(function):
    """A job that leaves no connection behind in the thread of the test's worker."""

    def call(**arguments):
        try:
            return function(**arguments)
        finally:
            connections.close_all()

    return call


def test_does_what_was_committed(worker):
    @job(name="tests.count")
    @closing
    def count(*, word: str) -> None:
        calls[word] += 1

    worker()
    count.defer(word="one")
    count.defer(word="two")
    until(lambda: calls == {"one": 1, "two": 1})
    until(lambda: waiting_count() == 0)
    assert worker_count(datetime.now(UTC)) == 1


def test_tries_again_then_parks_then_is_put_back(worker):
    @job(name="tests.fail", retry=Retry(after=(0, 0)))
    @closing
    def fail(*, number: int) -> None:
        calls["try"] += 1
        if calls["try"] <= 3:
            raise RuntimeError("no luck")

    worker()
    number = fail.defer(number=7)
    until(lambda: parked_count() == 1)
    assert calls["try"] == 3
    [left] = parked()
    assert (left.id, left.name, left.arguments, left.attempts) == (number, "tests.fail", {"number": 7}, 3)
    assert left.parked_at is not None
    put_back(number, datetime.now(UTC))
    until(lambda: parked_count() == 0 and waiting_count() == 0)
    assert calls["try"] == 4


def test_only_parked_jobs_are_put_back():
    @job(name="tests.wait")
    def wait() -> None: ...

    number = wait.defer()
    with pytest.raises(WrongState):
        put_back(number, datetime.now(UTC))
    assert (waiting_count(), parked_count()) == (1, 0)


def test_runs_loops_beside_the_queue(worker):
    @loops.loop(seconds=0.05)
    def tick() -> None:
        calls["tick"] += 1

    worker()
    until(lambda: calls["tick"] >= 3)


def test_goes_on_when_all_connections_are_lost(worker):
    @job(name="tests.count")
    @closing
    def count() -> None:
        calls["count"] += 1

    @loops.loop(seconds=0.1)
    def ask() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        calls["ask"] += 1

    worker()
    count.defer()
    until(lambda: calls["count"] == 1 and calls["ask"] > 1)
    end_other_connections()
    before = calls["ask"]
    count.defer()
    until(lambda: calls["count"] == 2 and calls["ask"] > before)


def end_other_connections():
    parameters = connection.get_connection_params()
    for name in ("cursor_factory", "context"):
        parameters.pop(name, None)
    connection.close()
    with psycopg.connect(**parameters, autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_cron_is_in_the_city_s_time():
    every("10 2 * * *", name="tests.nightly")(lambda: None)
    periodic = queue_app().periodic_registry.periodic_tasks[("tests.nightly", "")]
    noon = datetime(2026, 3, 2, 12, 0, tzinfo=UTC).timestamp()
    following = datetime.fromtimestamp(periodic.croniter.get_next(ret_type=float, start_time=noon), UTC)
    assert following == datetime(2026, 3, 2, 18, 10, tzinfo=UTC)


def test_a_job_by_the_clock_is_called_without_arguments(worker):
    @every("* * * * *", name="tests.minutely")
    @closing
    def minutely() -> None:
        calls["minutely"] += 1

    worker()
    until(lambda: calls["minutely"] >= 1)  # twice, when a minute ends meanwhile


def test_the_jobs_of_a_silent_worker_are_put_back():
    @job(name="tests.lost")
    def lost() -> None: ...

    lost.defer()
    often = lost.defer()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing'")
        cursor.execute("UPDATE procrastinate_jobs SET attempts = 12 WHERE id = %s", [often])

    async def once() -> int:
        app = queue_app()
        async with app.open_async():
            return await rescue(app)

    assert asyncio.run(once()) == 2
    assert waiting_count() == 1
    assert [one.id for one in parked()] == [often]
