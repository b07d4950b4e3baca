"""任务 — work by the clock and after the act: rows in PostgreSQL, taken by any number of workers.

    @job(name="cases.recount", lock="cases.recount")
    def recount() -> None: ...

    recount.defer()                       # in the caller's transaction: it runs when that is committed

    @every("10 2 * * *", name="documents.sweep")   # the city's time
    def sweep() -> None: ...

    @loop(seconds=1)                      # again and again in the worker; True: there is more, come back at once
    def deliver() -> bool: ...

A job is idempotent: it may run twice after a crash. One that fails after its retries is parked (parked.py).
"""

from .loops import Loop, loop
from .registry import Job, Retry, every, job

__all__ = ["Job", "Loop", "Retry", "every", "job", "loop"]
