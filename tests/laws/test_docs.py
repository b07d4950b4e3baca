"""Law of documents: decisions are numbered, settings documented, links alive, rows marked truthfully."""

from __future__ import annotations

import re

from .sources import ROOT

LINK = re.compile(r"\]\((?!https?://|mailto:|#)([^)#\s]+)")
VARIABLE = re.compile(r"""env\.(?:text|flag|number|items|folder|secret)\(\s*["']([A-Z_]+)["']""")


def test_decisions_are_numbered_without_gaps() -> None:
    names = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
    for name in names:
        text = (ROOT / "docs" / "decisions" / name).read_text(encoding="utf-8")
        assert all(
            word in text for word in ("## Context", "## Decision", "## Consequences", "## Rejected")
        ), name


def test_every_decision_is_listed_under_its_title() -> None:
    folder = ROOT / "docs" / "decisions"
    titles = {
        path.name: path.read_text(encoding="utf-8").splitlines()[0] for path in folder.glob("[0-9]*.md")
    }
    listed = re.findall(
        r"^\| (\d{4}) \| \[(.*)\]\((.*)\) \|$", (folder / "README.md").read_text(encoding="utf-8"), re.M
    )
    assert [(f"# {number}. {title}", name) for number, title, name in listed] == [
        (titles[name], name) for name in sorted(titles)
    ]


def test_every_setting_is_documented() -> None:
    used = set()
    for path in (ROOT / "yimen" / "project").rglob("*.py"):
        if "tests" not in path.parts:
            used |= set(VARIABLE.findall(path.read_text(encoding="utf-8")))
    documented = (ROOT / "docs" / "guide" / "settings.md").read_text(encoding="utf-8")
    assert sorted(name for name in used if f"`{name}" not in documented) == []


def test_links_are_alive() -> None:
    dead = []
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "cities").rglob("*.md")]:
        for target in LINK.findall(path.read_text(encoding="utf-8")):
            if not (path.parent / target).exists():
                dead.append(f"{path.relative_to(ROOT)}: {target}")
    assert dead == []
