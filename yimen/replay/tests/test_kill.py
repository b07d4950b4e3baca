"""kill -9: a replay whose processes are killed in the middle goes on where the record ends, with other processes."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.world import ROOT
from yimen.kernel.audit.checking import check
from yimen.kernel.audit.models import Entry
from yimen.kernel.cases.models import Case
from yimen.replay.doing import CODES
from yimen.replay.living import facts_of, plan, steps_done
from yimen.replay.plan import Wish, application_id

pytestmark = [
    pytest.mark.kill,
    pytest.mark.usefixtures("own_database"),
]
UNTIL = date(2008, 1, 18)
SCALE = 0.004


@pytest.fixture(autouse=True, scope="module")
def unblocked(own_database: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The copy is of this file alone: what is committed in it is thrown away with it."""
    with django_db_blocker.unblock():
        yield


def start(processes: int) -> subprocess.Popen[bytes]:
    given = re.sub(
        r"/[^/?]*(?=\?|$)", f"/{connection.settings_dict['NAME']}", os.environ["DATABASE_URL"], count=1
    )
    options = ["--scale", str(SCALE), "--until", str(UNTIL), "--processes", str(processes), "--skip-checks"]
    return subprocess.Popen(
        [sys.executable, "manage.py", "replay", "2008", *options],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": given},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def facts() -> int:
    return Entry.objects.filter(happened_at__year=2008, subject_type="approvals.application").count()


def test_killed_in_the_middle_nothing_is_lost_or_done_twice() -> None:
    running = start(2)
    deadline = time.monotonic() + 240
    while facts() < 40 and running.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    running.send_signal(signal.SIGKILL)
    running.wait()
    at_the_kill = facts()
    again = start(1)
    assert again.wait(timeout=400) == 0
    _profile, year = plan(Wish(2008, 1, SCALE, UNTIL))
    ids = {application_id(2008, 1, one.serial): one for one in year.applications}
    told = facts_of(list(ids))
    due = 0
    for key, one in ids.items():
        lived = [step for step in one.steps if step.at.date() <= UNTIL]
        due += len(lived)
        assert list(steps_done(one, told.get(key, ()))) == lived
        planned = Counter(CODES[step.act] for step in lived)
        assert Counter(code for code in told.get(key, ()) if code in planned) == planned
    assert 40 <= at_the_kill < due
    assert check().faults == []
    numbers = Case.objects.filter(opened_at__year=2008).values_list("number", flat=True)
    serials: dict[str, list[int]] = {}
    for number in numbers:
        serials.setdefault(number[:14], []).append(int(number[14:19]))
    assert all(sorted(found) == list(range(1, len(found) + 1)) for found in serials.values())
