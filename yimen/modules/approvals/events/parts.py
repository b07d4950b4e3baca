"""Facts about an application that is a part of a stage of a project."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.base.refusals import Text
from yimen.modules.approvals.models import Application


@dataclass(frozen=True)
class ApplicationBegunAsPart(Event):
    """并联受件 — received and accepted with all other parts of its stage, at the same instant."""

    code = "approvals.application.begun-as-part"
    says = _("并联受理，与本阶段其他事项同时起算，承诺 %(promised_on)s 前办结")
    application: Application
    waits_for: str
    promised_on: str
    statutory_on: str


@dataclass(frozen=True)
class PredecessorArrived(Event):
    """前项已办结 — the application may be granted from now on."""

    code = "approvals.application.predecessor-arrived"
    says = _("前项已办结：%(names)s，可以作出决定")
    application: Application
    names: str


@dataclass(frozen=True)
class SharedMaterialRenewed(Event):
    """共享材料更新 — a new version took the place of the old one; ``reopened`` when a review that used it begins anew."""

    code = "approvals.application.shared-material-renewed"
    says = _("共享材料已更新：%(name)s")
    application: Application
    name: str
    reopened: bool


@dataclass(frozen=True)
class ApplicationIssuedWithStage(Event):
    """结果统一发放 — given out by the lead with the results of all other parts."""

    code = "approvals.application.issued-with-stage"
    says = _("牵头部门统一发放结果，方式：%(method)s，签收人：%(receiver)s")
    application: Application
    method: Text
    receiver: str


@dataclass(frozen=True)
class ApplicationExpedited(Event):
    """特事特办 — what differs for this application; every step and every required material stays."""

    code = "approvals.application.expedited"
    says = _("依据特事特办的决定办理：%(told)s")
    application: Application
    told: list[Text]
