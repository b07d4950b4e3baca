"""Law of migrations: complete, named by meaning, one line."""

from __future__ import annotations

import io
import re

import pytest
from django.core.management import call_command

from .sources import PACKAGE, shown

NAME = re.compile(r"\d{4}_[a-z0-9_]+\.py")


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    out = io.StringIO()
    call_command("makemigrations", "--check", "--dry-run", stdout=out)
    assert out.getvalue().strip() == "No changes detected"


def test_names_have_a_meaning_and_stand_in_one_line() -> None:
    for folder in sorted(PACKAGE.rglob("migrations")):
        names = sorted(path.name for path in folder.glob("[0-9]*.py"))
        assert all(NAME.fullmatch(name) and "auto" not in name for name in names), shown(folder)
        assert [name[:4] for name in names] == [f"{index:04d}" for index in range(1, len(names) + 1)], shown(
            folder
        )
        if names:
            last = (folder / "max_migration.txt").read_text(encoding="utf-8").strip()
            assert f"{last}.py" == names[-1], shown(folder)
