"""志书 — a volume's text cut into its parts and chapters by their headings (编、章、节, or Markdown's #)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .numerals import NUMERAL

MARKED = re.compile(r"^(#{1,4})\s*(.+)$")
COUNTED = re.compile(rf"^第[{NUMERAL}]+(编|章|节)[\s\u3000\u2002]+(\S.{{0,60}})$")  # 中文
DEPTHS = {"编": 1, "章": 2, "节": 3}  # 中文
OPENING = "概述"  # 中文


@dataclass(frozen=True)
class Chapter:
    """篇章 — its heading, how deep it stands, its own text without that of the chapters under it."""

    heading: str
    depth: int
    text: str


def chapters(text: str) -> list[Chapter]:
    """The chapters in their order; what stands before the first heading is the opening (概述)."""
    found: list[Chapter] = []
    heading, depth, lines = "", 1, list[str]()
    for line in text.splitlines():
        stripped = line.strip().strip("\u3000\u2002")
        begins = _heading(stripped)
        if begins is None:
            lines.append(stripped)
            continue
        found += _chapter(heading, depth, lines)
        heading, depth, lines = *begins, []
    return found + _chapter(heading, depth, lines)


def _heading(line: str) -> tuple[str, int] | None:
    if marked := MARKED.match(line):
        counted = COUNTED.match(marked[2].strip())
        return marked[2].strip(), DEPTHS[counted[1]] if counted else max(1, len(marked[1]) - 1)
    if counted := COUNTED.match(line):
        return line, DEPTHS[counted[1]]
    return None


def _chapter(heading: str, depth: int, lines: list[str]) -> list[Chapter]:
    text = "\n".join(line for line in lines if line)
    if not heading and not text:
        return []
    return [Chapter(heading or OPENING, depth, text)]
