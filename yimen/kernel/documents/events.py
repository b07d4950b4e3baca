"""Facts about documents and seals."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event

from .models import Document, Seal


@dataclass(frozen=True)
class DocumentSealed(Event):
    """用印 — the seal stands on the document; its file cannot change any more."""

    code = "documents.document.sealed"
    says = _("%(by)s 在《%(document)s》上加盖 %(seal)s")
    document: Document
    seal: Seal
    sha256: str


@dataclass(frozen=True)
class DocumentSealedJointly(DocumentSealed):
    """联合用印 — the seals of all the organs that issue it together stand on the document, ``seal`` being the first."""

    code = "documents.document.sealed-jointly"
    says = _("%(by)s 在《%(document)s》上加盖 %(seals)s")
    seals: tuple[Seal, ...] = ()


@dataclass(frozen=True)
class DocumentSealedOnPaper(Event):
    """纸质用印 — the seal stands on the paper that was handed out; a sealed file may follow."""

    code = "documents.document.sealed-on-paper"
    says = _("%(by)s 在纸质《%(document)s》上加盖%(seal)s")
    document: Document
    seal: str


@dataclass(frozen=True)
class DocumentRevoked(Event):
    """撤销文书 — the document does not hold any more; whoever verifies it is told."""

    code = "documents.document.revoked"
    says = _("%(by)s 撤销了《%(document)s》：%(reason)s")
    document: Document
    reason: str


@dataclass(frozen=True)
class DocumentSuperseded(Event):
    """替换文书 — another document stands in its place."""

    code = "documents.document.superseded"
    says = _("%(by)s 以《%(successor)s》替换了《%(document)s》：%(reason)s")
    document: Document
    successor: Document
    reason: str


@dataclass(frozen=True)
class DocumentProlonged(Event):
    """延长效力 — the document holds longer than it says, by law; whoever verifies it is told why."""

    code = "documents.document.prolonged"
    says = _("《%(document)s》的效力延长至 %(until)s：%(reason)s")
    document: Document
    until: str
    reason: str


@dataclass(frozen=True)
class SealRegistered(Event):
    """登记印章 — the organ has a seal and its certificate."""

    code = "documents.seal.registered"
    says = _("%(by)s 登记了 %(seal)s")
    about: ClassVar[str] = "seal"
    seal: Seal


@dataclass(frozen=True)
class SealRevoked(Event):
    """停用印章 — nothing can be sealed with it any more; what it sealed before stays genuine."""

    code = "documents.seal.revoked"
    says = _("%(by)s 停用了 %(seal)s：%(reason)s")
    seal: Seal
    reason: str
