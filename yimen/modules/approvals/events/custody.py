"""Facts about the paper of a case."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.people.models import Person
from yimen.modules.approvals.models import PaperCustody


@dataclass(frozen=True)
class PaperRegistered(Event):
    """登记纸质材料 — somebody answers for it from here on."""

    code = "approvals.paper.registered"
    says = _("%(by)s 登记并保管纸质材料 %(custody)s，%(sheets)s 页")
    about = "custody"
    custody: PaperCustody
    sheets: int


@dataclass(frozen=True)
class PaperHanded(Event):
    """交出纸质材料 — it is on its way; the giver answers for it until it is received."""

    code = "approvals.paper.handed"
    says = _("%(by)s 将纸质材料 %(custody)s 交给 %(receiver)s，待签收")
    custody: PaperCustody
    receiver: Person


@dataclass(frozen=True)
class PaperReceived(Event):
    """签收纸质材料 — the receiver answers for it from here on."""

    code = "approvals.paper.received"
    says = _("%(by)s 签收了 %(giver)s 交来的纸质材料 %(custody)s")
    custody: PaperCustody
    giver: Person


@dataclass(frozen=True)
class PaperReturned(Event):
    """退还纸质材料 — to the applicant, who signed for it."""

    code = "approvals.paper.returned"
    says = _("%(by)s 将纸质材料 %(custody)s 退还申请人 %(signed_by)s")
    custody: PaperCustody
    signed_by: str


@dataclass(frozen=True)
class PaperLost(Event):
    """报失纸质材料 — with what is known; the department is liable."""

    code = "approvals.paper.lost"
    says = _("%(by)s 报失纸质材料 %(custody)s：%(reason)s")
    custody: PaperCustody
    reason: str
