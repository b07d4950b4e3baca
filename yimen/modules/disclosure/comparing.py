"""版本比较 — two texts side by side: which paragraphs stayed, went, came, or were changed word by word."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.html import escape
from django.utils.safestring import SafeString

from .models import PublicationVersion

FIELDS = (
    "title", "abstract", "document_number", "created_on", "effective_on", "expires_on", "openness", "responsible_unit",
)  # fmt: skip
MOST = 5000
LONGEST = 4000


@dataclass(frozen=True)
class Line:
    """对照行 — a paragraph on each side; ``kind`` is same, gone, new or changed."""

    kind: str
    left: SafeString
    right: SafeString


def fields(left: PublicationVersion, right: PublicationVersion) -> list[tuple[object, object, object]]:
    """The metadata that differ, with their names."""
    return [
        (PublicationVersion._meta.get_field(name).verbose_name, getattr(left, name), getattr(right, name))  # type: ignore[union-attr]
        for name in FIELDS
        if getattr(left, name) != getattr(right, name)
    ]


def lines(left: str, right: str) -> list[Line]:
    """Paragraph by paragraph."""
    before, after = _paragraphs(left), _paragraphs(right)
    found: list[Line] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Line("same", _plain(one), _plain(one)) for one in before[a:b]]
            continue
        gone, came = before[a:b], after[c:d]
        paired = min(len(gone), len(came))
        found += [_changed(gone[n], came[n]) for n in range(paired)]
        found += [Line("gone", _plain(one), SafeString("")) for one in gone[paired:]]
        found += [Line("new", SafeString(""), _plain(one)) for one in came[paired:]]
    return found


def _paragraphs(text: str) -> list[str]:
    return [one.strip() for one in text.split("\n") if one.strip()][:MOST]


def _changed(left: str, right: str) -> Line:
    """What differs is marked within both; paragraphs that are too long are shown whole."""
    if max(len(left), len(right)) > LONGEST:
        return Line("changed", _plain(left), _plain(right))
    before, after = "", ""
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            before, after = before + escape(left[a:b]), after + escape(right[c:d])
            continue
        before += f"<del>{escape(left[a:b])}</del>" if b > a else ""
        after += f"<ins>{escape(right[c:d])}</ins>" if d > c else ""
    return Line("changed", SafeString(before), SafeString(after))


def _plain(text: str) -> SafeString:
    return SafeString(escape(text))
