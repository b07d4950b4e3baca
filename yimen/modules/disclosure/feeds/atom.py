"""Atom (RFC 4287) with paging (RFC 5005): what was published last, with summary, and the text where it is short."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from django.utils import timezone

from yimen.kernel.web.words import named
from yimen.modules.disclosure.models import Publication

from .addresses import of_publication

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
LONGEST_TEXT = 200_000
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


def as_atom(feed: Feed, publications: Iterable[Publication]) -> str:
    """The whole document."""
    return "".join((HEAD, *_head(feed), *(line for one in publications for line in _entry(one)), "</feed>\n"))


def _head(feed: Feed) -> Iterator[str]:
    yield f"<title>{_text(feed.title)}</title>\n<id>{_text(feed.url)}</id>\n"
    yield f"<updated>{_moment(feed.updated_at)}</updated>\n"
    yield f"<author><name>{_text(feed.author)}</name></author>\n"
    yield f'<link rel="self" type="application/atom+xml" href={quoteattr(feed.url)}/>\n'
    yield f'<link rel="alternate" type="text/html" href={quoteattr(feed.page_url)}/>\n'
    if feed.next_url:
        yield f'<link rel="next" type="application/atom+xml" href={quoteattr(feed.next_url)}/>\n'


def _entry(publication: Publication) -> Iterator[str]:
    version = publication.current
    if version is None or publication.published_at is None or publication.first_published_at is None:
        return
    yield f"<entry>\n<id>urn:uuid:{publication.pk}</id>\n<title>{_text(version.title)}</title>\n"
    yield f'<link rel="alternate" type="text/html" href={quoteattr(of_publication(publication.pk))}/>\n'
    yield f"<published>{_moment(publication.first_published_at)}</published>\n"
    yield f"<updated>{_moment(publication.published_at)}</updated>\n"
    yield f"<author><name>{_text(named(publication.org))}</name></author>\n"
    yield f"<dcterms:created>{version.created_on.isoformat()}</dcterms:created>\n"
    if version.document_number:
        yield f"<dcterms:identifier>{_text(version.document_number)}</dcterms:identifier>\n"
    for node in (version.subject, version.genre):
        if node is not None:
            yield f"<category term={quoteattr(node.code)} label={quoteattr(named(node))}/>\n"
    if version.abstract:
        yield f"<summary>{_text(version.abstract)}</summary>\n"
    if 0 < len(version.body) <= LONGEST_TEXT:
        yield f'<content type="html">{_text(version.body)}</content>\n'
    yield "</entry>\n"


def _text(words: str) -> str:
    """Escaped, without the characters that XML forbids."""
    return escape(words.translate(FORBIDDEN))


def _moment(moment: datetime) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds")
