"""The readers: a file of a known kind to its text. Run as a process; knows no Django, so that it starts quickly.

python -m yimen.modules.disclosure.extraction.readers KIND PATH    writes JSON: {"text": …} or {"why": code}
"""

from __future__ import annotations

import json
import re
import resource
import sys
import zipfile
from collections.abc import Callable, Iterator

from yimen.modules.disclosure import texts

LONGEST = 5_000_000
MEMORY = 2 * 1024**3
UNPACKED = 512 * 1024**2
RATIO = 200
CELLS = 2_000_000
DIVIDING = re.compile(
    r"<(/?)(?:div|section|article|header|footer|main|aside|h1|h5|h6|pre)\b[^<>]{0,2000}>", re.IGNORECASE
)
"""Elements that end a line and that clean texts do not know: without them words of two blocks would run together."""
MEDIA = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "text/html": "html",
    "text/plain": "txt",
    "text/csv": "txt",
}


class Unreadable(Exception):  # noqa: N818 - a finding about a file
    """无法提取 — why a file gives no text: encrypted, broken, bomb, macros, a page too long or too deep."""


def is_readable(media_type: str) -> bool:
    return media_type in MEDIA


def read(kind: str, path: str) -> str:
    """The text, cut at five million characters; raises Unreadable, or whatever a broken file makes a parser raise."""
    pieces: list[str] = []
    size = 0
    for piece in READERS[kind](path):
        pieces.append(piece)
        size += len(piece) + 1
        if size > LONGEST:
            break
    return "\n".join(pieces)[:LONGEST].strip()


def _pdf(path: str) -> Iterator[str]:
    from pypdf import PdfReader

    reader = PdfReader(path)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("encrypted")
    for page in reader.pages:
        yield page.extract_text()


def _docx(path: str) -> Iterator[str]:
    from docx import Document
    from docx.table import Table

    _require_sane(path)
    for block in Document(path).iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield " ".join(cell.text for cell in row.cells)
        else:
            yield block.text


def _xlsx(path: str) -> Iterator[str]:
    from openpyxl import load_workbook

    _require_sane(path)
    book = load_workbook(path, read_only=True, data_only=True)
    seen = 0
    for sheet in book.worksheets:
        yield sheet.title
        for row in sheet.iter_rows(values_only=True):
            seen += len(row)
            if seen > CELLS:
                return
            words = [str(one) for one in row if one is not None]
            if words:
                yield " ".join(words)


def _html(path: str) -> Iterator[str]:
    """A page is parsed whole, so it is measured before: so long, so deep; how long it takes is bounded by reading.py."""
    given = _decoded(path)
    if len(given) > texts.LONGEST:
        raise Unreadable("long_page")
    if texts.is_too_deep(given):
        raise Unreadable("deep_page")
    yield texts.plain(texts.clean("<p></p>" + DIVIDING.sub(r"<\1p>", given)))


def _txt(path: str) -> Iterator[str]:
    yield _decoded(path)


def _decoded(path: str) -> str:
    """UTF-8 or UTF-16 by its mark, UTF-8 without one, else GB 18030."""
    with open(path, "rb") as file:
        content = file.read(LONGEST * 4)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")


def _require_sane(path: str) -> None:
    """Asks the directory of the archive before anything is unpacked."""
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
    unpacked, packed = sum(one.file_size for one in entries), sum(one.compress_size for one in entries)
    if unpacked > UNPACKED or unpacked > max(1, packed) * RATIO + 1_000_000:
        raise Unreadable("bomb")
    if any(one.filename.lower().endswith("vbaproject.bin") for one in entries):
        raise Unreadable("macros")


READERS: dict[str, Callable[[str], Iterator[str]]] = {
    "pdf": _pdf,
    "docx": _docx,
    "xlsx": _xlsx,
    "html": _html,
    "txt": _txt,
}


def main(kind: str, path: str) -> None:
    """One file; what a parser cannot bear is a finding, not a crash."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        found = {"text": read(kind, path)}
    except Unreadable as why:
        found = {"why": str(why)}
    except MemoryError:
        found = {"why": "too_large"}
    except Exception:  # the parsers raise anything on a broken file
        found = {"why": "broken"}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
