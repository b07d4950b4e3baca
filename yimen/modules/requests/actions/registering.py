"""Verbs of registration and clarification: the day of receipt, the one correction, reasons, a fixed delay."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from yimen.kernel import calendar
from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import work
from yimen.kernel.people.roles import Role
from yimen.modules.requests import papers, regimes, rules
from yimen.modules.requests.events import (
    ApplicantRevealed,
    CorrectionAsked,
    CorrectionSupplied,
    DelayFixed,
    ReasonsAsked,
    ReasonsStated,
    RequestCorrectionLapsed,
    RequestRegistered,
    RequestTakenUp,
)
from yimen.modules.requests.models import InformationRequest
from yimen.modules.requests.permissions import Permission
from yimen.modules.requests.states import ClockEventKind, State

from . import timing
from .ending import end_without_answer
from .stating import Matter, hand_to, state_matters


@action(permission=Permission.REQUEST_HANDLE, moves=((State.SUBMITTED,), State.RECEIVED))
def register_request(
    request: InformationRequest,
    *,
    arrived_on: date | None = None,
    confirmed_on: date | None = None,
    by: Actor,
    at: datetime,
) -> RequestRegistered:
    """登记申请 — fixes the lawful day of receipt by channel, from which the answer period runs; gives the receipt.

    ``arrived_on`` is when it was handed in, signed for or came into the mailbox (for what came over the net: when it
    was submitted); ``confirmed_on`` is when the office confirmed with the applicant, where the law asks for that.
    """
    today = local_day(at)
    submitted = local_day(request.submitted_at or at)
    arrived = submitted if request.channel == "online" else (arrived_on or submitted)
    for name, day in (("arrived_on", arrived), ("confirmed_on", confirmed_on)):
        if day is not None and day > today:
            raise RuleBroken(_("日期不能晚于今天。"), fields={name: _("日期不能晚于今天")})
    regime = regimes.regime_on(arrived)
    received = rules.receipt_day(
        request.channel, arrived_on=arrived, confirmed_on=confirmed_on, regime=regime.code
    )
    request.received_on, request.received_basis = received.on, str(received.basis)
    request.regime = regimes.regime_on(received.on).code
    request.register_number = papers.register_number(request.org, today)
    request.registered_at = at
    due_on = timing.begin(request, ClockEventKind.RECEIVED, received.on)
    papers.receipt(request, due_on=due_on, at=at)
    hand_to(request, "handle", Role.DISCLOSURE_OFFICER, at=at, due_on=due_on)
    return RequestRegistered(
        request,
        request.register_number,
        received.on.isoformat(),
        request.received_basis,
        due_on.isoformat(),
    )


@action(permission=Permission.REQUEST_HANDLE, moves=((State.RECEIVED,), State.IN_PROCESS))
def take_up(request: InformationRequest, *, by: Actor, at: datetime) -> RequestTakenUp:
    """开始办理 — it is clear what is asked for; the search begins."""
    return RequestTakenUp(request)


@action(
    permission=Permission.REQUEST_HANDLE,
    moves=((State.RECEIVED, State.IN_PROCESS), State.CORRECTION_REQUESTED),
)
def ask_correction(
    request: InformationRequest, *, items: str, due_on: date, by: Actor, at: datetime
) -> CorrectionAsked:
    """告知补正 — once, within seven working days of receipt; what is unclear, how to cure it, a reasonable period."""
    today = local_day(at)
    items = rules.require_text(items, "items", _("请写明需要补正的内容。"), most=3000)
    if request.clock_events.filter(kind=ClockEventKind.CORRECTION_REQUESTED).exists():
        raise RuleBroken(_("已经告知过补正。补正只能一次性告知，不能再次要求。"))
    limit = regimes.find_limit(request.received_day, "correction_notice")
    if limit is not None:
        last = calendar.current().add(request.received_day, limit).on
        if today > last:
            raise RuleBroken(
                _("补正应当在收到申请之日起%(limit)s个工作日内告知，已于%(last)s届满。")
                % {"limit": limit, "last": last.isoformat()}
            )
    if due_on <= today:
        raise RuleBroken(_("补正期限应当在今天之后。"), fields={"due_on": _("应当在今天之后")})
    request.correction_items, request.correction_due_on = items, due_on
    timing.wait_for_correction(request, today, due_on)
    papers.correction(request, items=items, due_on=due_on, at=at)
    work.done(request.own_case, at=at)
    return CorrectionAsked(request, items, due_on.isoformat())


@action(permission=Permission.REQUEST_CORRECT, moves=((State.CORRECTION_REQUESTED,), State.IN_PROCESS))
def supply_correction(
    request: InformationRequest,
    *,
    matters: list[Matter],
    received_on: date | None = None,
    by: Actor,
    at: datetime,
) -> CorrectionSupplied:
    """提交补正 — what is asked for, said anew; the answer period begins again in full from its receipt.

    ``received_on`` is for the officer who enters a correction that came on paper; the applicant's own counts today.
    """
    own = str(request.applicant_id) == by.id
    day = local_day(at) if own or received_on is None else received_on
    if not state_matters(request, matters):
        raise RuleBroken(_("请写明申请公开的政府信息。"), fields={"matter_1_name": _("请填写")})
    due_on = timing.begin(request, ClockEventKind.CORRECTION_RECEIVED, day)
    hand_to(request, "handle", Role.DISCLOSURE_OFFICER, at=at, due_on=due_on)
    return CorrectionSupplied(request, day.isoformat())


@action(permission=Permission.REQUEST_LAPSE, moves=((State.CORRECTION_REQUESTED,), State.DECIDED))
def lapse_request_correction(
    request: InformationRequest, *, by: Actor, at: datetime
) -> RequestCorrectionLapsed:
    """逾期不补正 — the applicant is taken to have given the request up (条例 30); the letter says so."""
    due_on = request.correction_due_on
    if due_on is None or local_day(at) <= due_on:
        raise RuleBroken(_("补正期限尚未届满。"))
    end_without_answer(request, "abandoned_no_correction", {"due": papers.cn(due_on)}, at=at)
    return RequestCorrectionLapsed(request, due_on.isoformat())


@action(
    permission=Permission.REQUEST_HANDLE,
    moves=((State.RECEIVED, State.IN_PROCESS), State.REASONS_REQUESTED),
)
def ask_reasons(
    request: InformationRequest, *, why: str, due_on: date, by: Actor, at: datetime
) -> ReasonsAsked:
    """要求说明理由 — number or frequency are evidently beyond what is reasonable (条例 35); the clock runs on."""
    why = rules.require_text(why, "why", _("请写明为什么认为超过合理范围。"), most=1000)
    if due_on <= local_day(at):
        raise RuleBroken(_("期限应当在今天之后。"), fields={"due_on": _("应当在今天之后")})
    request.reasons_due_on = due_on
    papers.reasons(request, why=why, due_on=due_on, at=at)
    return ReasonsAsked(request, why, due_on.isoformat())


@action(permission=Permission.REQUEST_CORRECT, moves=((State.REASONS_REQUESTED,), State.IN_PROCESS))
def state_reasons(request: InformationRequest, *, reasons: str, by: Actor, at: datetime) -> ReasonsStated:
    """说明理由 — by the applicant, or entered by the officer from a letter."""
    request.reasons = rules.require_text(reasons, "reasons", _("请说明理由。"), most=3000)
    return ReasonsStated(request)


@action(permission=Permission.REQUEST_HANDLE, moves=((State.IN_PROCESS,), State.DELAYED))
def fix_delay(
    request: InformationRequest, *, until: date, reason: str, by: Actor, at: datetime
) -> DelayFixed:
    """确定延迟答复 — the reasons are sound but the period too short: a reasonable day is fixed and told (条例 35)."""
    today = local_day(at)
    reason = rules.require_text(reason, "reason", _("请写明为什么不能按期答复。"), most=300)
    if not request.reasons:
        raise RuleBroken(_("延迟答复以申请人已经说明理由为前提（条例第三十五条），请先要求说明理由。"))
    now = timing.reckoned(request, today)
    if now.due_on is None or today > now.due_on:
        raise RuleBroken(_("答复期限已经届满，不能再确定延迟答复。"))
    if until <= now.due_on or not calendar.current().is_working(until):
        told = _("应当是答复期限之后的一个工作日")
        raise RuleBroken(_("延迟答复的日期应当是答复期限之后的一个工作日。"), fields={"until": told})
    timing.fix(request, today, until=until)
    papers.delay(request, reason=reason, until=until, at=at)
    hand_to(request, "handle", Role.DISCLOSURE_OFFICER, at=at, due_on=until)
    return DelayFixed(request, until.isoformat(), reason)


@action(permission=Permission.APPLICANT_REVEAL)
def reveal_applicant(
    request: InformationRequest, *, reason: str, by: Actor, at: datetime
) -> ApplicantRevealed:
    """查看申请人证件 — the number is read whole once, for a stated reason; the reading is recorded."""
    reason = rules.require_text(reason, "reason", _("请写明查看的理由。"), most=200)
    if request.case is None or not request.case.parties.exclude(number_sealed="").exists():
        raise RuleBroken(_("此申请没有登记证件号码。"))
    return ApplicantRevealed(request, reason)
