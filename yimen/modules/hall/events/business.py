"""Facts about what people queue for."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.modules.hall.models import BusinessClass, PriorityGround


@dataclass(frozen=True)
class BusinessClassAdded(Event):
    """设立业务类别 — a hall has one more queue."""

    code = "hall.business.added"
    says = _("%(by)s 设立了业务类别 %(business)s")
    about = "business"
    business: BusinessClass


@dataclass(frozen=True)
class BusinessClassAmended(Event):
    """变更业务类别 — its name, or whether numbers are given."""

    code = "hall.business.amended"
    says = _("%(by)s 变更了业务类别 %(business)s：%(changed)s")
    business: BusinessClass
    changed: list[str]


@dataclass(frozen=True)
class PriorityAdded(Event):
    """登记优先事由 — whom the law, or the city, lets go first."""

    code = "hall.priority.added"
    says = _("%(by)s 登记了优先事由 %(priority)s（%(basis)s）")
    about = "priority"
    priority: PriorityGround
    basis: str
