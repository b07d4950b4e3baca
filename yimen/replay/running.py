"""场记 — runs a replay: keeps how far it has come, starts the workers, tells the progress. One replay of a city at a time.

Workers are processes of their own with a pipe to this one: when this one dies they see it and stop; a second start waits
until they are gone.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import date, datetime
from multiprocessing.connection import Connection
from typing import Any

from django.db import OperationalError, connection

from yimen.modules.approvals.models import Application

from . import absences
from .living import DaysEnd, Part, plan, working_days
from .models import Planting, Replay
from .plan import Wish, Year, application_id
from .stage import set_up
from .worker import WORKING, is_full, quick, told, work

RUNNING = 7150801
ANOTHER = "已有一次重演正在进行 / another replay is running"  # 中文
STOPPED = "一个进程中断了，请再次启动 / a worker has stopped: start again"  # 中文
LIVED = "%s 已按种子数 %s、比例 %s 重演 / was replayed so: with this seed, this scale"  # 中文
OWN_CASES = "本市已有 %s 年的办件，不能重演 / the city has cases of this year of its own"  # 中文
Progress = Callable[[date, int, int, float], None]


class Refuses(Exception):  # noqa: N818 - a finding, said to a person
    """The year cannot be replayed here; the message says why."""


def replay(wish: Wish, *, now: datetime, tell: Progress) -> Replay:
    """Lives the year up to ``wish.until``; what was done before is not done again."""
    _alone()
    run = _begun(wish, now)
    profile, year = plan(wish)
    set_up(
        profile,
        scale=wish.scale,
        unattended={one.subject_key.split("/")[0] for one in year.plantings if one.rule == absences.RULE},
    )
    _keep_plantings(run, wish, year)
    whole = working_days(profile)
    days = [day for day in whole if day <= wish.until and (run.day is None or day > run.day)]
    with ExitStack() as stack:
        company = stack.enter_context(_Company(wish, year))
        _live(run, company, days, DaysEnd(wish, profile, year, whole), tell)
    _name_cases(run)
    if wish.until >= whole[-1]:
        Replay.objects.filter(pk=run.pk).update(finished_at=now)
    return run


def _live(run: Replay, company: _Company, days: Sequence[date], days_end: DaysEnd, tell: Progress) -> None:
    total = sum(len(one.steps) for one in company.year.lived)
    done, begun = 0, time.monotonic()
    for day in days:
        try:
            done += company.live(day, again=day == days[0])
            days_end.live(day)
            Replay.objects.filter(pk=run.pk).update(day=day)
        except (OperationalError, OSError) as error:
            if is_full(error):
                raise Refuses(told(day, error)) from error
            raise
        tell(day, done, total, time.monotonic() - begun)


def _alone() -> None:
    """Raises Refuses while another replay runs here; waits for workers of one that was killed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [RUNNING])
        if not cursor.fetchone()[0]:
            raise Refuses(ANOTHER)
        cursor.execute("SELECT pg_advisory_lock(%s), pg_advisory_unlock(%s)", [WORKING, WORKING])


def _begun(wish: Wish, now: datetime) -> Replay:
    run = Replay.objects.filter(year=wish.year).first()
    if run is not None:
        if (run.seed, run.scale) != (wish.seed, wish.scale):
            raise Refuses(LIVED % (wish.year, run.seed, run.scale))
        return run
    if Application.objects.filter(received_on__year=wish.year).exists():
        raise Refuses(OWN_CASES % wish.year)
    return Replay.objects.create(
        year=wish.year, seed=wish.seed, scale=wish.scale, until=wish.until, begun_at=now
    )


def _keep_plantings(run: Replay, wish: Wish, year: Year) -> None:
    if run.plantings.exists():
        return
    Planting.objects.bulk_create(
        Planting(
            replay=run,
            rule=one.rule,
            subject_kind=one.subject_kind,
            subject_key=one.subject_key,
            case_ref=application_id(wish.year, wish.seed, one.serial) if one.serial else None,
            day=one.day,
            note=one.note,
        )
        for one in year.plantings
    )


def _name_cases(run: Replay) -> None:
    """A planted case is named by its number, once it has one."""
    waiting = run.plantings.filter(subject_kind="case", subject_key="")
    numbers = dict(
        Application.objects.filter(pk__in=waiting.values("case_ref"), case__isnull=False).values_list(
            "pk", "case__number"
        )
    )
    named = [one for one in waiting if one.case_ref in numbers]
    for one in named:
        one.subject_key = numbers[one.case_ref] if one.case_ref else ""
    Planting.objects.bulk_update(named, ["subject_key"])


class _Company:
    """The workers; with one process the work is done here."""

    def __init__(self, wish: Wish, year: Year) -> None:
        self.wish, self.year = wish, year
        self.part: Part | None = None
        self.pipes: list[Connection] = []
        self.workers: list[Any] = []

    def __enter__(self) -> _Company:
        if self.wish.processes == 1:
            quick()
            self.part = Part(self.wish, self.year, 0)
            return self
        context = multiprocessing.get_context("spawn")
        for number in range(self.wish.processes):
            ours, theirs = context.Pipe()
            worker = context.Process(target=work, args=(theirs, self.wish, number, os.getpid()), daemon=True)
            worker.start()
            theirs.close()
            self.pipes.append(ours)
            self.workers.append(worker)
        return self

    def __exit__(self, *_exc: object) -> None:
        for pipe in self.pipes:
            pipe.close()
        for worker in self.workers:
            worker.join()

    def live(self, day: date, *, again: bool) -> int:
        if self.part is not None:
            return self.part.live(day, again=again)
        for pipe in self.pipes:
            pipe.send((day, again))
        return sum(self._answer(pipe) for pipe in self.pipes)

    @staticmethod
    def _answer(pipe: Connection) -> int:
        try:
            answer = pipe.recv()
        except (EOFError, OSError):
            raise Refuses(STOPPED) from None
        if isinstance(answer, str):
            raise Refuses(answer)
        return int(answer)
