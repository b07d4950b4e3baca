"""Facts about collections."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.modules.disclosure.models import Collection, Inclusion, Publication


@dataclass(frozen=True)
class CollectionOpened(Event):
    """开设汇编 — a new way into publications."""

    code = "disclosure.collection.opened"
    says = _("%(by)s 开设了汇编 %(collection)s")
    about = "collection"
    collection: Collection


@dataclass(frozen=True)
class CollectionAmended(Event):
    """修改汇编 — its names or words."""

    code = "disclosure.collection.amended"
    says = _("%(by)s 修改了汇编 %(collection)s")
    collection: Collection


@dataclass(frozen=True)
class PublicationIncluded(Event):
    """收录 — a publication belongs to a collection from now on."""

    code = "disclosure.collection.included"
    says = _("%(by)s 将 %(publication)s 收入 %(collection)s")
    collection: Collection
    publication: Publication
    inclusion: Inclusion


@dataclass(frozen=True)
class PublicationLeftOut(Event):
    """移出汇编 — a publication belongs to a collection no more; it stays published."""

    code = "disclosure.collection.left-out"
    says = _("%(by)s 将 %(inclusion)s 移出汇编")
    inclusion: Inclusion


@dataclass(frozen=True)
class EntriesGathered(Event):
    """编录条目 — the published text was cut into the entries of the collection."""

    code = "disclosure.collection.gathered"
    says = _("%(by)s 编录了 %(inclusion)s，%(count)s 条")
    inclusion: Inclusion
    count: int
