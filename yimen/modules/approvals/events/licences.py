"""Facts of licences: issued, used, renewed by law, revoked, cancelled, expired."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.base.refusals import Text
from yimen.modules.approvals.models import Application, Licence, LicenceRevocation, LicenceType


@dataclass(frozen=True)
class LicenceTypeSet(Event):
    """设定证照类型 — a kind of licence with its numbers and its validity."""

    code = "approvals.licence-type.set"
    says = _("%(by)s 设定证照类型 %(type)s")
    about = "type"
    type: LicenceType


@dataclass(frozen=True)
class LicenceIssued(Event):
    """发证 — the sealed licence stands in the register."""

    code = "approvals.licence.issued"
    says = _("%(licence)s 登入证照目录")
    about = "licence"
    licence: Licence
    valid_until: str


@dataclass(frozen=True)
class LicenceSuperseded(Event):
    """换发新证 — another licence stands in its place, after a change or a renewal."""

    code = "approvals.licence.superseded"
    says = _("%(licence)s 由 %(successor)s 替换")
    licence: Licence
    successor: Licence


@dataclass(frozen=True)
class LicenceChosen(Event):
    """选择证照 — which licence the application shall change or renew."""

    code = "approvals.licence.chosen"
    says = _("%(by)s 选择了所涉证照 %(licence)s")
    application: Application
    licence: Licence


@dataclass(frozen=True)
class LicenceUsed(Event):
    """以证代材 — a licence in force was used as a material, checked on the day; its holder can see it."""

    code = "approvals.licence.used"
    says = _("以证照 %(licence)s 作为材料“%(name)s”，当日核验有效")
    application: Application
    licence: Licence
    name: str
    key: str


@dataclass(frozen=True)
class LicenceDeemedRenewed(Event):
    """视为准予延续 — asked in time and not decided by its last day: renewed by law (行政许可法 50)."""

    code = "approvals.licence.deemed-renewed"
    says = _("逾期未作决定，%(licence)s 视为准予延续至 %(until)s")
    licence: Licence
    application: Application
    until: str


@dataclass(frozen=True)
class LicenceExpired(Event):
    """到期 — its last day has passed and it was not renewed."""

    code = "approvals.licence.expired"
    says = _("%(licence)s 有效期届满")
    licence: Licence


@dataclass(frozen=True)
class LicenceReminded(Event):
    """到期提醒 — the holder was told in good time by when renewal must be asked for."""

    code = "approvals.licence.reminded"
    says = _("已提醒 %(licence)s 将于 %(until)s 到期")
    licence: Licence
    until: str


@dataclass(frozen=True)
class RevocationProposed(Event):
    """提出撤销 — ground, facts and effects; the holder is heard before anything is decided."""

    code = "approvals.revocation.proposed"
    says = _("%(by)s 提出撤销 %(licence)s：%(ground)s")
    licence: Licence
    revocation: LicenceRevocation
    ground: Text
    opinion_until: str


@dataclass(frozen=True)
class RevocationOpinionStated(Event):
    """陈述申辩 — what the holder has to say."""

    code = "approvals.revocation.opinion-stated"
    says = _("%(by)s 就撤销 %(licence)s 作出陈述和申辩")
    licence: Licence
    revocation: LicenceRevocation


@dataclass(frozen=True)
class LicenceRevoked(Event):
    """撤销 — decided by another person than the one who proposed it; from now on the licence does not hold."""

    code = "approvals.licence.revoked"
    says = _("%(by)s 决定撤销 %(licence)s：%(ground)s")
    licence: Licence
    revocation: LicenceRevocation
    ground: Text


@dataclass(frozen=True)
class LicenceUndone(Event):
    """随决定撤销 — the decision on which the licence rests was undone; the licence holds no more."""

    code = "approvals.licence.undone"
    says = _("%(licence)s 所依据的决定已被撤销，证照随之撤销：%(reason)s")
    licence: Licence
    reason: str


@dataclass(frozen=True)
class RevocationDropped(Event):
    """不予撤销 — after the holder was heard the licence stands."""

    code = "approvals.revocation.dropped"
    says = _("%(by)s 决定不撤销 %(licence)s：%(reason)s")
    licence: Licence
    reason: str


@dataclass(frozen=True)
class LicenceCancelled(Event):
    """注销 — struck from the register for a ground of the law (行政许可法 70)."""

    code = "approvals.licence.cancelled"
    says = _("%(by)s 注销 %(licence)s：%(ground)s")
    licence: Licence
    ground: Text


@dataclass(frozen=True)
class LicencePaperSealed(Event):
    """终止文书用印 — the paper that ends the licence has its seal."""

    code = "approvals.licence.paper-sealed"
    says = _("%(by)s 在《%(document)s》上用印")
    licence: Licence
    document: str
