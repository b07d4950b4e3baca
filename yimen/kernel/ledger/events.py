"""Facts of the ledger: which key signs, and what a check found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event

from .models import Check, Key


@dataclass(frozen=True)
class KeyAppointed(Event):
    """启用账本密钥 — from now on heads are signed with this key."""

    code = "ledger.key.appointed"
    about = "key"
    says = _("%(by)s 启用第%(number)s把账本密钥（标记 %(mark)s）")
    key: Key
    number: int
    mark: str


@dataclass(frozen=True)
class RecordChecked(Event):
    """核对留痕 — record, tree and heads were compared."""

    code = "ledger.record.checked"
    about = "check"
    says = _("%(by)s 核对留痕%(entry_count)s条、账页%(leaf_count)s页，不符%(fault_count)s处")
    check: Check
    begun_at: datetime
    entry_count: int
    leaf_count: int
    fault_count: int
