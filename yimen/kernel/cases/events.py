"""Facts about cases as such."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event

from .models import Case


@dataclass(frozen=True)
class CaseDueMoved(Event):
    """期限重算 — the working-day calendar changed and due dates of the case moved with it."""

    code = "cases.case.due-moved"
    says = _("因工作日历变动，%(case)s 的到期日重新计算：%(moved)s")
    case: Case
    moved: list[str]
    calendar_version: int
