"""The index: a disposable copy of what can be found, made for speed, on each machine its own.

It lies in a folder of its own below settings.YIMEN_SEARCH; ``current`` names the one that answers. A new one is
built beside it and takes its place in one step, so that the search goes on meanwhile. What it is made of:

- ``text``: every pair of neighbouring characters of the folded text, with places. A phrase of pairs is a substring.
- ``chars``: every character once, for questions of one character; ``frequent``: see frequent.py.
- ``title``, ``title_chars``, ``title_frequent``, ``title_whole``: the same of the title alone; ``sound``, ``initials``: how it sounds.
- ``identifier``, ``facet``, ``allowed``: terms as they are. ``row``, ``family``, ``day``, ``entered``, ``prior``: columns.
"""

from __future__ import annotations

import hashlib
import operator
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path

import tantivy
from django.conf import settings

from yimen.kernel.base.days import local_day
from yimen.kernel.base.ids import new_id

from .documents import PUBLIC
from .folding import CUT, folded
from .frequent import Frequent
from .identifiers import keys

FORMAT = 2
"""Grows when the fields or the folding change: an index of another format is not opened but built anew."""
LIMITED = "*limited"
"""The term of documents that not everybody may find."""
EPOCH = date(1970, 1, 1)
DOUBLED_IN_DAYS = 24 * 365.25
OLDEST = date(1990, 1, 1)
LOWERED = 0.5
TITLE_LONGEST = 1000


@dataclass(frozen=True)
class Row:
    """A row of search_document as the index needs it: its folded text, the title first, and how the title sounds."""

    id: int
    source: str
    key: str
    version: int
    is_gone: bool
    title: str
    title_en: str
    comparable: str
    sound: str
    identifiers: Sequence[str]
    facets: dict[str, list[str]]
    dated_on: date | None
    in_force: bool
    family: str
    audience: Sequence[str]
    weight: float
    entered_at: datetime


def schema() -> tantivy.Schema:
    """The fields; whoever changes them raises FORMAT."""
    builder = tantivy.SchemaBuilder()
    for name in ("text", "title", "sound", "initials"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in ("chars", "title_chars"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for name in ("frequent", "title_frequent", "title_whole", "identifier", "allowed", "place"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("facet", tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("row", "family"):
        builder.add_unsigned_field(name, fast=True)
    for name in ("day", "entered"):
        builder.add_integer_field(name, fast=True, indexed=name == "entered")
    builder.add_float_field("prior", fast=True)
    return builder.build()


def place(source: str, key: str) -> str:
    """The term by which a document is replaced or taken out."""
    return f"{source}/{key}"


def pairs(plain: str) -> list[str]:
    """The neighbouring characters of a folded text."""
    return list(map(operator.add, plain, islice(plain, 1, None)))


def family_number(family: str) -> int:
    """The family as a number for a column; 0 for none."""
    return int.from_bytes(hashlib.blake2b(family.encode(), digest_size=7).digest()) if family else 0


def day_number(day: date | None) -> int:
    """Days since 1970; what has no date comes last."""
    return (day - EPOCH).days if day is not None else -(10**6)


def prior(row: Row) -> float:
    """What a document weighs before anybody asks, as the column that tantivy reads (score x log2(2 + value)).

    What is newer weighs more, twice as much as what is 24 years older; what has no date is as new as it came in.
    What is not in force weighs half.
    """
    age = max(((row.dated_on or local_day(row.entered_at)) - OLDEST).days, 0)
    recency = min(2.0 ** (age / DOUBLED_IN_DAYS), 4.0)
    factor = 2.0 * recency * min(max(row.weight, 1.0), 4.0)
    return float(2.0 ** (factor if row.in_force else factor * LOWERED) - 2.0)


def entry(row: Row, frequent: Frequent) -> tantivy.Document:
    """The row as the index keeps it."""
    made = tantivy.Document()
    title = folded(row.title[:TITLE_LONGEST])
    english = folded(row.title_en[:TITLE_LONGEST])
    names = f"{title}{CUT}{CUT}{english}" if english else title
    _add_text(made, names, "title", frequent)
    _add_text(made, row.comparable, "text", frequent)
    for exact in filter(None, (title, english)):
        made.add_text("title_whole", exact)
    made.add_text("sound", row.sound)
    made.add_text("initials", " ".join(pairs("".join(one[0] for one in row.sound.split()))))
    for one in row.identifiers:
        for key in keys(one):
            made.add_text("identifier", key)
    _add_terms(made, row)
    _add_columns(made, row)
    return made


def _add_text(made: tantivy.Document, plain: str, field: str, frequent: Frequent) -> None:
    """A folded text under the names of its kind: pairs with places, single characters, frequent runs."""
    neighbours = pairs(plain)
    before = "" if field == "text" else f"{field}_"
    made.add_text(field, " ".join(neighbours))
    made.add_text(f"{before}chars", " ".join(set(plain)))
    for run in frequent.found_in(plain, neighbours):
        made.add_text(f"{before}frequent", run)


def _add_terms(made: tantivy.Document, row: Row) -> None:
    made.add_text("place", place(row.source, row.key))
    made.add_text("facet", f"source={row.source}")
    for code, values in row.facets.items():
        for value in values:
            made.add_text("facet", f"{code}={value}")
    if PUBLIC not in row.audience:
        made.add_text("allowed", LIMITED)
        for one in row.audience:
            made.add_text("allowed", one)


def _add_columns(made: tantivy.Document, row: Row) -> None:
    made.add_unsigned("row", row.id)
    made.add_unsigned("family", family_number(row.family))
    made.add_integer("day", day_number(row.dated_on))
    made.add_integer("entered", int(row.entered_at.timestamp()))
    made.add_float("prior", prior(row))


# --- folders


def root() -> Path:
    """Where the indexes of this machine lie."""
    return Path(settings.YIMEN_SEARCH)


def current() -> Path | None:
    """The folder of the index that answers; None while there is none of today's format."""
    try:
        name = (root() / "current").read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return root() / name if name.startswith(f"v{FORMAT}-") else None


def new_folder() -> Path:
    """An empty folder for an index that is to be built."""
    made = root() / f"v{FORMAT}-{new_id().hex}"
    made.mkdir(parents=True)
    return made


def switch_to(folder: Path) -> None:
    """From now on this one answers; older ones are removed (who still reads them has them open)."""
    written = root() / f"current.{new_id().hex}"
    written.write_text(folder.name, encoding="utf-8")
    written.replace(root() / "current")
    for other in root().glob("v*-*"):
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)


def position(folder: Path) -> int:
    """Up to which version of the documents the index has followed; 0 when nobody knows."""
    try:
        return int((folder / "position").read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return 0


def note_position(folder: Path, version: int) -> None:
    """Written after the commit: after a crash between both, the same documents are simply indexed again."""
    written = folder / "position.new"
    written.write_text(str(version), encoding="utf-8")
    written.replace(folder / "position")


def frequent_of(folder: Path) -> Frequent:
    """The frequent runs that the index was built with."""
    try:
        return Frequent((folder / "frequent").read_text(encoding="utf-8").split("\n")[:-1])
    except FileNotFoundError:
        return Frequent()


def note_frequent(folder: Path, frequent: Frequent) -> None:
    (folder / "frequent").write_text("".join(f"{run}\n" for run in sorted(frequent.runs)), encoding="utf-8")
