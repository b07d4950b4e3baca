"""Atom (RFC 4287, paging by RFC 5005): a feed's entries as documents, and where the next page is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from yimen.kernel.base.days import local_day

from .incoming import Faulty, Incoming, Place

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"
DCTERMS = "{http://purl.org/dc/terms/}"
OLDEST, NEWEST = date(1900, 1, 1), date(2999, 12, 31)


@dataclass(frozen=True)
class FeedPage:
    """One page of a feed: its documents, what could not be read, the address of the next page."""

    found: tuple[Incoming, ...]
    faults: tuple[Faulty, ...]
    next_url: str


def read_atom(content: bytes, url: str) -> FeedPage:
    """Raises Faulty when it is no feed, or brings entities or a document type (which a feed never needs)."""
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, RecursionError) as error:
        raise Faulty(
            _("这不是可以读取的 Atom 订阅源：%(error)s") % {"error": str(error)[:200]}, Place(url)
        ) from error
    if root.tag != f"{ATOM}feed":
        raise Faulty(_("这不是 Atom 订阅源。"), Place(url))
    found, faults = [], []
    for number, entry in enumerate(root.iter(f"{ATOM}entry"), start=1):
        try:
            found.append(_incoming(entry, Place(url, number)))
        except Faulty as fault:
            faults.append(fault)
    return FeedPage(tuple(found), tuple(faults), _link(root, "next", url))


def _incoming(entry: Element, place: Place) -> Incoming:
    key, title = _text(entry, f"{ATOM}id"), _text(entry, f"{ATOM}title")
    if not key or not title:
        raise Faulty(_("条目没有标识或者名称。"), place)
    moment = _moment(_text(entry, f"{ATOM}published") or _text(entry, f"{ATOM}updated"), place)
    made = _text(entry, f"{DCTERMS}created")
    return Incoming(
        key=key[:300],
        title=title[:300],
        created_on=date.fromisoformat(made) if _is_day(made) else local_day(moment),
        body=_content(entry),
        abstract=_text(entry, f"{ATOM}summary")[:500],
        document_number=_text(entry, f"{DCTERMS}identifier")[:80],
        issuer=_text(entry, f"{ATOM}author/{ATOM}name")[:100],
        published_at=moment,
        url=_link(entry, "alternate", place.file) or _link(entry, "", place.file),
        place=place,
    )


def _content(entry: Element) -> str:
    """The text of an entry: HTML as it is given (it is cleaned later), XHTML as written out, else plain."""
    content = entry.find(f"{ATOM}content")
    if content is None or content.get("src"):
        return ""
    if content.get("type") == "xhtml":
        return "".join(f"<p>{''.join(block.itertext())}</p>" for block in _blocks(content))
    return content.text or ""


def _blocks(content: Element) -> Iterator[Element]:
    found = [
        one for one in content.iter() if one.tag in (f"{XHTML}p", f"{XHTML}li", f"{XHTML}h2", f"{XHTML}h3")
    ]
    return iter(found or [content])


def _text(element: Element, path: str) -> str:
    found = element.find(path)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


def _link(element: Element, relation: str, base: str) -> str:
    for one in element.findall(f"{ATOM}link"):
        if one.get("rel", "") == relation and (href := one.get("href")):
            joined = urljoin(base, href)
            return joined if joined.startswith(("http://", "https://")) else ""
    return ""


def _moment(text: str, place: Place) -> datetime:
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None or not OLDEST <= moment.date() <= NEWEST:
        raise Faulty(_("条目没有发布时间，或者时间不可读。"), place)
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _is_day(text: str) -> bool:
    try:
        return OLDEST <= date.fromisoformat(text) <= NEWEST
    except ValueError:
        return False
