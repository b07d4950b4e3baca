"""Facts after the seal."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.base.refusals import Text
from yimen.modules.approvals.models import Application, RecordCorrection


@dataclass(frozen=True)
class ApplicationDelivered(Event):
    """送达 — the result was handed over."""

    code = "approvals.application.delivered"
    says = _("%(by)s 以%(method)s方式送达 %(receiver)s")
    application: Application
    method: Text
    receiver: str


@dataclass(frozen=True)
class ApplicationClosed(Event):
    """归结 — nothing is left to do."""

    code = "approvals.application.closed"
    says = _("办件归结")
    application: Application


@dataclass(frozen=True)
class ApplicationArchived(Event):
    """归档 — the package of the case was sealed off by its hash."""

    code = "approvals.application.archived"
    says = _("%(by)s 归档，共 %(documents)s 份文书")
    application: Application
    documents: int
    archive_hash: str


@dataclass(frozen=True)
class RecordCorrectionProposed(Event):
    """提出更正 — a stated value is wrong; a second person must confirm."""

    code = "approvals.record.correction-proposed"
    says = _("%(by)s 提出更正“%(field)s”：%(reason)s")
    application: Application
    correction: RecordCorrection
    field: Text
    reason: str


@dataclass(frozen=True)
class RecordCorrectionConfirmed(Event):
    """确认更正 — the second person confirmed; the old value stays in the record."""

    code = "approvals.record.correction-confirmed"
    says = _("%(by)s 确认更正“%(field)s”：由“%(old)s”改为“%(new)s”")
    application: Application
    field: Text
    old: str
    new: str
