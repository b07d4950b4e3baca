"""年度工作总结: computed from scratch on a full year of approvals, frozen, downloaded, and recomputed by the script.

82,830 cases (CASES), one made by the acts and multiplied over the year. Limits: 30 s for the computation; the independent
script must agree. The last line is one JSON object: compute_seconds, freeze_seconds, zip_seconds, script_seconds, agrees.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bench import database

NAME = os.environ.get("BENCH_DATABASE", "yimen_bench_summary")
CASES = int(os.environ.get("CASES", "82830"))
AT = datetime(2026, 11, 5, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
AS_OF = AT.date()
LIMIT = 30.0


def timed(what: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    found = what()
    return found, time.perf_counter() - start


def populated() -> None:
    """A year of concluded cases, from one that went the whole way."""
    from bench.population import multiply
    from tests.world import World
    from yimen.modules.approvals.models import Application

    if Application.objects.count() < CASES:
        source = World().accepted(at=AT)
        multiply(source.pk, first=1, count=CASES - 1, spread_days=(AS_OF - date(AS_OF.year, 1, 3)).days)
        half = Application.objects.filter(case__isnull=False).exclude(pk=source.pk)
        half.filter(accepted_on__lt=AS_OF - timedelta(days=3)).update(
            concluded_at=AT, outcome="granted", state="closed"
        )


def drafted() -> Any:
    """This year's report, in draft; one that an earlier run left is used again."""
    from tests.world import World
    from yimen.modules.summaries import actions
    from yimen.modules.summaries.models import AnnualSummary

    there = AnnualSummary.objects.filter(state__in=["draft", "computed"]).first()
    facts = {"year": AS_OF.year, "as_of": AS_OF, "by": World().manager, "at": AT}
    return there or actions.draft_summary(World().org("city-centre"), **facts).summary


def main() -> None:
    database.prepare(NAME, keep=bool(os.environ.get("KEEP")))
    from tests.world import World
    from yimen.modules.summaries import actions, open_files

    world, later = World(), AT + timedelta(days=1)
    _none, made = timed(populated)
    print(f"population of {CASES} in {made:.0f} s")
    summary, told = drafted(), {}
    facts = {"by": world.manager, "at": later}
    _none, told["compute_seconds"] = timed(lambda: actions.compute_summary(summary, as_of=AS_OF, **facts))
    actions.review_summary(summary, by=world.actor("openness.office"), at=later)
    done, told["freeze_seconds"] = timed(lambda: actions.freeze_summary(summary, **facts))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "open-data.zip"
        archive, told["zip_seconds"] = timed(lambda: b"".join(open_files.zipped(done.summary)))
        path.write_bytes(archive)
        command = [sys.executable, "-I", "tools/recompute_report.py", str(path)]
        ran, told["script_seconds"] = timed(
            lambda: subprocess.run(command, capture_output=True, text=True, check=False, cwd=database.ROOT)
        )
    print(ran.stdout, ran.stderr)
    print(
        f"ZIP {len(archive) / 1e6:.1f} MB; computed within {LIMIT:.0f} s: {told['compute_seconds'] < LIMIT}"
    )
    print(json.dumps({one: round(value, 2) for one, value in told.items()} | {"agrees": ran.returncode == 0}))


if __name__ == "__main__":
    main()
