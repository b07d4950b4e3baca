"""接收 — the one door for files that people bring: examined, scanned, stored; the act then keeps them.

The slow part is here, before the act; ``actions.keep_file`` notes the file inside it.
"""

import io
import unicodedata
from dataclasses import dataclass
from typing import IO

from . import content, scanner, store
from .content import DEFAULT_LIMITS, Limits

LONGEST_NAME = 120


@dataclass(frozen=True)
class Received:
    """收到的文件 — content in the store, with the name that people know it by."""

    sha256: str
    size: int
    media_type: str
    filename: str
    pages: int | None = None


def receive(
    given: bytes | IO[bytes], *, filename: str, formats: tuple[str, ...] = (), limits: Limits = DEFAULT_LIMITS
) -> Received:
    """Takes a file in. Raises RuleBroken, with what to do, when it cannot be taken; then nothing is stored."""
    stream = io.BytesIO(given) if isinstance(given, bytes) else given
    examined = content.examine(stream, filename=filename, formats=formats, limits=limits)
    scanner.require_clean(stream)
    stored = store.put(stream, limit=limits.size)
    name = clean_name(filename, examined.kind)
    return Received(stored.sha256, stored.size, examined.media_type, name, examined.pages)


def clean_name(filename: str, kind: str) -> str:
    """The last part of the name without characters that mislead or break, at most 120, ending in its true kind."""
    last = unicodedata.normalize("NFC", filename.replace("\\", "/").rsplit("/", 1)[-1])
    plain = "".join(
        one for one in last if unicodedata.category(one)[0] != "C" and one not in '<>:"|?*'
    ).strip(" .")
    stem = plain.rsplit(".", 1)[0] if "." in plain else plain
    return f"{stem[:LONGEST_NAME] or 'file'}.{kind}"
