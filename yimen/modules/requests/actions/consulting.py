"""Verbs of consultation, extension and fee: what moves the answer period while the request is in hand."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from yimen.kernel import calendar
from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import work
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.roles import Role
from yimen.modules.requests import papers, regimes, rules
from yimen.modules.requests.events import (
    ExtensionDeclined,
    ExtensionProposed,
    OpinionAsked,
    OpinionLapsed,
    OpinionLetterArrived,
    OpinionNoted,
    RequestExtended,
    ThirdPartyTold,
)
from yimen.modules.requests.models import Consultation, InformationRequest
from yimen.modules.requests.permissions import Permission
from yimen.modules.requests.states import (
    CONSULTING,
    UNANSWERED,
    ClockEventKind,
    ConsultationKind,
    Stance,
    State,
)

from . import timing
from .stating import next_state

OPEN_TO_CONSULTATION = (State.RECEIVED, State.IN_PROCESS, State.DELAYED, *CONSULTING)
AFTERWARDS = (*CONSULTING, State.IN_PROCESS, State.DELAYED, State.FEE_PENDING)
OBJECTIONS = (Stance.OBJECTS_WITH_GROUND, Stance.OBJECTS_WITHOUT_GROUND)


@action(permission=Permission.CONSULTATION_HANDLE, moves=(OPEN_TO_CONSULTATION, CONSULTING))
def consult(
    request: InformationRequest,
    *,
    kind: str,
    name: str = "",
    contact: str = "",
    org: Org | None = None,
    by: Actor,
    at: datetime,
) -> OpinionAsked:
    """征求意见 — in writing; their fifteen working days run from their receipt, ours stand still meanwhile."""
    if kind not in ConsultationKind.values:
        raise RuleBroken(_("请选择向谁征求意见。"), fields={"kind": _("请选择")})
    today, name = local_day(at), name.strip() or (org.name if org else "")
    name = rules.require_text(name, "name", _("请填写征求意见的对象。"), most=100)
    if request.consultations.filter(kind=kind, name=name, answered_on__isnull=True).exists():
        raise RuleBroken(_("已经在向其征求意见，请等待答复。"), fields={"name": _("已在征求意见")})
    one = Consultation.objects.create(
        request=request, kind=kind, name=name, contact=contact.strip()[:200], org=org, sent_on=today
    )
    days = _days(request, one)
    event = ClockEventKind.BODY_CONSULTED if one.is_of_body else ClockEventKind.THIRD_PARTY_SENT
    timing.pause(request, event, today, subject=one.pk, why=str(one.get_kind_display()), days=days)
    papers.consultation(request, one, days=days, at=at)
    request.state = next_state(request)
    return OpinionAsked(request, one, str(one.get_kind_display()))


@action(permission=Permission.CONSULTATION_HANDLE, moves=(CONSULTING, CONSULTING))
def note_arrival(
    request: InformationRequest, *, consultation: Consultation, received_on: date, by: Actor, at: datetime
) -> OpinionLetterArrived:
    """登记送达对方 — the day on which they received the letter; their period runs from it."""
    one = _open(request, consultation)
    if not one.sent_on <= received_on <= local_day(at):
        told = _("应当在发出日期和今天之间")
        raise RuleBroken(_("对方收到的日期应当在发出日期和今天之间。"), fields={"received_on": told})
    due_on = calendar.current().add(received_on, _days(request, one)).on
    Consultation.objects.filter(pk=one.pk).update(received_on=received_on, due_on=due_on)
    work.done(request.own_case, "await_opinion", at=at)
    work.wait_for(request.own_case, "await_opinion", role=Role.DISCLOSURE_OFFICER, at=at, due_on=due_on)
    return OpinionLetterArrived(request, one, received_on.isoformat(), due_on.isoformat())


@action(permission=Permission.CONSULTATION_HANDLE, moves=(CONSULTING, AFTERWARDS))
def note_opinion(
    request: InformationRequest,
    *,
    consultation: Consultation,
    stance: str,
    text: str = "",
    answered_on: date,
    by: Actor,
    at: datetime,
) -> OpinionNoted:
    """登记意见 — what they said and when; the answer period goes on from the next day."""
    one = _open(request, consultation)
    if stance not in Stance.values or stance == Stance.SILENT:
        raise RuleBroken(_("请选择对方的意见。"), fields={"stance": _("请选择")})
    if stance in OBJECTIONS:
        rules.require_text(text, "text", _("对方不同意公开的，请写明其理由。"))
    if answered_on < (one.received_on or one.sent_on):
        raise RuleBroken(_("意见日期不能早于对方收到的日期。"), fields={"answered_on": _("日期过早")})
    _end(request, one, stance=stance, text=text.strip(), on=answered_on, at=at)
    return OpinionNoted(request, one, str(Stance(stance).label), answered_on.isoformat())


@action(permission=Permission.CONSULTATION_LAPSE, moves=(CONSULTING, AFTERWARDS))
def lapse_consultation(
    request: InformationRequest, *, consultation: Consultation, by: Actor, at: datetime
) -> OpinionLapsed:
    """意见期满 — fifteen working days without a word: bodies consent by silence, for a third party the law decides."""
    one = _open(request, consultation)
    if one.due_on is None or local_day(at) <= one.due_on:
        raise RuleBroken(_("征求意见的期限尚未届满。"))
    _end(request, one, stance=Stance.SILENT, text="", on=one.due_on, at=at)
    follows = _("视为同意公开") if one.is_of_body else _("由本机关依法决定是否公开")
    return OpinionLapsed(request, one, follows, one.due_on.isoformat())


@action(permission=Permission.CONSULTATION_OVERRIDE, moves=((State.AWAITING_APPROVAL,),) * 2)
def tell_third_party(
    request: InformationRequest, *, consultation: Consultation, reason: str, by: Actor, at: datetime
) -> ThirdPartyTold:
    """告知第三方 — withholding could do grave harm to the public interest: open all the same, and tell them why."""
    reason = rules.require_text(reason, "reason", _("请写明公共利益的理由。"), most=500)
    one = request.consultations.filter(pk=consultation.pk, stance__in=OBJECTIONS).first()
    if one is None or one.is_of_body:
        raise RuleBroken(_("没有不同意公开的第三方意见。"))
    if one.told_on is not None:
        raise RuleBroken(_("已经书面告知该第三方。"))
    Consultation.objects.filter(pk=one.pk).update(told_on=local_day(at), told_reason=reason)
    papers.override(request, one, reason=reason, at=at)
    return ThirdPartyTold(request, one, reason)


def _open(request: InformationRequest, consultation: Consultation) -> Consultation:
    one = request.consultations.filter(pk=consultation.pk, answered_on__isnull=True).first()
    if one is None:
        raise RuleBroken(_("这项征求意见已经结束。"))
    return one


def _days(request: InformationRequest, one: Consultation) -> int:
    code = "third_party_opinion" if one.kind == ConsultationKind.THIRD_PARTY else "co_maker_opinion"
    day = max(request.received_day, one.sent_on)
    return regimes.limit(day, code)


def _end(
    request: InformationRequest, one: Consultation, *, stance: str, text: str, on: date, at: datetime
) -> None:
    Consultation.objects.filter(pk=one.pk).update(stance=stance, text=text, answered_on=on)
    event = ClockEventKind.BODY_ANSWERED if one.is_of_body else ClockEventKind.THIRD_PARTY_ANSWERED
    timing.go_on(request, event, on, subject=one.pk, result=str(Stance(stance).label))
    request.state = next_state(request)
    if request.state not in CONSULTING:
        work.done(request.own_case, "await_opinion", at=at)


# --- 延长答复期限

IN_TIME = tuple(one for one in UNANSWERED if one not in (State.CORRECTION_REQUESTED, State.FEE_PENDING))


@action(permission=Permission.EXTENSION_PROPOSE, moves=(IN_TIME, IN_TIME))
def propose_extension(
    request: InformationRequest, *, days: int, reason: str, by: Actor, at: datetime
) -> ExtensionProposed:
    """提请延期 — the officer says how long and why; the head of the disclosure office consents or not."""
    reason = rules.require_text(reason, "reason", _("请写明延长的理由。"), most=300)
    most = regimes.regime_on(request.received_day).extension_most
    if not 0 < days <= most:
        told = _("应在1到%(most)s个工作日之间") % {"most": most}
        raise RuleBroken(
            _("延长的期限最长不得超过%(most)s个工作日。") % {"most": most}, fields={"days": told}
        )
    clock = timing.running(request)
    if timing.was_extended(clock):
        raise RuleBroken(_("此申请已经延长过答复期限。"))
    if local_day(at) > clock.due_on:
        raise RuleBroken(_("答复期限已经届满，届满后不能再延长。"))
    request.extension_asked, request.extension_reason = days, reason
    work.done(request.own_case, "grant_extension", at=at)
    work.wait_for(request.own_case, "grant_extension", role=Role.DISCLOSURE_HEAD, at=at, due_on=clock.due_on)
    return ExtensionProposed(request, days, reason)


@action(permission=Permission.EXTENSION_GRANT, moves=(IN_TIME, IN_TIME))
def grant_extension(request: InformationRequest, *, by: Actor, at: datetime) -> RequestExtended:
    """同意延期 — by the head of the disclosure office, before the due date, told to the applicant (条例 33)."""
    days, reason = _proposed(request)
    due_on = timing.prolong(request, local_day(at), days=days, reason=reason)
    papers.extension(request, days=days, reason=reason, due_on=due_on, at=at)
    request.extension_asked = None
    work.done(request.own_case, "grant_extension", at=at)
    return RequestExtended(request, days, due_on.isoformat())


@action(permission=Permission.EXTENSION_GRANT, moves=(IN_TIME, IN_TIME))
def decline_extension(
    request: InformationRequest, *, reason: str, by: Actor, at: datetime
) -> ExtensionDeclined:
    """不同意延期 — the answer is due as before."""
    _proposed(request)
    reason = rules.require_text(reason, "reason", _("请写明不同意的理由。"), most=300)
    request.extension_asked = None
    work.done(request.own_case, "grant_extension", at=at)
    return ExtensionDeclined(request, reason)


def _proposed(request: InformationRequest) -> tuple[int, str]:
    if request.extension_asked is None:
        raise RuleBroken(_("没有等待决定的延期申请。"))
    return request.extension_asked, request.extension_reason
