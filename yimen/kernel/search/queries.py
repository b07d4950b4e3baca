"""Reads of the editors' pages: for those who keep the words, nothing for others."""

from __future__ import annotations

from django.db.models import QuerySet

from yimen.kernel.base.actor import Actor

from .audience import audience_of
from .menu import keeps_words
from .models import EmptyQuery, Promotion, StoredDocument, Synonym


def synonyms(actor: Actor) -> QuerySet[Synonym]:
    """同义词, in use and over."""
    return Synonym.objects.all() if keeps_words(actor) else Synonym.objects.none()


def promotions(actor: Actor) -> QuerySet[Promotion]:
    """推荐结果, in use and over."""
    return Promotion.objects.all() if keeps_words(actor) else Promotion.objects.none()


def in_vain(actor: Actor) -> QuerySet[EmptyQuery]:
    """无结果检索: the work list."""
    return EmptyQuery.objects.all() if keeps_words(actor) else EmptyQuery.objects.none()


def bearing(actor: Actor, number: str) -> StoredDocument | None:
    """The document that bears exactly this number, if the actor may find it."""
    found = StoredDocument.objects.filter(identifiers__contains=[number], is_gone=False)
    return found.filter(audience__overlap=sorted(audience_of(actor))).order_by("pk").first()


def document_at(address: str) -> StoredDocument | None:
    """The public document with this address (as somebody copies it from the browser)."""
    path = (
        "/" + address.strip().partition("://")[2].partition("/")[2] if "://" in address else address.strip()
    )
    return StoredDocument.objects.filter(
        href=path.partition("?")[0].partition("#")[0], is_gone=False, audience__contains=["public"]
    ).first()
