"""查验结论 — one sentence on a document for whoever asks, from our register and from the file itself."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.kernel.base.refusals import Text
from yimen.kernel.base.text import masked_name
from yimen.kernel.web.words import named

from . import queries
from .models import Document
from .states import Standing
from .store import Damaged
from .verification import Outcome, Verdict, verify

log = logging.getLogger(__name__)

BODY_ENDINGS = tuple(Path(__file__).with_name("body_endings.txt").read_text(encoding="utf-8").split())
STANDINGS: Mapping[str, tuple[str, Text]] = {
    Standing.IN_FORCE: ("success", gettext_lazy("文书真实有效：由%(org)s用印，目前有效。")),
    Standing.NOT_YET: ("warning", gettext_lazy("文书是真实的，由%(org)s用印，但还没有到生效日期。")),
    Standing.EXPIRED: ("warning", gettext_lazy("文书是真实的，由%(org)s用印，但有效期已过。")),
    Standing.REVOKED: ("error", gettext_lazy("文书已由%(org)s撤销，不再有效。")),
    Standing.SUPERSEDED: ("error", gettext_lazy("文书已由%(org)s用新的文书替换，不再有效。")),
    Standing.UNSEALED: ("warning", gettext_lazy("文书由%(org)s制作，尚未用印，还不产生效力。")),
}
BROKEN: Mapping[str, tuple[str, Text]] = {
    Outcome.GENUINE: (
        "warning",
        gettext_lazy("文件的签章有效，但登记册里没有这份文件，不能确认它目前是否有效。请向签章机关核实。"),
    ),
    Outcome.CHANGED: ("error", gettext_lazy("文件在用印之后被改动过，不能作为原件使用。")),
    Outcome.REVOKED: ("error", gettext_lazy("文件所用印章在用印之前已经停用，签章无效。")),
    Outcome.FOREIGN: ("warning", gettext_lazy("文件有签章，但不是本市机关的印章，无法确认签章人。")),
    Outcome.UNSIGNED: (
        "warning",
        gettext_lazy("文件没有电子签章。它可能是草稿、扫描件或者照片，请上传原电子文件，或者用查验码查询。"),
    ),
    Outcome.UNREADABLE: ("error", gettext_lazy("文件无法查验：它不是完整的 PDF 文件。请重新下载后再试。")),
}


@dataclass(frozen=True)
class Finding:
    """结论 — the sentence and the evidence that may be shown to anybody: personal data are masked."""

    outcome: str
    tone: str
    sentence: str
    kind: str = ""
    title: str = ""
    number: str = ""
    org: str = ""
    holder: str = ""
    standing: str = ""
    sealed_at: datetime | None = None
    paper_sealed_at: datetime | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    ended_at: datetime | None = None
    prolonged: str = ""
    sha256: str = ""
    verdict: Verdict | None = None

    @property
    def is_known(self) -> bool:
        return bool(self.title)

    @property
    def is_in_force(self) -> bool:
        return self.outcome == Standing.IN_FORCE


def for_code(code: str, *, on: date) -> Finding:
    """Our register on a code, with the check of the file that we hold."""
    document = queries.by_code(code)
    if document is None:
        return unknown()
    verdict = None
    if document.sealed_file is not None:
        try:
            verdict = verify(queries.pdf(document), revoked=queries.revoked_serials())
        except Damaged:
            log.exception("the file of document %s cannot be read", document.pk)
    return of_document(document, on, verdict)


def for_file(pdf: bytes, *, on: date) -> Finding:
    """The file on itself, and our register where it knows exactly these bytes."""
    verdict = verify(pdf, revoked=queries.revoked_serials())
    document = queries.by_hash(verdict.sha256)
    return of_document(document, on, verdict) if document else of_file(verdict)


def of_document(document: Document, on: date, verdict: Verdict | None = None) -> Finding:
    """What our register says of a document; a verdict on its file is evidence beside it."""
    if verdict is not None and verdict.outcome != Outcome.GENUINE:
        return of_file(verdict)
    standing = document.standing(on)
    tone, sentence = STANDINGS[standing]
    return Finding(
        outcome=standing.value,
        tone=tone,
        sentence=str(sentence) % {"org": named(document.org)},
        kind=document.kind_label,
        title=document.title,
        number=document.number or "",
        org=named(document.org),
        holder=masked_holder(document.holder),
        standing=str(standing.label),
        sealed_at=document.sealed_at,
        paper_sealed_at=document.paper_sealed_at,
        valid_from=document.valid_from,
        valid_until=document.valid_until,
        ended_at=document.ended_at,
        prolonged=document.prolonged_reason,
        sha256=document.sealed_file_id or "",
        verdict=verdict,
    )


def of_file(verdict: Verdict) -> Finding:
    """What a file says of itself when our register does not know it."""
    tone, sentence = BROKEN[verdict.outcome]
    return Finding(
        outcome=verdict.outcome.value,
        tone=tone,
        sentence=str(sentence),
        sha256=verdict.sha256,
        verdict=verdict,
    )


def unknown() -> Finding:
    """No such code: the same answer for a mistyped and for an invented one."""
    return Finding(
        outcome="unknown",
        tone="error",
        sentence=_("没有查到这份文书。请核对查验码；如果查验码无误，这份文书不是本系统制发的。"),
    )


def masked_holder(name: str) -> str:
    """Persons are masked; bodies act in public under their full name."""
    return name if name.endswith(BODY_ENDINGS) else masked_name(name)
