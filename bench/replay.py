"""重演: a part of the year 2008 lived again through the real acts, in two processes; what the whole year would take.

SCALE=0.05 (default) is a twentieth of the year, SCALE=1 the whole of it; PROCESSES=2. KEEP=1 leaves the database
``yimen_bench_replay`` for others to look at. Bar: the whole year under 10 minutes on 2 cores. The last line is one JSON object.
"""

from __future__ import annotations

import json
import os
import time
from datetime import date, datetime

from bench import database

SCALE = float(os.environ.get("SCALE", "0.05"))
PROCESSES = int(os.environ.get("PROCESSES", "2"))
SEED = int(os.environ.get("SEED", "1"))
NAME = "yimen_bench_replay"
BAR = 10.0


def live() -> float:
    """The seconds of the days alone: the city, the catalogue and the workers are there before the first day."""
    from django.utils import timezone

    from yimen.replay.plan import Wish
    from yimen.replay.running import replay

    told: list[tuple[datetime, float]] = []

    def tell(day: date, done: int, total: int, seconds: float) -> None:
        told.append((timezone.now(), seconds))
        if len(told) % 20 == 0:
            print(f"{day}  {done}/{total}  {done / seconds:.0f} steps a second", flush=True)

    replay(Wish(2008, SEED, SCALE, date.max, PROCESSES), now=timezone.now(), tell=tell)
    return told[-1][1]


def main() -> None:
    database.prepare(NAME)
    from yimen.kernel.audit.models import Entry
    from yimen.modules.approvals.models import Application

    before, started = Entry.objects.count(), time.monotonic()
    seconds = live()
    whole = time.monotonic() - started
    acts = Entry.objects.count() - before
    cases = Application.objects.filter(received_on__year=2008).count()
    minutes = seconds / SCALE / 60
    print(
        f"{cases} applications, {acts} acts in {seconds:.0f} s ({whole:.0f} s with setting up), {PROCESSES} processes"
    )
    figures = {
        "minutes": round(minutes, 1),
        "bar": BAR,
        "acts_per_second": round(acts / seconds),
        "scale": SCALE,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
