"""Reads of documents, seals and their verification."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from yimen.kernel.base.actor import Actor

from . import making, store
from .drawing import normal_code
from .models import Document, Seal
from .permissions import Permission
from .states import State

WAITING = Q(document__state=State.DRAWN_UP, document__paper_sealed_at__isnull=True)
"""Of what names a document: it has no seal yet, neither on a file nor on paper."""
SEALED = Q(document__state=State.SEALED) | Q(
    document__state=State.DRAWN_UP, document__paper_sealed_at__isnull=False
)
"""Of what names a document: a seal stands on its file, or on the paper."""


def by_code(text: str) -> Document | None:
    """The document with a verification code as a person typed it."""
    code = normal_code(text)
    return (
        Document.objects.select_related("org", "sealed_file").filter(verify_code=code).first()
        if code
        else None
    )


def by_hash(sha256: str) -> Document | None:
    """The document whose sealed file has exactly these bytes."""
    found = Document.objects.select_related("org", "sealed_file").filter(sealed_file_id=sha256)
    return found.first()


def pdf(document: Document) -> bytes:
    """The file as it is given out: the sealed one, else what its data make today, without a seal."""
    if document.sealed_file is not None:
        return store.read(document.sealed_file.stored)
    return making.make_pdf(document.kind, document.data)


def revoked_serials() -> dict[int, datetime]:
    """Since when the certificates of revoked seals are revoked, by serial number."""
    rows = Seal.objects.filter(revoked_at__isnull=False).values_list("serial", "revoked_at")
    return {int(serial): since for serial, since in rows if since is not None}


def seals(actor: Actor) -> QuerySet[Seal]:
    """The register of seals: an administrator sees all, a keeper those of the own organ."""
    rows = Seal.objects.select_related("org").order_by("org__path", "kind", "-valid_from")
    if actor.kind == "person" and actor.may(Permission.SEAL_REGISTER, None):
        return rows
    return rows.filter(pk__in=[one.pk for one in rows if actor.may(Permission.SEAL_LIST, one)])


def seal_for(document: Document, at: datetime) -> Seal | None:
    """The seal in use that belongs on a document."""
    found = Seal.objects.filter(
        org=document.org_id,
        kind=document.seal_with,
        revoked_at__isnull=True,
        valid_from__lte=at,
        valid_until__gt=at,
    )
    return found.select_related("org").first()


def sealing_themselves(at: datetime) -> QuerySet[Document]:
    """Documents that wait for the machine's seal and whose organ has that seal, oldest first."""
    seal = Seal.objects.filter(
        org=OuterRef("org"),
        kind=OuterRef("seal_with"),
        revoked_at__isnull=True,
        valid_from__lte=at,
        valid_until__gt=at,
    )
    waiting = Document.objects.filter(
        Exists(seal), state=State.DRAWN_UP, seals_itself=True, paper_sealed_at__isnull=True
    )
    return waiting.select_related("org").order_by("pk")
