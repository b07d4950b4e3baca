"""Verbs after the answer: reconsideration and suits, answering anew, archive, suggestions of publication."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from yimen.kernel import calendar
from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import work
from yimen.kernel.cases.opening import reopen_case
from yimen.kernel.people.roles import Role
from yimen.modules.requests import rules
from yimen.modules.requests.events import (
    PublicationSuggested,
    RemedyConcluded,
    RemedyOpened,
    RequestClosed,
    RequestReopened,
    SuggestionAnswered,
)
from yimen.modules.requests.models import InformationRequest, ProactiveSuggestion, RemedyCase
from yimen.modules.requests.models.answers import Openness
from yimen.modules.requests.permissions import Permission
from yimen.modules.requests.states import (
    UNANSWERED,
    ClockEventKind,
    MatterState,
    RemedyKind,
    RemedyResult,
    State,
)

from . import timing
from .answering import latest
from .stating import hand_to

CONTESTED = (*UNANSWERED, State.SERVED, State.UNDER_REVIEW, State.CLOSED)
AFTER_ANSWER = (State.SERVED, State.CLOSED)


CONCLUDED_FROM = (*UNANSWERED, State.DECIDED, State.SERVED, State.UNDER_REVIEW)


@action(permission=Permission.REMEDY_HANDLE, moves=(CONTESTED, (*UNANSWERED, State.UNDER_REVIEW)))
def open_remedy(
    request: InformationRequest,
    *,
    kind: str,
    authority: str,
    filed_on: date,
    case_number: str = "",
    by: Actor,
    at: datetime,
) -> RemedyOpened:
    """登记复议诉讼 — against an answer, or against its absence."""
    if kind not in RemedyKind.values:
        raise RuleBroken(_("请选择救济类型。"), fields={"kind": _("请选择")})
    authority = rules.require_text(authority, "authority", _("请填写复议机关或者人民法院。"), most=100)
    if not request.received_day <= filed_on <= local_day(at):
        told = _("应当在收到申请之后、今天之前")
        raise RuleBroken(_("受理日期不正确。"), fields={"filed_on": told})
    if request.remedies.filter(kind=kind, concluded_on__isnull=True).exists():
        raise RuleBroken(_("已有尚未审结的同类案件。"), fields={"kind": _("尚未审结")})
    opened = RemedyCase.objects.create(
        request=request,
        org=request.org,
        kind=kind,
        authority=authority,
        filed_on=filed_on,
        case_number=case_number.strip()[:60],
    )
    if request.state in (State.SERVED, State.CLOSED):
        request.state = State.UNDER_REVIEW
    return RemedyOpened(request, opened, str(RemedyKind(kind).label), authority)


@action(
    permission=Permission.REMEDY_HANDLE,
    moves=(CONCLUDED_FROM, CONCLUDED_FROM),
)
def conclude_remedy(
    request: InformationRequest,
    *,
    remedy: RemedyCase,
    result: str,
    concluded_on: date,
    note: str = "",
    by: Actor,
    at: datetime,
) -> RemedyConcluded:
    """登记复议诉讼结果 — upheld, corrected or otherwise; where it was corrected, the request is to be answered anew."""
    one = request.remedies.filter(pk=remedy.pk, concluded_on__isnull=True).first()
    if one is None:
        raise RuleBroken(_("这个案件已经登记过结果。"))
    if result not in RemedyResult.values or result == RemedyResult.PENDING:
        raise RuleBroken(_("请选择结果。"), fields={"result": _("请选择")})
    if not one.filed_on <= concluded_on <= local_day(at):
        told = _("应当在受理日期和今天之间")
        raise RuleBroken(_("审结日期应当在受理日期和今天之间。"), fields={"concluded_on": told})
    RemedyCase.objects.filter(pk=one.pk).update(
        result=result, concluded_on=concluded_on, note=note.strip()[:500]
    )
    others = request.remedies.filter(concluded_on__isnull=True).exclude(pk=one.pk)
    if request.state == State.UNDER_REVIEW and not others.exists():
        request.state = State.SERVED
    return RemedyConcluded(request, one, str(one.get_kind_display()), str(RemedyResult(result).label))


@action(permission=Permission.REMEDY_HANDLE, moves=((State.SERVED, State.CLOSED), State.IN_PROCESS))
def reopen_request(
    request: InformationRequest, *, reason: str, until: date | None = None, by: Actor, at: datetime
) -> RequestReopened:
    """重新办理 — the answer was corrected by reconsideration or judgment; ``until`` where that set a day."""
    reason = rules.require_text(reason, "reason", _("请写明依据哪一份决定书或者判决书。"), most=300)
    if not request.remedies.filter(result=RemedyResult.CORRECTED).exists():
        raise RuleBroken(_("没有结果为纠正的复议或者诉讼，不能重新办理。"))
    today = local_day(at)
    if until is not None and (until <= today or not calendar.current().is_working(until)):
        raise RuleBroken(_("期限应当是今天之后的一个工作日。"), fields={"until": _("应当是以后的工作日")})
    reopen_case(request.own_case)
    request.served_on = request.due_when_served = None
    due_on = timing.begin(request, ClockEventKind.REOPENED, today, until=until)
    hand_to(request, "handle", Role.DISCLOSURE_OFFICER, at=at, due_on=due_on)
    return RequestReopened(request, reason, due_on.isoformat())


@action(permission=Permission.REQUEST_CLOSE, moves=((State.SERVED,), State.CLOSED))
def close_request(request: InformationRequest, *, archive_box: str, by: Actor, at: datetime) -> RequestClosed:
    """归档申请 — registration, handling, answer and proof of service lie together (条例 45)."""
    request.archive_box = rules.require_text(archive_box, "archive_box", _("请填写档案盒号。"), most=60)
    request.ended_at = at
    return RequestClosed(request, request.archive_box)


@action(permission=Permission.REQUEST_AMEND, moves=(AFTER_ANSWER, AFTER_ANSWER))
def suggest_publication(
    request: InformationRequest, *, reason: str, by: Actor, at: datetime
) -> PublicationSuggested:
    """建议主动公开 — what was given concerns everybody (条例 44); the body must examine it."""
    reason = rules.require_text(reason, "reason", _("请写明建议的理由。"), most=2000)
    if latest(request).outcome.openness not in (Openness.OPEN, Openness.PARTLY):
        raise RuleBroken(_("只有已经向您公开的信息才能建议主动公开。"))
    if ProactiveSuggestion.objects.filter(request=request).exists():
        raise RuleBroken(_("您已经提出过这项建议。"))
    ProactiveSuggestion.objects.create(request=request, reason=reason, suggested_at=at)
    work.wait_for(request.own_case, "answer_suggestion", role=Role.DISCLOSURE_OFFICER, at=at)
    return PublicationSuggested(request)


@action(permission=Permission.SUGGESTION_ANSWER, moves=(CONTESTED, CONTESTED))
def answer_suggestion(
    request: InformationRequest, *, is_taken_up: bool, answer: str, by: Actor, at: datetime
) -> SuggestionAnswered:
    """答复建议 — examined: what belongs to the public is published in time; the applicant is told."""
    answer = rules.require_text(answer, "answer", _("请写明审核意见。"), most=2000)
    changed = ProactiveSuggestion.objects.filter(request=request, state=MatterState.FILED).update(
        state=MatterState.SETTLED, is_taken_up=is_taken_up, answer=answer, answered_on=local_day(at)
    )
    if not changed:
        raise RuleBroken(_("没有等待审核的建议。"))
    work.done(request.own_case, "answer_suggestion", at=at)
    return SuggestionAnswered(request, _("纳入主动公开") if is_taken_up else _("不纳入主动公开"))
