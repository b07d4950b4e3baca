"""docs/first-change.md is true: its code, applied to a copy of the house, passes the test that it ends with."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
TUTORIAL = ROOT / "docs" / "first-change.md"
BLOCK = re.compile(r'^```(\w+) title="([^"]+)"\n(.*?)^```$', re.S | re.M)
TAKEN = ("yimen", "tests", "conftest.py", "pyproject.toml", "cities")
TESTS = ("yimen/modules/approvals/tests/test_note.py", "tests/laws/test_events.py")
LOADS = "    load_the_city()\n"


def apply(language: str, path: Path, text: str) -> None:
    """A diff changes the one place that its context names; anything else makes a file, or stands at its end."""
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    if language != "diff":
        path.write_text(before + text, encoding="utf-8")
        return
    lines = text.splitlines(keepends=True)
    old = "".join(line[1:] for line in lines if line[0] != "+")
    new = "".join(line[1:] for line in lines if line[0] != "-")
    assert before.count(old) == 1, (
        f"{path.name}: the tutorial's place is there {before.count(old)} times\n{old}"
    )
    path.write_text(before.replace(old, new), encoding="utf-8")


def copy_of_the_house(folder: Path) -> Path:
    """Our files, compiled where they are so already; its tests meet a database that holds the city already."""
    ignored = shutil.ignore_patterns("journeys", "faults", "*.mo")
    for name in TAKEN:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, folder / name)
    database = folder / "tests" / "database.py"
    text = database.read_text(encoding="utf-8")
    assert text.count(LOADS) == 1
    database.write_text(text.replace(LOADS, "    pass\n"), encoding="utf-8")
    return folder


def run(folder: Path, *command: str) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment |= {"PYTHONPATH": str(folder), "TEST_DATABASE_NAME": str(connection.settings_dict["NAME"])}
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


@pytest.mark.django_db
def test_the_tutorial_works(tmp_path: Path) -> None:
    blocks = BLOCK.findall(TUTORIAL.read_text(encoding="utf-8"))
    assert len(blocks) == 13
    folder = copy_of_the_house(tmp_path)
    for language, title, text in blocks:
        apply(language, folder / title, text)
    run(folder, "yimen.project.messages")
    run(folder, "pytest", *TESTS, "--reuse-db", "-p", "no:xdist")
