"""开放数据: files that anybody takes, without personal data; an independent script that counts from them alone."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.world import FILING, ROOT, SPOT
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.open_data import CASE_COLUMNS
from yimen.modules.summaries.models import AnnualSummary
from yimen.modules.summaries.open_files import files

from .stage import Centre, enter, fetched, there

pytestmark = pytest.mark.django_db
SCRIPT = ROOT / "tools" / "recompute_report.py"


def taken(summary: AnnualSummary, folder: Path) -> Path:
    """The ZIP as a citizen downloads it."""
    path = folder / "open-data.zip"
    path.write_bytes(fetched(enter(None).get(there("archive", summary))))
    return path


def recomputed(source: Path) -> tuple[int, str]:
    """What the script says of it, in a process without Yimen."""
    command = [sys.executable, "-I", str(SCRIPT), str(source)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=source.parent, env={"PYTHONUTF8": "1"}
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def summary(centre: Centre) -> AnnualSummary:
    """A small year: one in hand, one concluded, one filed, one withdrawn."""
    world = centre.world
    world.accepted()
    world.sealed()
    world.submitted(FILING)
    world.submitted(SPOT)
    world.withdrawn()
    return centre.published()


def test_the_script_agrees_and_finds_what_was_spoilt(summary: AnnualSummary, tmp_path: Path) -> None:
    path = taken(summary, tmp_path)
    code, said = recomputed(path)
    assert code == 0, said
    lines = said.splitlines()
    assert lines[0] == "沈阳市政务服务中心2026年工作总结  2026-01-01 – 2026-03-02"
    assert "ok         approvals.accepted: 2 | 2" in lines
    assert "ok         approvals.completion-rate: 50.00 | 50.00" in lines
    assert lines[-1] == f"{len(lines) - 2} figures, 0 different, 0 files spoilt"
    folder = tmp_path / "unpacked"
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    assert recomputed(folder)[0] == 0
    cases = folder / "approvals-cases.csv"
    cases.write_bytes(b"".join(cases.read_bytes().splitlines(keepends=True)[:-1]))
    code, said = recomputed(folder)
    assert code == 1
    assert "NOT WHAT WAS FROZEN  approvals-cases.csv" in said
    assert "DIFFERENT  approvals.accepted: 2 | 1" in said


def test_a_number_that_was_changed_is_found(summary: AnnualSummary, tmp_path: Path) -> None:
    with zipfile.ZipFile(taken(summary, tmp_path)) as archive:
        archive.extractall(tmp_path)
    told = tmp_path / "figures.json"
    told.write_text(told.read_text().replace('"number": "50.00"', '"number": "100.00"'))
    code, said = recomputed(tmp_path)
    assert code == 1
    assert "DIFFERENT  approvals.completion-rate: 100.00 | 50.00" in said
    assert "NOT WHAT WAS FROZEN  figures.json" in said


def test_the_files_hold_no_personal_data(summary: AnnualSummary, tmp_path: Path) -> None:
    with zipfile.ZipFile(taken(summary, tmp_path)) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist()).decode()
        rows = list(csv.DictReader(io.StringIO(archive.read("approvals-cases.csv").decode("utf-8-sig"))))
    assert list(rows[0]) == [one.name for one in CASE_COLUMNS]
    assert len({row["key"] for row in rows}) == len(rows) == 2
    for one in Application.objects.select_related("case", "applicant"):
        own = [one.pk, one.pk.hex, one.case.number, one.applicant.name, one.contact_phone, one.subject]  # type: ignore[union-attr]
        assert [word for word in own if word and str(word) in whole] == []
    concluded = [row for row in rows if row["concluded_on"]]
    assert [(row["concluded_on"], row["outcome"], row["is_on_time"]) for row in concluded] == [
        ("2026-03-02", "granted", "1")
    ]


def test_rows_as_json_and_their_dictionary(summary: AnnualSummary) -> None:
    public = enter(None)
    rows = json.loads(fetched(public.get(there("rows", summary, "approvals-cases", "json"))))
    assert [one["accepted_on"] for one in rows] == ["2026-03-02", "2026-03-02"]
    days = fetched(public.get(there("rows", summary, "working-days", "csv"))).decode("utf-8-sig").splitlines()
    assert (days[0], len(days), days[-1][:10]) == ("day,is_working,is_announced", 366, "2026-12-31")
    told = json.loads(public.get(there("dictionary", summary)).content)
    assert [one["file"] for one in told["files"]] == [f"{name}.csv" for name in files()]
    for one, dataset in zip(told["files"], files().values(), strict=True):
        assert [column["name"] for column in one["columns"]] == list(dataset.names)
    assert public.get(there("rows", summary, "nothing", "csv")).status_code == 404
    assert public.get(there("rows", summary, "working-days", "xml")).status_code == 404


def test_every_row_has_its_columns(summary: AnnualSummary) -> None:
    public, empty = enter(None), []
    for name, dataset in files().items():
        rows = json.loads(fetched(public.get(there("rows", summary, name, "json"))))
        empty += [] if rows else [name]
        assert [set(one) for one in rows] == [set(dataset.names)] * len(rows)
    assert empty == [
        "approvals-cancelled", "approvals-delegations", "projects-consultations", "projects-escorted",
        "projects-stages", "projects-programme-cases",
    ]  # fmt: skip


def test_the_same_rows_give_the_same_file(summary: AnnualSummary, centre: Centre) -> None:
    public: Any = enter(None)
    first = fetched(public.get(there("archive", summary)))
    assert fetched(public.get(there("archive", summary))) == first
    centre.world.accepted()
    assert fetched(public.get(there("archive", summary))) != first
