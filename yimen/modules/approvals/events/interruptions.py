"""Facts about items that are suspended, resumed or cancelled."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.modules.approvals.models import ItemVersion


@dataclass(frozen=True)
class VersionSuspended(Event):
    """暂停事项 — by an instrument no application is taken from one day to another."""

    code = "approvals.version.suspended"
    says = _("%(by)s 根据 %(instrument_no)s 暂停 %(version)s，自 %(from_on)s 起，%(to_on)s 恢复")
    version: ItemVersion
    instrument_no: str
    from_on: str
    to_on: str


@dataclass(frozen=True)
class SuspensionBegun(Event):
    """开始暂停 — the first day of a suspension came."""

    code = "approvals.suspension.begun"
    says = _("%(version)s 开始暂停")
    version: ItemVersion


@dataclass(frozen=True)
class VersionResumed(Event):
    """恢复事项 — applications are taken again."""

    code = "approvals.version.resumed"
    says = _("%(by)s 恢复了 %(version)s，自 %(on)s 起受理申请")
    version: ItemVersion
    on: str


@dataclass(frozen=True)
class VersionCancelled(Event):
    """取消事项 — by an instrument the item ends on a day; or a version is taken back before its first day."""

    code = "approvals.version.cancelled"
    says = _("%(by)s 根据 %(instrument_no)s 取消了 %(version)s，自 %(on)s 起不再受理申请")
    version: ItemVersion
    instrument_no: str
    on: str


@dataclass(frozen=True)
class CancellationCarriedOut(Event):
    """取消生效 — the day of a cancellation came."""

    code = "approvals.cancellation.carried-out"
    says = _("%(version)s 的取消生效")
    version: ItemVersion
