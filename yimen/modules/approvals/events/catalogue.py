"""Facts about the catalogue of items."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.modules.approvals.models import Item, ItemVersion


@dataclass(frozen=True)
class ItemAdded(Event):
    """建立事项 — an item was put into the catalogue of its body."""

    code = "approvals.item.added"
    says = _("%(by)s 建立了事项 %(item)s")
    about = "item"
    item: Item


@dataclass(frozen=True)
class VersionDrafted(Event):
    """起草版本 — a version of an item was drafted."""

    code = "approvals.version.drafted"
    says = _("%(by)s 起草了 %(version)s")
    about = "version"
    version: ItemVersion


@dataclass(frozen=True)
class VersionPublished(Event):
    """公布版本 — a version was published; the one before it ended on its first day."""

    code = "approvals.version.published"
    says = _("%(by)s 公布了 %(version)s，自 %(effective_from)s 起施行")
    version: ItemVersion
    effective_from: str


@dataclass(frozen=True)
class VersionInForce(Event):
    """生效 — the first day of a published version came."""

    code = "approvals.version.in-force"
    says = _("%(version)s 生效")
    version: ItemVersion
