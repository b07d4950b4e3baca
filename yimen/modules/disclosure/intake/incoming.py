"""来件 — one document that comes from outside, in the one form that every reader gives and the act takes in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from yimen.kernel.base.refusals import RuleBroken


@dataclass(frozen=True)
class Place:
    """Where a document stands: file, line or row, column; for who mends it."""

    file: str = ""
    line: int | None = None
    column: str = ""


class Faulty(RuleBroken):
    """有错误 — a document that cannot be taken in, with its place and what is wrong."""

    code = "faulty"

    def __init__(self, message: str, place: Place) -> None:
        super().__init__(message)
        self.place = place


@dataclass(frozen=True)
class Incoming:
    """来件 — what a document says of itself. ``key`` names it in its source; ``family`` is one for all its versions."""

    key: str
    title: str
    created_on: date
    body: str = ""
    abstract: str = ""
    family: str = ""
    document_number: str = ""
    issuer: str = ""
    effective_on: date | None = None
    expires_on: date | None = None
    published_at: datetime | None = None
    has_validity: bool = False
    url: str = ""
    topic: str = ""
    codes: dict[str, str] = field(default_factory=dict)
    """Classification by scheme: code of the node."""
    files: tuple[str, ...] = ()
    """Names of files that belong to it, in the same folder or archive."""
    language: str = "zh-Hans"
    place: Place = Place()

    @property
    def family_key(self) -> str:
        return self.family or self.key


def read_day(text: str, place: Place) -> date | None:
    """2008-05-01, 2008/5/1, 2008年5月1日, 20080501; None for nothing; raises Faulty for what is no day."""
    plain = (
        text.strip()
        .replace("年", "-")  # 中文
        .replace("月", "-")  # 中文
        .removesuffix("日")  # 中文
        .replace("/", "-")
        .replace(".", "-")
    )
    if not plain:
        return None
    parts = (
        [plain[:4], plain[4:6], plain[6:]] if len(plain) == 8 and plain.isdecimal() else plain[:10].split("-")
    )
    try:
        year, month, day = (int(one) for one in parts)
        return date(year, month, day)
    except ValueError as error:
        said = _("“%(text)s”不是日期。请写成 2008-05-01 的形式。") % {"text": text[:40]}
        raise Faulty(said, place) from error
