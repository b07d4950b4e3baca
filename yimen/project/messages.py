"""`python -m yimen.project.messages`: compile the translations (.po to .mo) without gettext's tools.

A fresh machine has no msgfmt, and a compiled file has no place among the sources. The form of a .mo file: GNU
gettext's manual, "The Format of GNU MO Files".
"""

from __future__ import annotations

import ast
import re
import struct
from collections.abc import Iterator
from pathlib import Path

MAGIC = 0x950412DE
LOCALE = Path(__file__).resolve().parents[1] / "locale"
KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)\s+(\".*\")$")


def compile_all(locale: Path = LOCALE) -> list[Path]:
    """Compile each .po whose .mo is missing or older; the compiled files are returned."""
    done = []
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            fresh = target.with_suffix(".mo.new")
            fresh.write_bytes(compiled(source.read_text(encoding="utf-8")))
            fresh.replace(target)
            done.append(target)
    return done


def compiled(text: str) -> bytes:
    """The .mo bytes of a .po text; fuzzy and untranslated messages are left out."""
    messages = sorted((key.encode(), value.encode()) for key, value in entries(text) if value.strip("\0"))
    keys, values = b"", b""
    places: list[tuple[int, int, int, int]] = []
    for key, value in messages:
        places.append((len(key), len(keys), len(value), len(values)))
        keys += key + b"\0"
        values += value + b"\0"
    count = len(messages)
    start = 7 * 4 + 16 * count
    head = struct.pack("<7I", MAGIC, 0, count, 28, 28 + 8 * count, 0, start)
    head += b"".join(struct.pack("<2I", size, start + at) for size, at, _, _ in places)
    head += b"".join(struct.pack("<2I", size, start + len(keys) + at) for _, _, size, at in places)
    return head + keys + values


def entries(text: str) -> Iterator[tuple[str, str]]:
    """Key and translation of each entry: the key carries the context and the plural, as gettext reads it."""
    for entry in re.split(r"\n\s*\n", text):
        fields, flags = _fields(entry)
        if "msgid" not in fields or "fuzzy" in flags:
            continue
        key = fields["msgid"]
        if "msgctxt" in fields:
            key = fields["msgctxt"] + "\x04" + key
        if "msgid_plural" in fields:
            key += "\0" + fields["msgid_plural"]
        yield key, "\0".join(value for name, value in sorted(fields.items()) if name.startswith("msgstr"))


def _fields(entry: str) -> tuple[dict[str, str], str]:
    fields: dict[str, str] = {}
    flags = name = ""
    for line in entry.splitlines():
        if line.startswith("#,"):
            flags += line
        elif found := KEYWORD.match(line):
            name = found[1]
            fields[name] = ast.literal_eval(found[2])
        elif line.startswith('"') and name:
            fields[name] += ast.literal_eval(line)
    return fields, flags


if __name__ == "__main__":
    compile_all()
