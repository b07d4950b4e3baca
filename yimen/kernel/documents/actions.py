"""The verbs of documents and seals, and what other modules' acts call: ``draw_up`` and ``keep_file``."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from cryptography import x509
from django.utils.translation import gettext as _

from yimen.kernel import policies
from yimen.kernel.audit.action import action, current_act
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.orgs.models import Org

from . import authority, drawing, keys, making, sealing, store
from .events import (
    DocumentProlonged,
    DocumentRevoked,
    DocumentSealed,
    DocumentSealedJointly,
    DocumentSealedOnPaper,
    DocumentSuperseded,
    SealRegistered,
    SealRevoked,
)
from .intake import Received
from .models import Document, File, Seal, SealUse
from .papers import PAPERS
from .permissions import Permission
from .states import SealKind, State

LARGEST_PDF = 50 * 1024 * 1024


def draw_up(
    *,
    kind: str,
    org: Org,
    data: Mapping[str, Any],
    number: str | None = None,
    case_ref: UUID | None = None,
    subject_label: str = "",
    holder: str = "",
    seal_with: str = "",
    seals_itself: bool = False,
    joint: Sequence[Org] = (),
    at: datetime,
) -> Document:
    """制文 — fixes a document and all that it says, inside another module's act, which records it.

    Its PDF follows from the data and is made when it is sealed or shown. ``seal_with`` names the kind of seal
    that belongs on it; with ``seals_itself`` the machine sets it right after the act (notices), else the
    seal keeper does (results). Where the city seals paper, whoever hands the notice out has set its seal on it.
    ``joint`` names the organs that issue it together with ``org``: all their seals are set at once, by the machine,
    since no keeper holds the seal of another organ. Raises ValueError where the template's needed data are missing.
    """
    paper = PAPERS[kind]
    if joint:
        data = {**data, "joint": [{"code": one.code, "name": one.name} for one in joint]}
    if missing := sorted(paper.needed - data.keys()):
        raise ValueError(f"{kind} needs {', '.join(missing)}")
    code = drawing.new_verify_code()
    whole = drawing.whole_data(data, code=code, number=number)
    document = Document(
        kind=kind,
        title=drawing.title_of(kind, data)[:200],
        number=number or None,
        org=org,
        verify_code=code,
        template_version=paper.version,
        data=whole,
        data_sha256=drawing.data_hash(kind, paper.version, whole),
        subject_label=subject_label[:200],
        holder=holder[:200],
        case_ref=case_ref,
        seal_with=seal_with,
        seals_itself=seals_itself,
        issued_at=at,
        valid_from=drawing.day(data, "valid_from"),
        valid_until=drawing.day(data, "valid_until"),
    )
    act = current_act()
    if seals_itself and act.by.kind == "person" and are_sealed_on_paper(local_day(at)):
        document.paper_sealed_at, document.paper_sealed_by = at, act.by.label[:100]
    act.tail.insert(document)
    return document


def keep_file(received: Received, *, at: datetime) -> File:
    """Notes content that was received, before or inside the act that will refer to it; the same content once.

    It is no change of state: nobody sees a file that no act refers to.
    """
    file, _made = File.objects.get_or_create(
        sha256=received.sha256,
        defaults={"size": received.size, "media_type": received.media_type, "stored_at": at},
    )
    return file


@action(permission=Permission.DOCUMENT_SEAL, moves=((State.DRAWN_UP,), State.SEALED))
def seal(document: Document, *, seal: Seal, by: Actor, at: datetime) -> DocumentSealed:
    """用印 — makes the PDF, sets the seal on it, and keeps the file; from here on it is in force."""
    own = Seal.objects.select_related("org").get(pk=seal.pk)
    _require_right_seal(document, own, by, at)
    seals = [own, *_joint_seals(document, by, at)]
    made = making.make(document.kind, document.data)
    content = made.pdf
    for turn, (one, place) in enumerate(zip(seals, made.places, strict=True), 1):
        content = _stamped(document, one, content, place, turn, by=by, at=at)
    stored = store.put(content, limit=LARGEST_PDF)
    document.sealed_file = keep_file(Received(stored.sha256, stored.size, "application/pdf", ""), at=at)
    document.sealed_at = at
    if len(seals) > 1:
        return DocumentSealedJointly(document, own, stored.sha256, tuple(seals))
    return DocumentSealed(document, own, stored.sha256)


def _stamped(
    document: Document, seal: Seal, pdf: bytes, place: making.SealPlace, turn: int, *, by: Actor, at: datetime
) -> bytes:
    """The file with this seal on it, and the note of its use."""
    signed = sealing.sign(
        pdf,
        seal=sealing.seal_key(
            key_ref=seal.key_ref,
            certificate_pem=seal.certificate_pem,
            org=seal.org.name,
            kind_text=seal.stamp_text,
        ),
        at=at,
        reason=seal.name,
        location=seal.org.name,
        place=place,
        field=sealing.FIELD if turn == 1 else f"{sealing.FIELD}{turn}",
    )
    SealUse.objects.create(
        document=document,
        seal=seal,
        used_by_id=by.id,
        used_by_label=by.label[:100],
        used_at=at,
        sha256_before=hashlib.sha256(pdf).hexdigest(),
        sha256_after=hashlib.sha256(signed).hexdigest(),
        place=asdict(place),
    )
    return signed


def _joint_seals(document: Document, by: Actor, at: datetime) -> list[Seal]:
    """联合发文的印章 — the seals of the organs beside the first, in the order in which they stand."""
    codes = document.joint_codes
    if codes and by.kind != "machine":
        raise RuleBroken(_("联合发文由系统在各机关签发之后同时加盖各机关印章。"))
    rows = Seal.objects.select_related("org").filter(
        org__code__in=codes, kind=document.seal_with, revoked_at__isnull=True
    )
    found = {one.org.code: one for one in rows if one.is_in_use(at)}
    if missing := [code for code in codes if code not in found]:
        raise RuleBroken(_("联合发文的机关没有在用的印章：%(codes)s") % {"codes": ", ".join(missing)})
    return [found[code] for code in codes]


@action(permission=Permission.DOCUMENT_SEAL, moves=((State.DRAWN_UP,), State.DRAWN_UP))
def seal_on_paper(document: Document, *, by: Actor, at: datetime) -> DocumentSealedOnPaper:
    """纸质用印 — the keeper sets the seal on the printed document; it is in force, and its file can be sealed later."""
    if by.kind != "person":
        raise RuleBroken(_("纸质用印应当由用印员办理。"))
    if document.paper_sealed_at is not None:
        raise RuleBroken(_("这份文书已经在纸质上用印。"))
    document.paper_sealed_at, document.paper_sealed_by = at, by.label[:100]
    kind = SealKind(document.seal_with) if document.seal_with else SealKind.OFFICIAL
    return DocumentSealedOnPaper(document, str(kind.label))


def are_sealed_on_paper(day: date) -> bool:
    """用印方式 — whether the city seals paper on the day (policy documents.sealing); else the file is sealed."""
    found = policies.find(day, "documents.sealing")
    return found is not None and found.text == "paper"


def _require_right_seal(document: Document, seal: Seal, by: Actor, at: datetime) -> None:
    if seal.org_id != document.org_id:
        raise RuleBroken(_("印章不是发文机关的印章，不能用印。"))
    if document.seal_with and seal.kind != document.seal_with:
        raise RuleBroken(
            _("这份文书应当加盖%(kind)s。") % {"kind": SealKind(document.seal_with).label},
            fields={"seal": _("请另选印章")},
        )
    if not seal.is_in_use(at):
        raise RuleBroken(_("印章已经停用或者不在有效期内，请先登记新的印章。"))
    if by.kind == "machine" and not document.seals_itself:
        raise RuleBroken(_("这份文书应当由用印员用印。"))


@action(permission=Permission.DOCUMENT_REVOKE, moves=((State.DRAWN_UP, State.SEALED), State.REVOKED))
def revoke(document: Document, *, reason: str, by: Actor, at: datetime) -> DocumentRevoked:
    """撤销文书 — it does not hold any more; whoever verifies it is told since when and why."""
    document.ended_reason = _reason(reason)
    document.ended_at = at
    return DocumentRevoked(document, document.ended_reason)


@action(permission=Permission.DOCUMENT_SUPERSEDE, moves=((State.SEALED,), State.SUPERSEDED))
def supersede(
    document: Document, *, successor: Document, reason: str, by: Actor, at: datetime
) -> DocumentSuperseded:
    """替换文书 — another document of the same organ stands in its place."""
    if successor.pk == document.pk or successor.org_id != document.org_id:
        raise RuleBroken(_("只能用本机关的另一份文书替换。"))
    document.ended_reason = _reason(reason)
    document.ended_at = at
    return DocumentSuperseded(document, successor, document.ended_reason)


@action(permission=Permission.DOCUMENT_PROLONG, moves=((State.SEALED,), State.SEALED))
def prolong(document: Document, *, until: date, reason: str, by: Actor, at: datetime) -> DocumentProlonged:
    """延长效力 — by law it holds longer than its own words say; these cannot change, the register says it."""
    if document.valid_until is None or until <= document.valid_until:
        raise RuleBroken(_("只能延长有截止日期的文书。"))
    document.valid_until, document.prolonged_reason = until, _reason(reason)
    return DocumentProlonged(document, until.isoformat(), document.prolonged_reason)


@action(permission=Permission.SEAL_REGISTER, creates=True)
def register_seal(
    org: Org,
    *,
    kind: str,
    name: str,
    key_ref: str = "",
    keeper_role: str = "seal_keeper",
    by: Actor,
    at: datetime,
) -> SealRegistered:
    """登记印章 — with a certificate of the city's own authority, or an outside one named by ``key_ref``."""
    identity = new_id()
    if key_ref:
        opened = keys.open_key(key_ref)
        certificate_pem = opened.certificate_pem
    else:
        made = authority.make_seal(identity.hex, org=org.name, title=name, at=at)
        certificate_pem, key_ref = made.certificate_pem, made.key_ref
    certificate = x509.load_pem_x509_certificate(certificate_pem.encode())
    registered = Seal.objects.create(
        id=identity,
        org=org,
        kind=SealKind(kind),
        name=name.strip(),
        certificate_pem=certificate_pem,
        serial=str(certificate.serial_number),
        key_ref=key_ref,
        keeper_role=keeper_role,
        valid_from=at,
        valid_until=certificate.not_valid_after_utc,
    )
    return SealRegistered(registered)


@action(permission=Permission.SEAL_REVOKE)
def revoke_seal(seal: Seal, *, reason: str, by: Actor, at: datetime) -> SealRevoked:
    """停用印章 — nothing can be sealed with it from now on; what it sealed before stays genuine."""
    if seal.revoked_at is not None:
        raise RuleBroken(_("印章已经停用。"))
    seal.revoked_reason = _reason(reason)
    seal.revoked_at = at
    return SealRevoked(seal, seal.revoked_reason)


def _reason(text: str) -> str:
    if not text.strip():
        raise RuleBroken(_("请写明原因。"), fields={"reason": _("请写明原因")})
    return text.strip()[:200]
