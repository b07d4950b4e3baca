"""Does what waits in the queue, here and now, in this process: for tests and for commands without a worker."""

from __future__ import annotations

import json

from django.db import connection

from .registry import jobs, prepare

TAKE = """
DELETE FROM procrastinate_jobs WHERE id = (
    SELECT id FROM procrastinate_jobs
    WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())
    ORDER BY priority DESC, id LIMIT 1 FOR UPDATE SKIP LOCKED
) RETURNING task_name, args::text
"""


def run_waiting() -> list[str]:
    """Runs the waiting jobs, also those that they defer; returns their names in order. Errors are not caught."""
    done: list[str] = []
    while True:
        with connection.cursor() as cursor:
            cursor.execute(TAKE)
            row = cursor.fetchone()
        if row is None:
            return done
        name, arguments = row
        prepare()
        jobs()[name](**json.loads(arguments))
        done.append(name)
