"""Jobs by name: a function, when it is tried again, and what it must not run beside."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, ParamSpec

P = ParamSpec("P")


@dataclass(frozen=True)
class Retry:
    """重试 — the seconds to wait before each further try; when they are used up, the job is parked."""

    after: tuple[int, ...] = (10, 60, 300, 1800)


@dataclass(frozen=True)
class Job(Generic[P]):
    """任务 — a function that a worker calls; its arguments are JSON and go by keyword.

    Two jobs with the same ``lock`` never run at the same time; the lock may name arguments: ``case:{case_id}``.
    """

    name: str
    function: Callable[P, object]
    retry: Retry = field(default_factory=Retry)
    queue: str = "default"
    lock: str = ""
    cron: str = ""

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> object:
        return self.function(*args, **kwargs)

    def defer(self, *args: P.args, **kwargs: P.kwargs) -> int:
        """Puts the job into the queue, inside the caller's transaction; returns its number."""
        return self._defer(None, args, kwargs)

    def defer_until(self, moment: datetime, *args: P.args, **kwargs: P.kwargs) -> int:
        """As defer, but not before the moment."""
        return self._defer(moment, args, kwargs)

    def _defer(self, moment: datetime | None, args: tuple[object, ...], kwargs: Mapping[str, Any]) -> int:
        from procrastinate.contrib.django import app  # 0.3 s to import, and many processes never defer

        if args:
            raise TypeError(f"{self.name}: the arguments of a job go by keyword")
        json.dumps(dict(kwargs))
        lock = self.lock.format(**kwargs) or None
        deferrer = app.configure_task(self.name, queue=self.queue, lock=lock, schedule_at=moment)
        return int(deferrer.defer(**kwargs))


_JOBS: dict[str, Job[Any]] = {}
_PREPARATIONS: list[Callable[[], object]] = []


def job(
    *, name: str, retry: Retry | None = None, queue: str = "default", lock: str = ""
) -> Callable[[Callable[P, object]], Job[P]]:
    """Makes a function of jobs.py a job; ``name`` is module.verb and never changes, for rows in the queue hold it."""

    def register(function: Callable[P, object]) -> Job[P]:
        return _add(Job(name, function, retry or Retry(), queue, lock))

    return register


def every(
    cron: str, *, name: str, retry: Retry | None = None, queue: str = "default", lock: str = ""
) -> Callable[[Callable[P, object]], Job[P]]:
    """A job without arguments that is deferred by the clock: five fields of cron, in the city's time.

    However many workers run, each moment is deferred once; a moment missed by less than a day is made up for.
    """

    def register(function: Callable[P, object]) -> Job[P]:
        return _add(Job(name, function, retry or Retry(), queue, lock or name, cron))

    return register


def before_each(function: Callable[[], object]) -> None:
    """Names what is done before every job, such as looking again at dated data that the process remembers."""
    if function not in _PREPARATIONS:
        _PREPARATIONS.append(function)


def prepare() -> None:
    """Does what is to be done before every job."""
    for function in _PREPARATIONS:
        function()


def jobs() -> Mapping[str, Job[Any]]:
    """Every job by name."""
    return dict(_JOBS)


def _add(made: Job[P]) -> Job[P]:
    known = _JOBS.get(made.name)
    if known is not None and known.function.__qualname__ != made.function.__qualname__:
        raise ValueError(f"job {made.name} is registered twice")
    _JOBS[made.name] = made
    return made
