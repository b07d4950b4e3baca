"""Deferring jobs: inside the caller's transaction, by keyword, with JSON arguments."""

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from yimen.kernel.jobs import every, job, registry
from yimen.kernel.jobs.parked import waiting_count
from yimen.kernel.jobs.waiting import run_waiting

pytestmark = pytest.mark.django_db
done: list[str] = []


@pytest.fixture(autouse=True)
def own_jobs(monkeypatch, db):
    done.clear()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    monkeypatch.setattr(registry, "_JOBS", {})

    @job(name="tests.note", lock="tests:{word}")
    def note(*, word: str, number: int = 1) -> None:
        done.extend([word] * number)

    return note


def queued() -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, lock, args::text, status::text FROM procrastinate_jobs ORDER BY id")
        return cursor.fetchall()


def test_defers_with_its_arguments_and_lock(own_jobs):
    own_jobs.defer(word="好", number=2)
    assert queued() == [("tests.note", "tests:好", '{"word": "好", "number": 2}', "todo")]
    assert run_waiting() == ["tests.note"]
    assert done == ["好", "好"]
    assert waiting_count() == 0


def test_is_gone_when_the_act_is_rolled_back(own_jobs):
    with transaction.atomic():
        own_jobs.defer(word="x")
        assert waiting_count() == 1
        transaction.set_rollback(True)
    assert queued() == []


def test_waits_for_its_moment(own_jobs):
    own_jobs.defer_until(datetime(2100, 1, 1, tzinfo=UTC), word="later")
    assert run_waiting() == []
    assert waiting_count() == 1


def test_is_a_plain_function_too(own_jobs):
    own_jobs(word="now")
    assert done == ["now"]


def test_refuses_what_a_row_cannot_hold(own_jobs):
    with pytest.raises(TypeError, match="by keyword"):
        own_jobs.defer("x")
    with pytest.raises(TypeError, match="not JSON serializable"):
        own_jobs.defer(word=datetime(2026, 1, 1, tzinfo=UTC))
    assert queued() == []


def test_a_name_belongs_to_one_function(own_jobs):
    with pytest.raises(ValueError, match="registered twice"):
        job(name="tests.note")(lambda: None)


def test_by_the_clock_never_runs_beside_itself():
    made = every("10 2 * * *", name="tests.nightly")(lambda: None)
    assert (made.cron, made.lock) == ("10 2 * * *", "tests.nightly")
