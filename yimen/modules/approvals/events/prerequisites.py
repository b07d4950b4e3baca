"""Facts about what must come before what."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.modules.approvals.models import Application, Prerequisite


@dataclass(frozen=True)
class PrerequisiteSet(Event):
    """设置前置 — one item comes before another from a day on, by law."""

    code = "approvals.prerequisite.set"
    says = _("%(by)s 设置了前置关系 %(prerequisite)s，依据%(basis)s")
    about = "prerequisite"
    prerequisite: Prerequisite
    basis: str


@dataclass(frozen=True)
class PrerequisiteEnded(Event):
    """取消前置 — one item does not come before another any more; it may have been moved behind it (后置)."""

    code = "approvals.prerequisite.ended"
    says = _("%(by)s 自 %(on)s 起取消了前置关系 %(prerequisite)s，依据%(basis)s")
    prerequisite: Prerequisite
    on: str
    basis: str
    is_postponed: bool


@dataclass(frozen=True)
class PrerequisiteChecked(Event):
    """核对前置 — an official saw what must come before."""

    code = "approvals.application.prerequisite-checked"
    says = _("%(by)s 核对了前置事项 %(before)s 的办理结果")
    application: Application
    before: str
