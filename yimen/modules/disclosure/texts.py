"""正文 — what people write or paste becomes clean HTML of a few plain elements, and plain text for search and check."""

from __future__ import annotations

import html
import re
from collections import Counter
from html.parser import HTMLParser

import nh3

TAGS = {
    "p", "br", "h2", "h3", "h4", "strong", "em", "u", "sub", "sup", "ul", "ol", "li", "blockquote", "table", "caption",
    "thead", "tbody", "tr", "th", "td", "a", "hr",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}}
SCHEMES = {"http", "https", "mailto"}
GONE = {"script", "style", "iframe", "object", "embed", "template", "noscript", "svg", "math"}
BLOCKS = {
    "p",
    "br",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "tr",
    "blockquote",
    "table",
    "div",
    "hr",
    "caption",
}
LONGEST = 2_000_000
DEEPEST = 256
"""Elements inside one another; no document has so many, and a parser pays for each with all the others."""
ENDED_BY_OTHERS = {"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "colgroup"}
WITHOUT_END = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
}
_IS_HTML = re.compile(r"<\s{0,9}/?\s{0,9}[a-zA-Z][^<>]{0,2000}>")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_BLANK = re.compile(r"\n[ \t\u3000]*\n")


def clean(text: str) -> str:
    """HTML as it may be shown: nothing that runs, no style, links only to the web and mail; plain text as paragraphs.

    What is nested deeper than any document keeps its words and loses its marks: no parser is asked.
    """
    given = text[:LONGEST].replace("\x00", "").replace("\r\n", "\n")
    if not _IS_HTML.search(given):
        return _paragraphs(given)
    if is_too_deep(given):
        return _paragraphs(_IS_HTML.sub("", given))
    cleaned: str = nh3.clean(
        given,
        tags=TAGS,
        clean_content_tags=GONE,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )
    return cleaned.strip()


def is_too_deep(given: str) -> bool:
    """Whether more than DEEPEST elements stand inside one another; one pass, stopped where it is known."""
    inside: Counter[str] = Counter()
    depth = 0
    for found in _TAG.finditer(given):
        ends, name = found[1], found[2].lower()
        if name in ENDED_BY_OTHERS or name in WITHOUT_END:
            continue
        if not ends:
            inside[name] += 1
            depth += 1
        elif inside[name]:
            inside[name] -= 1
            depth -= 1
        if depth > DEEPEST:
            return True
    return False


def plain(cleaned: str) -> str:
    """The words of clean HTML: a line a block, cells of a table apart."""
    reader = _Words()
    reader.feed(cleaned)
    reader.close()
    lines = (re.sub(r"[ \t\xa0]+", " ", line).strip() for line in "".join(reader.parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def as_written(cleaned: str) -> str:
    """What the editor shows: plain paragraphs as plain text, everything else as its HTML."""
    inner = re.sub(r"</?p>|<br ?/?>", "", cleaned)
    if "<" in inner:
        return cleaned
    text = re.sub(r"</p>\s*", "\n\n", cleaned).replace("<p>", "")
    return html.unescape(re.sub(r"<br ?/?>", "\n", text)).strip()


def _paragraphs(text: str) -> str:
    parts = [one.strip() for one in _BLANK.split(text)]
    return "\n".join(
        f"<p>{html.escape(one, quote=False).replace(chr(10), '<br>')}</p>" for one in parts if one
    )


class _Words(HTMLParser):
    """Reads text, and where lines end."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
