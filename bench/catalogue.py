"""目录导入: how long a file with 2,000 items takes from upload to the last draft, with progress told on the way.

Upload, check of every row, and the import in one act, through the same verbs as the pages: each item and each version is
an act of its own with its entry in the record. Limit: 60 s. The last line is one JSON object: seconds.
"""

from __future__ import annotations

import json
import os
import threading
import time
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bench import database

NAME = "yimen_bench_catalogue"
ITEMS = int(os.environ.get("ITEMS", "2000"))
AT = datetime(2026, 3, 2, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
LIMIT = 60.0


def rows(editor: Any) -> list[dict[str, Any]]:
    """As many items as asked, each like one of the example city with all that it says."""
    from yimen.modules.approvals import catalogue, exchange

    like = [exchange.record(one) for one in catalogue.exported(editor, AT.date())]
    return [
        like[number % len(like)]
        | {"code": f"bench-{number}", "official_code": f"BENCH{number}", "code_scheme": "local"}
        for number in range(ITEMS)
    ]


def watched(import_id: Any, seen: list[int], ended: threading.Event) -> None:
    """What somebody else reads of the progress, while the import runs."""
    from django.db import connection

    while not ended.wait(0.5):
        with connection.cursor() as cursor:
            cursor.execute("SELECT done FROM approvals_importprogress WHERE of_id = %s", [import_id])
            seen.append(cursor.fetchone()[0])
    connection.close()


def timed(editor: Any, data: bytes) -> tuple[Any, float, float, list[int]]:
    """Uploads, checks, confirms and applies the file; returns the import, both durations, what was told."""
    from yimen.kernel.orgs.models import Org
    from yimen.modules.approvals import actions, jobs
    from yimen.modules.approvals.models import CatalogueImport

    start = time.perf_counter()
    facts = {"name": "bench.csv", "file_format": "csv", "data": data, "by": editor, "at": AT}
    given = actions.upload_import(Org.objects.get(code="urban-rural-construction"), **facts).given
    jobs.check_catalogue_import(import_id=str(given.pk))
    checked = time.perf_counter() - start
    actions.confirm_import(CatalogueImport.objects.get(pk=given.pk), by=editor, at=AT)
    seen: list[int] = []
    ended = threading.Event()
    watcher = threading.Thread(target=watched, args=(given.pk, seen, ended))
    watcher.start()
    jobs.apply_catalogue_import(import_id=str(given.pk))
    whole = time.perf_counter() - start
    ended.set()
    watcher.join()
    return CatalogueImport.objects.get(pk=given.pk), checked, whole, seen


def main() -> None:
    database.prepare(NAME)
    from yimen.kernel.people.actor import PersonActor
    from yimen.kernel.people.models import Person
    from yimen.modules.approvals import exchange
    from yimen.modules.approvals.models import ItemVersion

    editor = PersonActor(Person.objects.get(login="editor.construction"), AT.date())
    data = b"".join(exchange.write_csv(rows(editor)))
    done, checked, whole, seen = timed(editor, data)
    drafts = ItemVersion.objects.filter(item__code__startswith="bench-", state="draft").count()
    if (done.state, drafts) != ("applied", ITEMS):
        raise SystemExit(f"{done.state}: {drafts} of {ITEMS}; {done.findings[:3]}")
    told = sorted({one for one in seen if one})
    print(
        f"file {len(data) / 1e6:.1f} MB, {ITEMS} items; progress was told {len(told)} times: {told[:6]} ..."
    )
    print(f"check   {checked:8.1f} s")
    print(f"import  {whole - checked:8.1f} s")
    print(f"whole   {whole:8.1f} s, limit {LIMIT:.0f} s")
    print(json.dumps({"seconds": round(whole, 1), "items": ITEMS, "told": len(told)}))


if __name__ == "__main__":
    main()
