"""签署与密钥的核对: heads as they stand in the table or in files kept elsewhere, and the register of keys."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from . import keys, offline
from .models import Head

if TYPE_CHECKING:
    from .checking import Fault


NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class SignedHead:
    """账本签署 — what a note says, what is wrong with it, and where it comes from."""

    number: int
    size: int
    root: bytes
    at: datetime
    previous: bytes
    digest: bytes
    fault: str = ""
    source: str = ""

    def __str__(self) -> str:
        return f"{self.source}head {self.number}"


def heads_of() -> list[SignedHead]:
    """The heads of the table, by their numbers; a row that differs from its own note has that as its fault."""
    known = offline.read_keys(keys.register())
    return [_of_row(one, known) for one in Head.objects.order_by("number").iterator(chunk_size=2000)]


def _of_row(row: Head, known: Sequence[offline.Key]) -> SignedHead:
    found = _of_note(row.number, row.note, known)
    if not found.fault and (found.size, found.root, found.at) != (row.size, bytes(row.root), row.at):
        return SignedHead(
            row.number,
            row.size,
            bytes(row.root),
            row.at,
            found.previous,
            found.digest,
            "columns differ from the note",
        )
    if found.fault:
        return SignedHead(
            row.number, row.size, bytes(row.root), row.at, found.previous, found.digest, found.fault
        )
    return found


def _of_note(number: int, note: str, known: Sequence[offline.Key], source: str = "") -> SignedHead:
    digest = offline.sha256(note.encode())
    try:
        said, mark, signature = offline.read_note(note)
    except offline.ProofError as error:
        return SignedHead(number, 0, b"", NEVER, b"", digest, str(error), source)
    fault = _signature_fault(said, mark, signature, known)
    return SignedHead(number, said.size, said.root, said.at, said.previous, digest, fault, source)


def _signature_fault(
    said: offline.Checkpoint, mark: bytes, signature: bytes, known: Sequence[offline.Key]
) -> str:
    """As offline.check_note does it, with the fast signatures of a library."""
    key = next((one for one in known if one.mark == mark), None)
    if key is None:
        return "signed by a key that is not registered"
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, said.text.encode())
    except InvalidSignature:
        return "the signature does not hold"
    if (key.since and said.at < key.since) or (key.until and said.at >= key.until):
        return "signed outside the time of its key"
    return ""


def kept_heads(paths: Iterable[Path]) -> Iterator[SignedHead]:
    """Heads that were kept elsewhere: files of one head, of one head a line, notes, or folders of such files.

    They are checked against the present register of keys and against the keys that were kept beside them.
    """
    for path in paths:
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        known = offline.read_keys(keys.register())
        for file in files:
            if file.name == "keys.json":
                known += offline.read_keys(json.loads(file.read_text(encoding="utf-8")))
        for file in files:
            if file.suffix in {".json", ".ndjson", ".txt"} and file.name != "keys.json":
                yield from (_of_note(number, note, known, f"{file}: ") for number, note in _notes(file))


def _notes(file: Path) -> Iterator[tuple[int, str]]:
    """The notes of a file with their numbers; a note that stands alone has none."""
    text = file.read_text(encoding="utf-8")
    if not text.lstrip().startswith("{"):
        yield 0, text
        return
    lines: Iterable[str] = text.splitlines() if file.suffix == ".ndjson" else [text]
    for line in lines:
        if line.strip():
            data: dict[str, Any] = json.loads(line)
            yield int(data.get("number", 0)), str(data["note"])


def key_faults() -> Iterator[Fault]:
    """Keys that the one before did not endorse."""
    from .checking import Fault

    known = offline.read_keys(keys.register())
    for number, (before, one) in enumerate(pairwise(known), 2):
        if not offline.is_endorsed(one, before):
            yield Fault("key", f"key {number} ({one.mark.hex()}) is not endorsed by the one before")
