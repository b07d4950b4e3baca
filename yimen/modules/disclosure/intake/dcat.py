"""DCAT as JSON-LD: the data sets of a catalogue as documents. Prefixed and full names are both understood."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from yimen.kernel.base.days import local_day

from .atom import FeedPage
from .incoming import Faulty, Incoming, Place

PREFIXES = {
    "http://www.w3.org/ns/dcat#": "dcat:",
    "http://purl.org/dc/terms/": "dct:",
    "http://www.w3.org/ns/hydra/core#": "hydra:",
    "dcterms:": "dct:",
}
Node = Mapping[str, Any]


def read_dcat(content: bytes, url: str) -> FeedPage:
    """Raises Faulty when it is no JSON-LD with data sets."""
    try:
        given = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Faulty(_("这不是可以读取的 JSON-LD 数据目录。"), Place(url)) from error
    nodes = [_short(one) for one in _nodes(given)]
    sets = [one for one in nodes if "dcat:Dataset" in _many(one.get("@type"))]
    if not sets and not any("dcat:Catalog" in _many(one.get("@type")) for one in nodes):
        raise Faulty(_("这不是 DCAT 数据目录。"), Place(url))
    found, faults = [], []
    for number, one in enumerate(sets, start=1):
        try:
            found.append(_incoming(one, Place(url, number)))
        except Faulty as fault:
            faults.append(fault)
    following = next((_word(one.get("hydra:next")) for one in nodes if one.get("hydra:next")), "")
    return FeedPage(tuple(found), tuple(faults), urljoin(url, following) if following else "")


def _incoming(node: Node, place: Place) -> Incoming:
    key = _word(node.get("@id")) or _word(node.get("dct:identifier"))
    title = _word(node.get("dct:title"))
    if not key or not title:
        raise Faulty(_("条目没有标识或者名称。"), place)
    moment = _moment(_word(node.get("dct:issued")) or _word(node.get("dct:modified")), place)
    publisher = node.get("dct:publisher")
    return Incoming(
        key=key[:300],
        title=title[:300],
        created_on=local_day(moment),
        body=_word(node.get("dct:description")),
        abstract=_word(node.get("dct:description"))[:500],
        issuer=_word(publisher)[:100] if not _is_address(_word(publisher)) else "",
        published_at=moment,
        url=_address(node.get("dcat:landingPage")) or (key if _is_address(key) else ""),
        place=place,
    )


def _nodes(given: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Every object of the document, nested ones too; deeper than ten is nothing that a catalogue holds."""
    if depth > 10:
        return
    if isinstance(given, list):
        for one in given:
            yield from _nodes(one, depth + 1)
    elif isinstance(given, dict):
        yield given
        for name, one in given.items():
            if name != "@context":
                yield from _nodes(one, depth + 1)


def _short(node: Mapping[str, Any]) -> dict[str, Any]:
    found = {_prefixed(name): value for name, value in node.items()}
    types = [_prefixed(str(one)) for one in _many(node.get("@type"))]
    return {**found, "@type": [f"dcat:{one}" if one in ("Dataset", "Catalog") else one for one in types]}


def _prefixed(name: str) -> str:
    for full, short in PREFIXES.items():
        if name.startswith(full):
            return short + name[len(full) :]
    return name


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _word(value: Any) -> str:
    """The words of a value: plain, {"@value": …}, the Chinese one of several, the name of a publisher, an @id."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        chinese = [
            one for one in value if isinstance(one, dict) and str(one.get("@language")).startswith("zh")
        ]
        return next((_word(one) for one in (*chinese, *value) if _word(one)), "")
    if isinstance(value, dict):
        named = value.get("foaf:name") or value.get("http://xmlns.com/foaf/0.1/name") or value.get("name")
        return _word(value.get("@value") or named or value.get("@id"))
    return ""


def _address(value: Any) -> str:
    found = _word(value)
    return found if _is_address(found) else ""


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://"))


def _moment(text: str, place: Place) -> datetime:
    try:
        moment = parse_datetime(text)
        day = parse_date(text[:10]) if moment is None else None
    except ValueError:
        moment = day = None
    if moment is None and day is not None:
        moment = datetime(day.year, day.month, day.day, tzinfo=timezone.get_current_timezone())
    if moment is None:
        raise Faulty(_("条目没有发布时间，或者时间不可读。"), place)
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
