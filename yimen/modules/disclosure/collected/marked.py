"""The text of clean HTML with its headings marked: # for h2, ## for h3, ### for h4; a line a block."""

from __future__ import annotations

import re
from html.parser import HTMLParser

BLOCKS = frozenset({"p", "br", "li", "tr", "blockquote", "table", "hr", "caption", "div", "ul", "ol"})
HEADINGS = {"h1": "# ", "h2": "# ", "h3": "## ", "h4": "### "}


def marked(cleaned: str) -> str:
    """Headings keep their rank, everything else its words."""
    reader = _Marking()
    reader.feed(cleaned)
    reader.close()
    lines = (re.sub(r"[ \t\xa0]+", " ", line).strip() for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in lines if line)


class _Marking(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in HEADINGS:
            self.parts.append(f"\n{HEADINGS[tag]}")
        elif tag in BLOCKS:
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS or tag in HEADINGS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data.replace("\n", " "))
