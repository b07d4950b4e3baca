"""The worker: takes jobs from the queue, defers what the clock asks for, runs the loops; outlives the database."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from croniter import croniter  # type: ignore[import-untyped]
from django.utils import timezone as city
from django.utils.module_loading import autodiscover_modules
from procrastinate import App, retry
from procrastinate import jobs as queue_jobs
from procrastinate.contrib.django import DjangoApp
from procrastinate.contrib.django.django_connector import DjangoConnector

from .loops import loops
from .registry import Job, jobs, prepare

log = logging.getLogger(__name__)
GRACE_SECONDS = 25.0
MADE_UP_FOR_SECONDS = 24 * 3600.0
POLL_SECONDS = 2.0
RESCUE_SECONDS = 10.0
SILENT_SECONDS = 30.0
MOST_RESCUES = 12
MOST_PAUSE = 30.0


class Waits(retry.BaseRetryStrategy):
    """The waits of a job's Retry, as procrastinate asks for them."""

    def __init__(self, after: tuple[int, ...]) -> None:
        self.after = after

    def get_retry_decision(
        self, *, exception: BaseException, job: queue_jobs.Job
    ) -> retry.RetryDecision | None:
        if job.attempts >= len(self.after):
            return None
        return retry.RetryDecision(retry_in={"seconds": self.after[job.attempts]})


def queue_app() -> App:
    """Procrastinate's view of our jobs. Each app's jobs.py is imported first."""
    autodiscover_modules("jobs")
    app = DjangoApp(
        connector=DjangoConnector().get_worker_connector(),
        periodic_defaults={"max_delay": MADE_UP_FOR_SECONDS},
    )
    for job in jobs().values():
        _register(app, job)
    return app


def _register(app: App, job: Job[Any]) -> None:
    named = app.task(
        name=job.name,
        retry=Waits(job.retry.after),
        queue=job.queue,
        lock=None if "{" in job.lock else job.lock or None,
    )
    task: Any = named(_called(job))
    if job.cron:
        registry: Any = app.periodic_registry
        periodic = registry.register_task(task=task, cron=job.cron, periodic_id="", configure_kwargs={})
        vars(periodic)["croniter"] = croniter(job.cron, datetime.now(city.get_default_timezone()))


def _called(job: Job[Any]) -> Callable[..., object]:
    """The function as procrastinate calls it; a job by the clock is told its moment, which ours do not ask for."""

    def call(**arguments: Any) -> object:
        if job.cron:
            arguments.pop("timestamp", None)
        prepare()
        return job.function(**arguments)

    return call


class Worker:
    """工作进程 — one process; more of them share the queue."""

    def __init__(self, *, concurrency: int = 2) -> None:
        self._concurrency = concurrency
        self._stop = threading.Event()
        self._stopping: asyncio.Event | None = None
        self._event_loop: asyncio.AbstractEventLoop | None = None

    def stop(self) -> None:
        """Ends the worker when the jobs at hand are done (from any thread, or a signal)."""
        self._stop.set()
        if self._event_loop is not None and self._stopping is not None:
            self._event_loop.call_soon_threadsafe(self._stopping.set)

    def run(self) -> None:
        """Works until stopped."""
        app = queue_app()
        threads = [
            threading.Thread(target=one.run, args=(self._stop,), name=one.name, daemon=True)
            for one in loops().values()
        ]
        for thread in threads:
            thread.start()
        try:
            asyncio.run(self._serve(app))
        finally:
            self._stop.set()
            for thread in threads:
                thread.join(GRACE_SECONDS)

    async def _serve(self, app: App) -> None:
        """Runs the queue, and runs it again when the database went away, after a pause that grows."""
        self._event_loop, self._stopping = asyncio.get_running_loop(), asyncio.Event()
        failures = 0
        while not self._stop.is_set():
            began = self._event_loop.time()
            error = await self._session(app)
            if self._stop.is_set():
                return
            failures = 1 if self._event_loop.time() - began > MOST_PAUSE else failures + 1
            pause = min(2.0 ** (failures - 1), MOST_PAUSE)
            log.warning(
                "the queue was interrupted (%s); next try in %.0f s", error or "no reason given", pause
            )
            await self._rest(pause)

    async def _session(self, app: App) -> Exception | None:
        """One stretch with the database; returns what ended it, None when it ended by itself."""
        try:
            async with app.open_async():
                await self._until_stopped(app)
        except Exception as error:
            return error
        return None

    async def _until_stopped(self, app: App) -> None:
        assert self._stopping is not None  # noqa: S101 - set by _serve
        working = asyncio.create_task(
            app.run_worker_async(
                concurrency=self._concurrency,
                install_signal_handlers=False,
                delete_jobs="successful",
                fetch_job_polling_interval=POLL_SECONDS,
                shutdown_graceful_timeout=GRACE_SECONDS,
                stalled_worker_timeout=SILENT_SECONDS,
            )
        )
        others = [asyncio.create_task(self._stopping.wait()), asyncio.create_task(rescue_for_ever(app))]
        try:
            await asyncio.wait([working, *others], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (working, *others):
                task.cancel()
            results = await asyncio.gather(working, *others, return_exceptions=True)
        for result in results:
            if isinstance(result, Exception):
                raise result

    async def _rest(self, seconds: float) -> None:
        assert self._stopping is not None  # noqa: S101 - set by _serve
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return


async def rescue_for_ever(app: App) -> None:
    """Puts jobs of workers that fell silent (killed, unplugged) back into the queue."""
    while True:
        await rescue(app)
        await asyncio.sleep(RESCUE_SECONDS)


async def rescue(app: App) -> int:
    """One round: returns how many jobs were put back; one that was rescued too often is parked instead."""
    found = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS))
    for job in found:
        log.warning("job %s (%s) was left by a worker that fell silent", job.id, job.task_name)
        if job.attempts >= MOST_RESCUES:
            await app.job_manager.finish_job(job=job, status=queue_jobs.Status.FAILED, delete_job=False)
        else:
            await app.job_manager.retry_job(job=job, retry_at=datetime.now(UTC))
    return len(found)
