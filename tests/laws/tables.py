"""Committed tables: what a law test computes stands in a file, so that each change of it is seen in review."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLES = Path(__file__).parent / "tables"


def require_equal(request: pytest.FixtureRequest, path: Path, text: str) -> None:
    """Fails when the file does not say ``text``; with --refresh (make laws) the file is written anew."""
    if request.config.getoption("--refresh"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.exists(), f"{path.relative_to(ROOT)} is missing: run make laws"
    kept = path.read_text(encoding="utf-8")
    if kept != text:
        changed = "\n".join(
            unified_diff(kept.splitlines(), text.splitlines(), "committed", "found", n=3, lineterm="")
        )
        pytest.fail(
            f"{path.relative_to(ROOT)} differs: run make laws and look at it\n{changed}", pytrace=False
        )
