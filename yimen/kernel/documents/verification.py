"""查验 — what a file says about itself: who sealed it, when, and whether a byte has changed since.

Nothing is fetched from a network. Whatever is given, the answer is a verdict, never an exception.
"""

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives import serialization
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.refusals import Text

from . import authority

LARGEST = 50 * 1024 * 1024
MOST_SIGNATURES = 20


class Outcome(StrEnum):
    """查验结论."""

    GENUINE = "genuine"
    CHANGED = "changed"
    REVOKED = "revoked"
    FOREIGN = "foreign"
    UNSIGNED = "unsigned"
    UNREADABLE = "unreadable"


SENTENCES: Mapping[Outcome, Text] = {
    Outcome.GENUINE: _("文件签章有效：确由所示机关用印，用印之后没有改动。"),
    Outcome.CHANGED: _("文件在用印之后被改动过，不能作为原件使用。"),
    Outcome.REVOKED: _("文件所用印章在用印之前已经停用，签章无效。"),
    Outcome.FOREIGN: _("文件有签章，但不是本市机关的印章，无法确认签章人。"),
    Outcome.UNSIGNED: _("文件没有电子签章。它可能是草稿、扫描件或者打印稿的照片，请上传原电子文件。"),
    Outcome.UNREADABLE: _("文件无法查验：它不是完整的 PDF 文件，请重新下载后再试。"),
}


@dataclass(frozen=True)
class Signature:
    """签章 — one signature in a file, as it was found."""

    org: str
    seal: str
    serial: int
    signed_at: datetime | None
    is_intact: bool
    is_trusted: bool
    is_whole_file: bool
    is_revoked: bool


@dataclass(frozen=True)
class Verdict:
    """查验结果 — the conclusion with its evidence."""

    outcome: Outcome
    sha256: str
    size: int
    signatures: tuple[Signature, ...] = ()
    reasons: tuple[Text, ...] = field(default=())

    @property
    def sentence(self) -> Text:
        return SENTENCES[self.outcome]

    @property
    def is_signed(self) -> bool:
        return bool(self.signatures)

    @property
    def is_intact(self) -> bool:
        """Every signature's own bytes are as they were signed."""
        return self.is_signed and all(one.is_intact for one in self.signatures)

    @property
    def is_whole_file(self) -> bool:
        return self.is_signed and any(one.is_whole_file for one in self.signatures)

    @property
    def is_changed_after_signing(self) -> bool:
        return self.is_signed and not (self.is_intact and self.is_whole_file)

    @property
    def is_trusted(self) -> bool:
        return self.is_signed and all(one.is_trusted for one in self.signatures)

    @property
    def is_revoked(self) -> bool:
        return any(one.is_revoked for one in self.signatures)

    @property
    def org(self) -> str:
        return self.signatures[-1].org if self.signatures else ""

    @property
    def seal(self) -> str:
        return self.signatures[-1].seal if self.signatures else ""

    @property
    def signed_at(self) -> datetime | None:
        return self.signatures[-1].signed_at if self.signatures else None


def verify(pdf: bytes, *, revoked: Mapping[int, datetime] | None = None) -> Verdict:
    """The verdict on a file.

    ``revoked`` says since when the seals of which certificates (by serial number) are revoked.
    """
    sha256 = hashlib.sha256(pdf).hexdigest()
    if len(pdf) > LARGEST:
        return Verdict(
            Outcome.UNREADABLE, sha256, len(pdf), reasons=(_("文件超过 50 MB，请上传原电子文件。"),)
        )
    try:
        signatures = _signatures(pdf, revoked or {})
    except Exception:  # whatever a hostile file breaks in the reader, the answer is "unreadable"
        return Verdict(Outcome.UNREADABLE, sha256, len(pdf))
    return Verdict(_outcome(signatures), sha256, len(pdf), signatures, tuple(_reasons(signatures)))


def _outcome(signatures: tuple[Signature, ...]) -> Outcome:
    if not signatures:
        return Outcome.UNSIGNED
    if not all(one.is_intact for one in signatures) or not any(one.is_whole_file for one in signatures):
        return Outcome.CHANGED
    if any(one.is_revoked for one in signatures):
        return Outcome.REVOKED
    return Outcome.GENUINE if all(one.is_trusted for one in signatures) else Outcome.FOREIGN


def _reasons(signatures: tuple[Signature, ...]) -> list[Text]:
    reasons: list[Text] = []
    for one in signatures:
        reasons.append(_("签章内容与用印时一致") if one.is_intact else _("签章内容与用印时不一致"))
        reasons.append(
            _("印章证书由本市签发") if one.is_trusted else _("印章证书不是本市签发，或者用印时不在有效期内")
        )
        if one.is_revoked:
            reasons.append(_("印章在用印之前已经停用"))
    if signatures:
        whole = any(one.is_whole_file for one in signatures)
        reasons.append(_("签章覆盖整个文件") if whole else _("用印之后又添加了内容"))
    return reasons


def _signatures(pdf: bytes, revoked: Mapping[int, datetime]) -> tuple[Signature, ...]:
    from pyhanko.pdf_utils.reader import PdfFileReader

    reader = PdfFileReader(io.BytesIO(pdf), strict=False)
    embedded = reader.embedded_regular_signatures
    if len(embedded) > MOST_SIGNATURES:
        raise ValueError("too many signatures")
    if not embedded:
        reader.root["/Pages"]["/Count"]  # a file without signatures must at least have pages
    return tuple(_signature(one, revoked) for one in embedded)


def _signature(embedded: Any, revoked: Mapping[int, datetime]) -> Signature:
    from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints

    signed_at = _aware(embedded.self_reported_timestamp)
    status = validate_pdf_signature(
        embedded,
        signer_validation_context=_context(signed_at),
        key_usage_settings=KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}),
    )
    subject = status.signing_cert.subject.native
    serial = int(status.signing_cert.serial_number)
    since = revoked.get(serial)
    return Signature(
        org=str(subject.get("organization_name", "")),
        seal=str(subject.get("common_name", "")),
        serial=serial,
        signed_at=signed_at,
        is_intact=bool(status.intact and status.valid),
        is_trusted=bool(status.trusted),
        is_whole_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        is_revoked=since is not None and (signed_at is None or signed_at >= since),
    )


def _aware(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _context(moment: datetime | None) -> Any:
    """Trust in the city's roots at the moment of sealing: seals expire, sealed documents do not."""
    from pyhanko_certvalidator import ValidationContext

    roots, above = _trusted(authority.trusted_roots_key())
    return ValidationContext(
        trust_roots=list(roots),
        other_certs=list(above),
        allow_fetching=False,
        moment=moment,
        revocation_mode="soft-fail",
    )


@lru_cache(maxsize=8)
def _trusted(_key: tuple[str, ...]) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    from asn1crypto.x509 import Certificate

    def ours(certificates: list[Any]) -> tuple[Any, ...]:
        encoding = serialization.Encoding.DER
        return tuple(Certificate.load(one.public_bytes(encoding)) for one in certificates)

    return ours(authority.trusted_roots()), ours([authority.issuing().certificate])
