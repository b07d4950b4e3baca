"""The fact of special handling."""

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
