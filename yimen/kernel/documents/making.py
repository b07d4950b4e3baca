"""制文 — makes official documents as tagged PDF/A-2a, the same bytes for the same data."""

import io
import json
import threading
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from . import barcode
from .fonts import FontSet, font_set
from .papers import PAPERS

TEMPLATES = Path(__file__).parent / "typst"
STANDARDS = ["a-2a"]
WITH_BARCODE = frozenset({"receipt_slip", "registration_slip"})
"""Slips that come back to the counter: the number of the case stands on them for scanners too."""
LONGEST_TEXT = 200_000
_local = threading.local()


@dataclass(frozen=True)
class SealPlace:
    """用印位置 — the centre of the organ's name and date, in points from the top left of its page.

    Pages count from 1.
    """

    page: int
    x: float
    y: float
    page_height: float


@dataclass(frozen=True)
class Made:
    """文书文件 — a document that was made, and where its seals go: that of the first organ, then those beside it."""

    pdf: bytes
    places: tuple[SealPlace, ...]

    @property
    def place(self) -> SealPlace:
        return self.places[0]


def make_pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """The PDF of a document; see fields.py for the data of each template."""
    return make(template, data).pdf


def make(template: str, data: Mapping[str, Any]) -> Made:
    """The PDF of a document and its seal place.

    Raises KeyError for an unknown template and ValueError where a needed field is absent:
    both are mistakes of the caller.
    """
    paper = PAPERS[template]
    missing = sorted(paper.needed - data.keys())
    if missing:
        raise ValueError(f"{template} needs {', '.join(missing)}")
    fonts = font_set(str(getattr(settings, "YIMEN_FONTS", "") or ""))
    shown = _showable(dict(data), fonts.shown)
    if data.get("verify_url"):
        shown["qr"] = qr_svg(str(data["verify_url"]))
    if template in WITH_BARCODE and data.get("case_no"):
        shown["barcode"] = barcode.svg(str(data["case_no"]))
    compiler = _compiler(template, fonts)
    pdf = compiler.compile(
        format="pdf",
        sys_inputs={"data": json.dumps(shown, ensure_ascii=False, default=str), "fonts": _families(fonts)},
        pdf_standards=STANDARDS,
        timestamp=_moment(str(data["date"])),
    )
    places = json.loads(compiler.query("<seal-place>", field="value"))
    return Made(pdf, tuple(SealPlace(**place) for place in places))


@lru_cache(maxsize=1)
def examples() -> Mapping[str, dict[str, Any]]:
    """The example of every template: invented data, shown as specimens and rendered in the tests."""
    return tomllib.loads((TEMPLATES / "examples.toml").read_text(encoding="utf-8"))


def _compiler(template: str, fonts: FontSet) -> Any:
    """One compiler a template, a font set and a thread: it keeps what it has parsed."""
    import typst

    compilers: dict[tuple[str, tuple[str, ...]], Any] = _local.__dict__.setdefault("compilers", {})
    key = (template, fonts.folders)
    if key not in compilers:
        compilers[key] = typst.Compiler(
            str(TEMPLATES / f"{template}.typ"),
            root=str(TEMPLATES),
            font_paths=list(fonts.folders),
            ignore_system_fonts=True,
        )
    return compilers[key]


@lru_cache(maxsize=4)
def _families(fonts: FontSet) -> str:
    return json.dumps({"body": fonts.body, "song": fonts.song, "hei": fonts.hei}, sort_keys=True)


def _moment(date: str) -> int:
    """The file's own time is midnight of the document's date: never the machine's clock."""
    try:
        return int(datetime.fromisoformat(date[:10]).replace(tzinfo=UTC).timestamp())
    except ValueError:
        return 0


@lru_cache(maxsize=64)
def qr_svg(address: str) -> str:
    """A QR code (level M) as SVG text without a border, as large as the place where it is put."""
    import segno

    picture = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(picture, kind="svg", xmldecl=False, nl=False, border=0, omitsize=True)
    return picture.getvalue().decode()


def _showable(value: Any, shown: frozenset[int]) -> Any:
    """What can be printed of the data: NFC, no control characters, 〓 with its code for what no font has."""
    if isinstance(value, str):
        return _printable(value[:LONGEST_TEXT], shown)
    if isinstance(value, Mapping):
        return {str(key): _showable(item, shown) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_showable(item, shown) for item in value]
    return value


def _printable(text: str, shown: frozenset[int]) -> str:
    return "".join(_print(character, shown) for character in unicodedata.normalize("NFC", text))


def _print(character: str, shown: frozenset[int]) -> str:
    if character == "\n" or ord(character) in shown:
        return character
    category = unicodedata.category(character)
    if category in {"Zs", "Zl", "Zp"} or character == "\t":
        return " "
    if category.startswith("C") and category != "Co":
        return ""
    if category == "Mn" or 0xFE00 <= ord(character) <= 0xFE0F:
        return ""
    return f"〓[U+{ord(character):04X}]"
