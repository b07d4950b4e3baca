"""环环相扣: whether an entry of the record is what it was, recomputed from the row alone."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from yimen.kernel.audit.models import Entry


@dataclass(frozen=True)
class LinkCheck:
    """核验结果 — the hash recomputed, and the link to the entry before."""

    computed: str
    is_own_hash_right: bool
    is_link_right: bool

    @property
    def is_right(self) -> bool:
        return self.is_own_hash_right and self.is_link_right


def computed_hash(entry: Entry) -> bytes:
    """SHA-256 over four lines: the hash before (hex), the number, the time of recording, the body."""
    lines = (bytes(entry.previous_hash).hex(), str(entry.seq), entry.recorded_text, entry.body)
    return hashlib.sha256("\n".join(lines).encode()).digest()


def check(entry: Entry, before: Entry | None) -> LinkCheck:
    """Compares an entry with its own hash and with the entry before it; the first one of a chain has none."""
    computed = computed_hash(entry)
    expected = bytes(before.hash) if before is not None else b""
    is_first = entry.seq == 1
    return LinkCheck(
        computed=computed.hex(),
        is_own_hash_right=computed == bytes(entry.hash),
        is_link_right=bytes(entry.previous_hash) == expected and is_first == (before is None),
    )
