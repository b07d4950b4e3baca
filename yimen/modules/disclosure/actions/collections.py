"""The verbs of collections: opened, amended; publications included and left out; their texts cut into entries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor, Machine
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.orgs.models import Org
from yimen.modules.disclosure import collected
from yimen.modules.disclosure.events.collections import (
    CollectionAmended,
    CollectionOpened,
    EntriesGathered,
    PublicationIncluded,
    PublicationLeftOut,
)
from yimen.modules.disclosure.models import Collection, CollectionEntry, Inclusion, Publication
from yimen.modules.disclosure.permissions import Permission
from yimen.modules.disclosure.states import CollectionKind

GATHERING = Machine("collection gathering")
LONGEST_QUESTION, LONGEST_HEADING, LONGEST_LABEL = 500, 300, 40


@action(permission=Permission.COLLECTION_KEEP, creates=True)
def open_collection(
    org: Org,
    *,
    code: str,
    kind: str,
    name: str,
    name_en: str = "",
    about: str = "",
    about_en: str = "",
    order: int = 0,
    by: Actor,
    at: datetime,
) -> CollectionOpened:
    """开设汇编 — by whom it is edited, and by which rule its texts are cut."""
    if kind not in CollectionKind.values:
        raise RuleBroken(_("请选择汇编类型。"), fields={"kind": _("请选择汇编类型。")})
    if not name.strip():
        raise RuleBroken(_("请填写名称。"), fields={"name": _("请填写名称。")})
    if Collection.objects.filter(code=code).exists():
        raise RuleBroken(_("这个代码已经使用。"), fields={"code": _("这个代码已经使用。")})
    words = {
        "name": name.strip(),
        "name_en": name_en.strip(),
        "about": about.strip(),
        "about_en": about_en.strip(),
    }
    made = Collection.objects.create(org=org, code=code, kind=kind, order=order, **words)
    return CollectionOpened(made)


@action(permission=Permission.COLLECTION_KEEP)
def amend_collection(
    collection: Collection,
    *,
    name: str,
    name_en: str = "",
    about: str = "",
    about_en: str = "",
    order: int = 0,
    by: Actor,
    at: datetime,
) -> CollectionAmended:
    """修改汇编 — its words and its place among the others; its kind stays."""
    if not name.strip():
        raise RuleBroken(_("请填写名称。"), fields={"name": _("请填写名称。")})
    collection.name, collection.name_en = name.strip(), name_en.strip()
    collection.about, collection.about_en, collection.order = about.strip(), about_en.strip(), order
    return CollectionAmended(collection)


@action(permission=Permission.COLLECTION_KEEP)
def include_publication(
    collection: Collection,
    *,
    publication: Publication,
    topic: str = "",
    order: int = 0,
    by: Actor,
    at: datetime,
) -> PublicationIncluded:
    """收录 — what is published comes into the collection, and is cut into entries at once."""
    if not publication.is_public:
        raise RuleBroken(_("只有已经公开的信息可以收入汇编。"))
    facts = {"topic": topic.strip()[:60], "order": order, "is_left_out": False}
    inclusion, _made = Inclusion.objects.update_or_create(
        collection=collection, publication=publication, defaults=facts
    )
    gather_entries(inclusion, by=GATHERING, at=at)
    return PublicationIncluded(collection, publication, inclusion)


@action(permission=Permission.COLLECTION_KEEP)
def leave_out_publication(inclusion: Inclusion, *, by: Actor, at: datetime) -> PublicationLeftOut:
    """移出汇编 — its entries go; the publication stays where it was published."""
    if inclusion.is_left_out:
        raise RuleBroken(_("已经移出汇编。"))
    inclusion.entries.all().delete()
    inclusion.is_left_out, inclusion.gathered, inclusion.entry_count = True, None, 0
    return PublicationLeftOut(inclusion)


@action(permission=Permission.COLLECTION_GATHER)
def gather_entries(inclusion: Inclusion, *, by: Actor, at: datetime) -> EntriesGathered:
    """编录条目 — cuts the current text anew, by the rule of the collection; entries hold nothing that is not in it."""
    version = inclusion.publication.current
    if version is None or inclusion.is_left_out:
        raise RuleBroken(_("没有可以编录的公开文本。"))
    inclusion.entries.all().delete()
    cut = collected.CUT[CollectionKind(inclusion.collection.kind)]
    entries = list(_entries(inclusion, cut(version.title, version.body)))
    CollectionEntry.objects.bulk_create(entries, batch_size=500)
    inclusion.gathered, inclusion.entry_count = version, len(entries)
    return EntriesGathered(inclusion, len(entries))


def _entries(inclusion: Inclusion, pieces: list[collected.Piece]) -> Iterator[CollectionEntry]:
    for position, piece in enumerate(pieces, start=1):
        facts: dict[str, Any] = {
            "depth": piece.depth,
            "label": piece.label[:LONGEST_LABEL],
            "heading": piece.heading[:LONGEST_HEADING],
            "question": piece.question[:LONGEST_QUESTION],
            "text": piece.text,
            "happened_on": piece.on,
            "is_exact": piece.exact,
        }
        yield CollectionEntry(inclusion=inclusion, position=position, **facts)
