"""网页文件 — whether a page that somebody brings would do something when it is opened."""

from __future__ import annotations

import codecs
import time
from collections.abc import Callable
from html.parser import HTMLParser
from typing import IO

RUNNING = frozenset({"script", "iframe", "frame", "object", "embed", "applet"})
LEADING = frozenset({"href", "src", "action", "formaction", "data", "xlink:href"})
HARMFUL = ("javascript:", "vbscript:", "data:text/html")


LARGEST = 8 * 1024 * 1024
"""Two million Chinese characters with their tags: what is read of a page at most."""
PIECE = 32 * 1024
UNENDED = 16 * 1024
"""What is left at the end without an end of its own: the parser looks at it again and again, at the cost of its square."""
SECONDS = 5.0
"""Of work, not of waiting."""


class TooHard(Exception):  # noqa: N818 - a finding about a file
    """无法检查 — too long, or so broken that looking at it costs too much."""


class _Looking(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.is_active = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: "".join((value or "").split()).lower() for name, value in attrs}
        self.is_active = (
            self.is_active
            or tag in RUNNING
            or (tag == "meta" and given.get("http-equiv") == "refresh")
            or any(name.startswith("on") for name in given)
            or any(given.get(name, "").startswith(HARMFUL) for name in LEADING)
        )


def is_active(stream: IO[bytes]) -> bool:
    """Scripts, handlers, embedded things, a page that leads elsewhere by itself. Raises TooHard for a page made to cost."""
    looking, until = _Looking(), time.thread_time() + SECONDS
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    read = 0
    while piece := stream.read(max(PIECE, len(looking.rawdata))):
        read += len(piece)
        if read > LARGEST or time.thread_time() > until:
            raise TooHard
        _see(looking.feed, decoder.decode(piece))
        if looking.is_active:
            return True
    if len(looking.rawdata) > UNENDED:
        raise TooHard
    _see(looking.close)
    return looking.is_active


def _see(step: Callable[..., None], *text: str) -> None:
    try:
        step(*text)
    except (AssertionError, ValueError) as error:  # what the parser does at a declaration that it cannot read
        raise TooHard from error
