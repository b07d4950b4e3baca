"""重新执行: one more try of a parked job."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from yimen.kernel.audit.models import Refusal
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import NotAllowed, WrongState
from yimen.kernel.jobs import parked
from yimen.modules.portal import actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def job(db):
    """A job that failed after its retries, as the queue keeps it."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, attempts) "
            "VALUES ('default', 'example.job', '{\"case\": 1}', 'doing', 4) RETURNING id"
        )
        (made,) = cursor.fetchone()
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE id = %s", [made])
    return made


def waiting(job):
    return ProcrastinateJob.objects.filter(pk=job, status="todo").exists()


def test_retries(world, job):
    done = actions.retry_job(world.org("city-government"), job_id=job, by=world.administrator, at=world.noon)
    assert recorded(done) == f"{world.administrator.label} 将搁置的任务 example.job 重新放入队列"
    assert parked.parked_count() == 0
    assert waiting(job)


def test_refuses_what_is_not_parked(world, job):
    city = world.org("city-government")
    actions.retry_job(city, job_id=job, by=world.administrator, at=world.noon)
    with pytest.raises(WrongState):
        actions.retry_job(city, job_id=job, by=world.administrator, at=world.noon)
    assert waiting(job)


def test_refuses_a_stranger(world, job):
    with pytest.raises(NotAllowed):
        actions.retry_job(world.org("city-government"), job_id=job, by=world.clerk, at=world.noon)
    assert parked.parked_count() == 1
    assert Refusal.objects.filter(verb="portal.retry_job").count() == 1


def test_page(browser, job):
    client = browser("administrator")
    assert "example.job" in client.get("/jobs/").content.decode()
    answer = client.post(f"/jobs/{job}/retry/", follow=True)
    assert "任务已经重新放入队列" in answer.content.decode()
    again = client.post(f"/jobs/{job}/retry/", follow=True)
    assert "已经不在搁置状态" in again.content.decode()
    assert "没有搁置的任务" in again.content.decode()
