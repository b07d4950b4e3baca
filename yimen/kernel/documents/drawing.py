"""制文的数据 — what is fixed when a document is drawn up: its data with code and address, and their hash."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from .papers import PAPERS

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32 letters and digits that are not mistaken for one another
CODE_LENGTH = 16  # 80 bits


def new_verify_code() -> str:
    """A code that nobody guesses: 16 of 32 characters from the system's random source."""
    return "".join(secrets.choice(LETTERS) for _place in range(CODE_LENGTH))


def normal_code(text: str) -> str:
    """A code as people type it, in its normal form: upper case without spaces, hyphens or signs."""
    return "".join(one for one in text.upper() if one in LETTERS)[: CODE_LENGTH + 1]


def grouped(code: str) -> str:
    """ABCD EFGH …, as it is printed."""
    return " ".join(code[place : place + 4] for place in range(0, len(code), 4))


def verify_url(code: str) -> str:
    return f"{settings.SITE_URL}/verify/{code}/"


def whole_data(data: Mapping[str, Any], *, code: str, number: str | None) -> dict[str, Any]:
    """The caller's data with number, code and address of verification."""
    return {
        **data,
        "number": data.get("number") or number or "",
        "verify_url": verify_url(code),
        "verify_code": grouped(code),
        "verify_site": urlsplit(settings.SITE_URL).netloc,
    }


def data_hash(kind: str, version: int, data: Mapping[str, Any]) -> str:
    """SHA-256 over kind, template version and data as sorted JSON."""
    text = json.dumps([kind, version, data], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def title_of(kind: str, data: Mapping[str, Any]) -> str:
    """The title that the document carries: the caller's own, or that of its template."""
    if kind == "decision" and not data.get("title"):
        return "准予行政许可决定书" if data.get("outcome") == "granted" else "不予行政许可决定书"
    return str(data.get("title") or PAPERS[kind].title)


def day(data: Mapping[str, Any], field: str) -> date | None:
    """A date of the data, or None where there is none."""
    text = str(data.get(field) or "")
    return date.fromisoformat(text[:10]) if text else None
