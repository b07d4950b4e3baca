"""Atom (RFC 4287) with paging (RFC 5005): a list of what is new, for programs that follow it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from xml.sax.saxutils import escape, quoteattr

from django.utils import timezone

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
FORBIDDEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))
HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:dcterms="http://purl.org/dc/terms/">\n'
)


@dataclass(frozen=True)
class Feed:
    """订阅源 — its title, its own address, the page it belongs to, the next page when there is more."""

    title: str
    author: str
    url: str
    page_url: str
    updated_at: datetime
    next_url: str = ""


@dataclass(frozen=True)
class Entry:
    """订阅条目 — one thing of a feed; ``key`` is an address that is its own for ever (urn:uuid:…, https://…)."""

    key: str
    title: str
    url: str
    published_at: datetime
    updated_at: datetime
    author: str = ""
    created_on: date | None = None
    identifier: str = ""
    categories: tuple[tuple[str, str], ...] = ()
    summary: str = ""
    html: str = ""


def as_atom(feed: Feed, entries: Iterable[Entry]) -> str:
    """The whole document."""
    return "".join((HEAD, *_head(feed), *(line for one in entries for line in _entry(one)), "</feed>\n"))


def _head(feed: Feed) -> Iterator[str]:
    yield f"<title>{_text(feed.title)}</title>\n<id>{_text(feed.url)}</id>\n"
    yield f"<updated>{_moment(feed.updated_at)}</updated>\n"
    yield f"<author><name>{_text(feed.author)}</name></author>\n"
    yield f'<link rel="self" type="application/atom+xml" href={quoteattr(feed.url)}/>\n'
    yield f'<link rel="alternate" type="text/html" href={quoteattr(feed.page_url)}/>\n'
    if feed.next_url:
        yield f'<link rel="next" type="application/atom+xml" href={quoteattr(feed.next_url)}/>\n'


def _entry(entry: Entry) -> Iterator[str]:
    yield f"<entry>\n<id>{_text(entry.key)}</id>\n<title>{_text(entry.title)}</title>\n"
    yield f'<link rel="alternate" type="text/html" href={quoteattr(entry.url)}/>\n'
    yield f"<published>{_moment(entry.published_at)}</published>\n"
    yield f"<updated>{_moment(entry.updated_at)}</updated>\n"
    if entry.author:
        yield f"<author><name>{_text(entry.author)}</name></author>\n"
    if entry.created_on:
        yield f"<dcterms:created>{entry.created_on.isoformat()}</dcterms:created>\n"
    if entry.identifier:
        yield f"<dcterms:identifier>{_text(entry.identifier)}</dcterms:identifier>\n"
    for term, label in entry.categories:
        yield f"<category term={quoteattr(term)} label={quoteattr(label)}/>\n"
    if entry.summary:
        yield f"<summary>{_text(entry.summary)}</summary>\n"
    if entry.html:
        yield f'<content type="html">{_text(entry.html)}</content>\n'
    yield "</entry>\n"


def _text(words: str) -> str:
    """Escaped, without the characters that XML forbids."""
    return escape(words.translate(FORBIDDEN))


def _moment(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")
