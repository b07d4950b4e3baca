"""Facts of special handling."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.base.refusals import Text
from yimen.kernel.cases.models import Case
from yimen.modules.projects.models import SpecialHandlingOrder


@dataclass(frozen=True)
class SpecialHandlingOrdered(Event):
    """决定特事特办 — who ordered it, and exactly what may differ."""

    code = "projects.order.given"
    says = _("%(by)s 决定对办件 %(case)s 特事特办：%(departures)s；理由：%(reason)s")
    case: Case
    order: SpecialHandlingOrder
    departures: list[Text]
    reason: str


@dataclass(frozen=True)
class SpecialHandlingRevoked(Event):
    """撤销特事特办 — from now on the case is handled as any other; what was done stays."""

    code = "projects.order.revoked"
    says = _("%(by)s 撤销了对办件 %(case)s 特事特办的决定，已经办理的不受影响；理由：%(reason)s")
    case: Case
    order: SpecialHandlingOrder
    reason: str
