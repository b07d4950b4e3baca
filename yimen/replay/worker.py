"""A worker of a replay: a process of its own, which lives its part of each day that it is told. It imports the city late."""

from __future__ import annotations

import gc
import logging
import os
from contextlib import suppress
from datetime import date
from errno import ENOSPC
from multiprocessing.connection import Connection

from django.db import connection
from psycopg.errors import DiskFull

from .plan import Wish

WORKING = 7150802
FULL = "磁盘已满；腾出空间后再次启动，即从中断处继续 / the disk is full: make room and start again, it goes on"  # 中文


def told(day: date, error: Exception) -> str:
    """Why a day could not be lived to its end, in words for who started the replay."""
    return f"{day}: {FULL}" if is_full(error) else f"{day}: {type(error).__name__}: {error}"


def is_full(error: Exception) -> bool:
    """Whether the server, or the disk of this program, has no room left."""
    return isinstance(error.__cause__, DiskFull) or getattr(error, "errno", None) == ENOSPC


def work(pipe: Connection, wish: Wish, number: int, parent: int) -> None:
    """Lives day after day, until the one who tells is gone."""
    import django

    django.setup()
    from .living import Part, plan

    quick()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock_shared(%s)", [WORKING])
    part = Part(wish, plan(wish)[1], number)
    gc.collect()
    gc.freeze()  # the plan is there to the end: no search for what can be thrown away goes through it
    while os.getppid() == parent:
        try:
            day, again = pipe.recv()
        except EOFError:
            return
        try:
            answer: int | str = part.live(day, again=again)
        except Exception as error:
            logging.getLogger(__name__).exception("%s", day)
            answer = told(day, error)
        with suppress(BrokenPipeError):  # nobody listens any more: the next look at the parent ends it
            pipe.send(answer)


def quick() -> None:
    """What a crash of the server would lose of the last moment is done again: the record says what is there."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
