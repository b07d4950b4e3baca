"""Facts of the authority's desk before the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.modules.requests.models import Consultation, FeeNotice, InformationRequest


@dataclass(frozen=True)
class RequestRegistered(Event):
    """登记申请 — the lawful day of receipt is fixed; the answer period runs from it."""

    code = "requests.request.registered"
    says = _("%(by)s 登记了申请，收到日期为%(received_on)s，答复期限至%(due_on)s")
    request: InformationRequest
    register_number: str
    received_on: str
    basis: str
    due_on: str


@dataclass(frozen=True)
class RequestEntered(Event):
    """代为登记 — a request on paper, by mail or by word of mouth is entered by the officer."""

    code = "requests.request.entered"
    says = _("%(by)s 代为登记了一份%(channel)s申请")
    about: ClassVar[str] = "request"
    request: InformationRequest
    channel: str


@dataclass(frozen=True)
class RequestTakenUp(Event):
    """开始办理 — the officer looks for the information."""

    code = "requests.request.taken-up"
    says = _("%(by)s 开始办理")
    request: InformationRequest


@dataclass(frozen=True)
class CorrectionAsked(Event):
    """告知补正 — once, within the days of the law; says what and until when."""

    code = "requests.request.correction-asked"
    says = _("%(by)s 一次性告知补正，补正期限至%(due_on)s")
    request: InformationRequest
    items: str
    due_on: str


@dataclass(frozen=True)
class RequestCorrectionLapsed(Event):
    """逾期不补正 — the body does not go on with it."""

    code = "requests.request.correction-lapsed"
    says = _("申请人逾期不补正，视为放弃申请（补正期限%(due_on)s）")
    request: InformationRequest
    due_on: str


@dataclass(frozen=True)
class ReasonsAsked(Event):
    """要求说明理由 — number or frequency are evidently beyond what is reasonable."""

    code = "requests.request.reasons-asked"
    says = _("%(by)s 要求说明申请理由，期限至%(due_on)s")
    request: InformationRequest
    why: str
    due_on: str


@dataclass(frozen=True)
class DelayFixed(Event):
    """确定延迟答复 — the reasons are sound, the period is too short; the new day is told."""

    code = "requests.request.delay-fixed"
    says = _("%(by)s 确定延迟答复至%(until)s")
    request: InformationRequest
    until: str
    reason: str


@dataclass(frozen=True)
class OpinionAsked(Event):
    """征求意见 — in writing; the time it takes is not counted."""

    code = "requests.consultation.sent"
    says = _("%(by)s 发出征求意见书（%(kind)s），所需时间不计入答复期限")
    request: InformationRequest
    consultation: Consultation
    kind: str


@dataclass(frozen=True)
class OpinionLetterArrived(Event):
    """登记送达对方 — the fifteen days of those who were asked run from it."""

    code = "requests.consultation.arrived"
    says = _("征求意见书于%(received_on)s送达对方，意见期限至%(due_on)s")
    request: InformationRequest
    consultation: Consultation
    received_on: str
    due_on: str


@dataclass(frozen=True)
class OpinionNoted(Event):
    """登记意见 — the answer period goes on."""

    code = "requests.consultation.answered"
    says = _("%(by)s 登记了意见（%(stance)s）")
    request: InformationRequest
    consultation: Consultation
    stance: str
    answered_on: str


@dataclass(frozen=True)
class OpinionLapsed(Event):
    """意见期满 — a co-maker's silence is consent; for a third party the body decides by law."""

    code = "requests.consultation.lapsed"
    says = _("征求意见期满，未收到意见：%(follows)s")
    request: InformationRequest
    consultation: Consultation
    follows: str
    on: str


@dataclass(frozen=True)
class ThirdPartyTold(Event):
    """告知第三方 — open in the public interest although they objected."""

    code = "requests.consultation.third-party-told"
    says = _("%(by)s 书面告知第三方决定公开的内容和理由")
    request: InformationRequest
    consultation: Consultation
    reason: str


@dataclass(frozen=True)
class ExtensionProposed(Event):
    """提请延期 — the head of the disclosure office decides."""

    code = "requests.request.extension-proposed"
    says = _("%(by)s 提请延长答复期限%(days)s个工作日：%(reason)s")
    request: InformationRequest
    days: int
    reason: str


@dataclass(frozen=True)
class RequestExtended(Event):
    """同意延期 — in time, told to the applicant."""

    code = "requests.request.extended"
    says = _("%(by)s 同意延长答复期限%(days)s个工作日，至%(due_on)s")
    request: InformationRequest
    days: int
    due_on: str


@dataclass(frozen=True)
class ExtensionDeclined(Event):
    """不同意延期 — the answer is due as before."""

    code = "requests.request.extension-declined"
    says = _("%(by)s 不同意延长答复期限：%(reason)s")
    request: InformationRequest
    reason: str


@dataclass(frozen=True)
class FeeNotified(Event):
    """通知收费 — computed from the published standard."""

    code = "requests.fee.notified"
    says = _("%(by)s 发出收费通知，%(amount)s元，缴费期限至%(pay_by)s")
    request: InformationRequest
    fee: FeeNotice
    amount: str
    pay_by: str


@dataclass(frozen=True)
class FeePaid(Event):
    """确认缴费 — handling goes on."""

    code = "requests.fee.paid"
    says = _("%(by)s 确认申请人于%(paid_on)s缴费%(amount)s元")
    request: InformationRequest
    fee: FeeNotice
    amount: str
    paid_on: str


@dataclass(frozen=True)
class FeeReceived(Event):
    """信息处理费到账 — the bank reported the sum under the code of the notice."""

    code = "requests.fee.received"
    says = _("信息处理费%(amount)s元已到账，银行流水号%(bank_reference)s")
    request: InformationRequest
    fee: FeeNotice
    amount: str
    bank_reference: str


@dataclass(frozen=True)
class FeeLapsed(Event):
    """逾期未缴费 — the body does not go on with it."""

    code = "requests.fee.lapsed"
    says = _("申请人逾期未缴费，视为放弃申请（缴费期限%(pay_by)s）")
    request: InformationRequest
    fee: FeeNotice
    pay_by: str


@dataclass(frozen=True)
class ApplicantRevealed(Event):
    """查看申请人证件 — the number was read whole, for a stated reason."""

    code = "requests.request.applicant-revealed"
    says = _("%(by)s 查看了申请人证件号码：%(reason)s")
    request: InformationRequest
    reason: str
