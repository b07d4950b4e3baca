"""批量扫描件: what came from the scanner, taken apart at separator pages and assigned to materials.

A separator page carries the barcode ``MAT:<key>`` of a material; a receipt slip in the pile carries the number of
the case and is laid aside. What has no separator before it waits for the clerk to say what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import Refused
from yimen.kernel.documents import scanned
from yimen.kernel.documents.intake import Received, receive

from .limits import upload_limits
from .models import Application

PREFIX = "MAT:"
SALT = "approvals.scans"
HOURS = 4
FORMATS = ("pdf", "jpg", "png")


@dataclass(frozen=True)
class Piece:
    """扫描件 — one document of the pile; ``key`` is the material it belongs to, where a separator says so."""

    name: str
    received: Received | None
    key: str = ""
    problem: str = ""
    is_known: bool = False


def pieces(application: Application, files: Iterable[UploadedFile[Any]], at: datetime) -> list[Piece]:
    """Every document in the files; a file that cannot be taken is told by itself and stops none of the others."""
    known = set(
        application.materials.filter(replaced_at__isnull=True, file__isnull=False).values_list(
            "file_id", flat=True
        )
    )
    found: list[Piece] = []
    for file in files:
        for piece in _of_file(application, file, at):
            digest = piece.received.sha256 if piece.received else ""
            found.append(
                Piece(piece.name, piece.received, piece.key, piece.problem, bool(digest) and digest in known)
            )
            known.add(digest)
    return found


def token(piece: Piece) -> str:
    """The piece as a form carries it: signed, so that nobody attaches what was not taken in here."""
    return signing.dumps(asdict(piece.received) if piece.received else {}, salt=SALT)


def taken_in(text: str) -> Received | None:
    """What a token stands for; None when it is too old or not ours."""
    try:
        facts: dict[str, Any] = signing.loads(text, salt=SALT, max_age=HOURS * 3600)
    except signing.BadSignature:
        return None
    return Received(**facts) if facts else None


def _of_file(application: Application, file: UploadedFile[Any], at: datetime) -> list[Piece]:
    name, limits = str(file.name), upload_limits(local_day(at))
    raw = file.read()
    keys = {one.key for one in application.version.body.materials}
    try:
        whole = receive(raw, filename=name, formats=FORMATS, limits=limits)
        if whole.media_type != "application/pdf" or (whole.pages or 1) < 2:
            return [Piece(name, whole)]
        parts = split(raw, keys, application.number)
        if parts is None:
            return [Piece(name, whole)]
        return [
            Piece(_part_name(name, index), _part(raw, pages, _part_name(name, index)), key)
            for index, (key, pages) in enumerate(parts, 1)
        ]
    except Refused as refusal:
        return [Piece(name, None, problem=str(refusal))]


def _part(raw: bytes, pages: Sequence[int], name: str) -> Received:
    return receive(scanned.some_pages(raw, pages), filename=name, formats=FORMATS)


def _part_name(name: str, index: int) -> str:
    stem = name.rsplit(".", 1)[0]
    return _("%(stem)s（第%(index)s份）.pdf") % {"stem": stem, "index": index}


def split(raw: bytes, keys: set[str], number: str) -> list[tuple[str, list[int]]] | None:
    """The pages between separators with the material each separator names; None when there is no separator."""
    found: list[tuple[str, list[int]]] = [("", [])]
    separators = 0
    for page in range(scanned.page_count(raw)):
        code = scanned.barcode_on(raw, page)
        if code.startswith(PREFIX) and code.removeprefix(PREFIX) in keys:
            found.append((code.removeprefix(PREFIX), []))
            separators += 1
        elif code and code == number:
            separators += 1
        else:
            found[-1][1].append(page)
    return [(key, pages) for key, pages in found if pages] if separators else None
