"""网页文件 — whether a page that somebody brings would do something when it is opened."""

from __future__ import annotations

from html.parser import HTMLParser

RUNNING = frozenset({"script", "iframe", "frame", "object", "embed", "applet"})
LEADING = frozenset({"href", "src", "action", "formaction", "data", "xlink:href"})
HARMFUL = ("javascript:", "vbscript:", "data:text/html")


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


def is_active(content: bytes) -> bool:
    """Scripts, handlers, embedded things, a page that leads elsewhere by itself."""
    looking = _Looking()
    looking.feed(content.decode("utf-8", "replace"))
    looking.close()
    return looking.is_active
