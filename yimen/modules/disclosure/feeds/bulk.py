"""批量数据 — every published document with its text, as CSV or as one JSON object a line; streamed, packed on the way."""

from __future__ import annotations

import csv
import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone

from yimen.kernel.web.tables.export import BOM, safe
from yimen.modules.disclosure.models import Publication

from .addresses import of_publication

FIELDS = (
    "id", "url", "index_number", "title", "document_number", "publisher", "issuers", "created_on", "published_at",
    "first_published_at", "effective_on", "expires_on", "validity", "state", "version", "subject", "genre", "audience",
    "legal_category", "language", "abstract", "text",
)  # fmt: skip
PIECE = 64 * 1024


def row(publication: Publication) -> dict[str, Any]:
    """One document as plain values; ``validity`` was computed with the list (queries.with_validity)."""
    version = publication.current
    if version is None:
        raise ValueError("only what is published has a row")
    nodes = {name: getattr(version, name) for name in ("subject", "genre", "audience", "legal_category")}
    return {
        "id": str(publication.pk),
        "url": of_publication(publication.pk),
        "index_number": publication.index_number,
        "title": version.title,
        "document_number": version.document_number,
        "publisher": publication.org.name,
        "issuers": list(version.co_issuers),
        "created_on": version.created_on.isoformat(),
        "published_at": _moment(publication.published_at),
        "first_published_at": _moment(publication.first_published_at),
        "effective_on": version.effective_on.isoformat() if version.effective_on else None,
        "expires_on": version.expires_on.isoformat() if version.expires_on else None,
        "validity": getattr(publication, "validity", None),
        "state": publication.state,
        "version": version.number,
        **{name: node.name if node is not None else None for name, node in nodes.items()},
        "language": version.language,
        "abstract": version.abstract,
        "text": version.body_text,
    }


def as_jsonl(publications: Iterable[Publication]) -> Iterator[bytes]:
    """One object a line."""
    for one in publications:
        yield json.dumps(row(one), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def as_csv(publications: Iterable[Publication]) -> Iterator[bytes]:
    """With a head; what a spreadsheet would take for a formula is shown as text."""
    writer = csv.writer(_Line())
    yield (BOM + str(writer.writerow(FIELDS))).encode()
    for one in publications:
        values = row(one)
        yield str(writer.writerow([safe(_cell(values[name])) for name in FIELDS])).encode()


def packed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same as gzip, piece by piece: memory does not grow with the list."""
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    waiting: list[bytes] = []
    size = 0
    for piece in pieces:
        if done := packer.compress(piece):
            waiting.append(done)
            size += len(done)
        if size >= PIECE:
            yield b"".join(waiting)
            waiting, size = [], 0
    yield b"".join((*waiting, packer.flush()))


class _Line:
    """A file for the csv writer that hands each line straight back."""

    def write(self, text: str) -> str:
        return text


def _cell(value: Any) -> Any:
    return "、".join(value) if isinstance(value, list) else value  # 中文


def _moment(moment: Any) -> str | None:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else None
