"""What can be found of approvals: the items of the guide, by anyone, by everything that their page says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import OuterRef, Subquery, TextField, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.followers import reacts_to
from yimen.kernel.base.actor import Actor
from yimen.kernel.search.changes import changed
from yimen.kernel.search.documents import Document, DocumentSource, Facet, register_documents
from yimen.kernel.search.matching import Fields
from yimen.kernel.search.shared import ORG

from . import queries
from .events import (
    CancellationCarriedOut,
    ItemAdded,
    ItemIdentified,
    ItemRenamed,
    SuspensionBegun,
    VersionCancelled,
    VersionInForce,
    VersionPublished,
    VersionResumed,
    VersionSuspended,
)
from .models import Item, ItemVersion, LegalBasis
from .states import ItemKind

BASES = Subquery(
    LegalBasis.objects.filter(item=OuterRef("pk"))
    .order_by()
    .values("item")
    .annotate(text=StringAgg(Concat("instrument", Value(" "), "article", Value(" "), "number"), Value(" ")))
    .values("text"),
    output_field=TextField(),
)
"""The legal bases of an item as one text."""

ITEM_FIELDS = Fields(
    names=("name", "name_en"),
    pinyin="pinyin",
    others=("code", "official_code", "org__name", "org__short_name", "org__name_en", BASES),
    lists=("topics",),
)
"""Where words are looked for in the lists of items (the guide, the catalogue)."""


def _documents(keys: Sequence[str] | None) -> Iterator[Document]:
    """The items of the guide of today; its content changes by acts and by the calendar."""
    rows = queries.guide(timezone.localdate()).prefetch_related("legal_bases")
    if keys is not None:
        rows = rows.filter(code__in=keys)
    items = list(rows)
    versions = ItemVersion.objects.in_bulk([item.version_id for item in items])  # type: ignore[attr-defined]
    return (_document(item, versions[item.version_id]) for item in items)  # type: ignore[attr-defined]


def _document(item: Item, version: ItemVersion) -> Document:
    bases = [
        f"《{one.instrument}》{one.article} {one.number}\n\n{one.quote}"  # 中文
        for one in item.legal_bases.all()
    ]
    said = [version.result_name, *_sentences(version.content)]
    return Document(
        source="items",
        key=item.code,
        title=item.name,
        title_en=item.name_en,
        summary=f"{item.org.name}，{item.get_kind_display()}",
        body="\n\n".join([*said, *item.topics, *bases]),
        identifiers=tuple(filter(None, (item.official_code, item.code))),
        facets={"org": (item.org.code,), "kind": (item.kind,)},
        dated_on=version.effective_from,
        href=reverse("approvals:item", args=[item.code]),
        weight=2.0,
    )


def _sentences(content: object) -> list[str]:
    """The words that a person wrote into the content of a version, whatever their place; no codes."""
    if isinstance(content, str):
        return [content] if any("\u3400" <= one <= "\u9fff" for one in content) else []
    if isinstance(content, dict):
        return [text for one in content.values() for text in _sentences(one)]
    if isinstance(content, list):
        return [text for one in content for text in _sentences(one)]
    return []


def _kind(value: str) -> str:
    return str(ItemKind(value).label) if value in ItemKind.values else value


@reacts_to(ItemAdded, ItemIdentified, ItemRenamed)
def item_changed(fact: ItemAdded | ItemIdentified | ItemRenamed, *, by: Actor, at: datetime) -> None:
    """The search reads the item anew."""
    changed("items", fact.item.code)


@reacts_to(
    CancellationCarriedOut,
    SuspensionBegun,
    VersionCancelled,
    VersionInForce,
    VersionPublished,
    VersionResumed,
    VersionSuspended,
)
def version_changed(fact: VersionPublished, *, by: Actor, at: datetime) -> None:
    """As item_changed, for what was done to one of its versions."""
    changed("items", fact.version.item.code)


ITEMS = DocumentSource("items", _("办事指南"), _documents, facets=(ORG, Facet("kind", _("事项类型"), _kind)))
register_documents(ITEMS)
