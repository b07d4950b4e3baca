"""The source files of the house, and their syntax trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "yimen"


def python_files() -> Iterator[Path]:
    """Our own code: no tests, no migrations."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if not {"tests", "migrations"} & set(path.relative_to(PACKAGE).parts):
            yield path


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


def part_of(path: Path) -> tuple[str, ...]:
    """kernel/orgs or modules/approvals: the part of the house to which a file belongs."""
    return path.relative_to(PACKAGE).parts[:2]


def layer(path: Path) -> str:
    """The name that says what a file is for: actions for actions.py and for actions/drafts.py."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[2] if len(parts) > 2 else parts[-1]
