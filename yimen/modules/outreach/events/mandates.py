"""Facts about mandates."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.modules.outreach.models import Errand, Mandate


@dataclass(frozen=True)
class MandateSigned(Event):
    """签署委托 — the principal lets the point act, within these powers, until this day."""

    code = "outreach.mandate.signed"
    says = _("%(by)s 登记了委托（%(signing)s）：%(powers)s，有效期至 %(valid_until)s")
    errand: Errand
    mandate: Mandate
    signing: str
    powers: list[str]
    valid_until: str
    services: list[str]


@dataclass(frozen=True)
class MandateRevoked(Event):
    """撤销委托 — nobody acts for the principal any more; what was open ends or is the principal's own again."""

    code = "outreach.mandate.revoked"
    says = _("%(by)s 撤销了委托，未办结的代办事项 %(count)s 件随之结束")
    mandate: Mandate
    count: int
