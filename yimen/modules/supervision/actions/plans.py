"""整改: the unit's plan, its report, the check by another person, the sample drawn again."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import work
from yimen.kernel.people.roles import Role
from yimen.modules.supervision.case_states import (
    PLAN_WAITS,
    WAITING,
    CampaignState,
    CaseState,
    NoticeKind,
    NoticeState,
    PlanState,
)
from yimen.modules.supervision.events.rectifications import (
    PlanAccepted,
    PlanReturned,
    PlanSubmitted,
    RectificationChecked,
    RectificationReported,
    ResamplingRecorded,
)
from yimen.modules.supervision.models import (
    RectificationCheck,
    RectificationNotice,
    RectificationPlan,
    Resampling,
    SampleFrame,
    SupervisionCase,
)
from yimen.modules.supervision.permissions import Permission

from .rectifications import ask_for_plan
from .stating import acting_person, require_own_unit, required


@action(permission=Permission.PLAN_SUBMIT, moves=(PLAN_WAITS, CaseState.PLAN_RECEIVED))
def submit_plan(
    supervision_case: SupervisionCase,
    *,
    meeting_on: date,
    causes: str,
    measures: str,
    owner: str,
    done_by: date,
    by: Actor,
    at: datetime,
) -> PlanSubmitted:
    """报送整改方案 — after the unit's leaders met on it: causes, measures, who answers for it, by when."""
    require_own_unit(by, supervision_case.unit)
    today = local_day(at)
    if supervision_case.told_at is None or not local_day(supervision_case.told_at) <= meeting_on <= today:
        told = _("专题会议日期应当在收到整改文书之后、今天之前。")
        raise RuleBroken(told, fields={"meeting_on": told})
    if supervision_case.due_on is None or not today <= done_by <= max(supervision_case.due_on, today):
        told = _("完成日期应当在今天之后、整改期限之内。")
        raise RuleBroken(told, fields={"done_by": told})
    plan = RectificationPlan.objects.create(
        supervision_case=supervision_case,
        meeting_on=meeting_on,
        causes=required(causes, "causes", _("请写明原因分析。")),
        measures=required(measures, "measures", _("请写明整改措施。")),
        owner=required(owner, "owner", _("请填写责任人。"), most=60),
        done_by=done_by,
        submitted_by=acting_person(by).person,
        submitted_at=at,
    )
    work.done(supervision_case.case, at=at)
    work.wait_for(supervision_case.case, "examine_plan", role=Role.SUPERVISOR, at=at)
    days = (meeting_on.isoformat(), plan.owner, done_by.isoformat())
    return PlanSubmitted(supervision_case, plan, *days)


@action(permission=Permission.PLAN_EXAMINE, moves=((CaseState.PLAN_RECEIVED,), PLAN_WAITS))
def return_plan(supervision_case: SupervisionCase, *, reason: str, by: Actor, at: datetime) -> PlanReturned:
    """退回整改方案 — what is missing; the days of the rectification run on."""
    plan = supervision_case.plans.get(state=PlanState.SUBMITTED)
    plan.state = PlanState.RETURNED
    plan.return_reason = required(reason, "reason", _("请写明退回的理由。"), most=500)
    plan.save()
    ordered = latest_notice(supervision_case).kind == NoticeKind.ORDER
    supervision_case.state = CaseState.ORDERED if ordered else CaseState.SUGGESTED
    work.done(supervision_case.case, at=at)
    ask_for_plan(supervision_case, supervision_case.plan_due_on or local_day(at), at=at)
    return PlanReturned(supervision_case, plan, plan.return_reason)


@action(permission=Permission.PLAN_EXAMINE, moves=((CaseState.PLAN_RECEIVED,), CaseState.RECTIFYING))
def accept_plan(supervision_case: SupervisionCase, *, by: Actor, at: datetime) -> PlanAccepted:
    """同意整改方案 — the unit puts it right, until the day of the paper."""
    plan = supervision_case.plans.get(state=PlanState.SUBMITTED)
    plan.state = PlanState.ACCEPTED
    plan.save()
    _ask_for_report(supervision_case, at=at)
    return PlanAccepted(supervision_case, plan)


def _ask_for_report(supervision_case: SupervisionCase, *, at: datetime) -> None:
    case, unit, due_on = supervision_case.case, supervision_case.unit.path, supervision_case.due_on
    work.done(case, at=at)
    work.wait_for(case, "report_rectified", role=Role.SECTION_HEAD, at=at, due_on=due_on, org_path=unit)


@action(permission=Permission.RECTIFICATION_REPORT, moves=((CaseState.RECTIFYING,), CaseState.RECTIFYING))
def report_rectified(
    supervision_case: SupervisionCase, *, report: str, by: Actor, at: datetime
) -> RectificationReported:
    """报告整改结果 — what was done, by the unit itself."""
    require_own_unit(by, supervision_case.unit)
    if supervision_case.reported_at is not None:
        raise RuleBroken(_("整改结果已经报告，等待复查。"))
    supervision_case.report = required(report, "report", _("请写明整改结果。"))
    supervision_case.reported_at = at
    work.done(supervision_case.case, at=at)
    work.wait_for(supervision_case.case, "check_rectification", role=Role.SUPERVISOR, at=at)
    return RectificationReported(supervision_case)


@action(
    permission=Permission.RECTIFICATION_CHECK,
    moves=((CaseState.RECTIFYING,), (CaseState.VERIFIED, CaseState.RECTIFYING)),
)
def check_rectification(
    supervision_case: SupervisionCase, *, is_passed: bool, text: str, by: Actor, at: datetime
) -> RectificationChecked:
    """复查整改 — by another person than who drafted or signed the paper; what is not put right goes on."""
    person, notice = acting_person(by).person, latest_notice(supervision_case)
    if supervision_case.reported_at is None:
        raise RuleBroken(_("单位报告整改结果之后才能复查。"))
    if person.pk == notice.drafted_by_id or notice.signatures.filter(signed_by=person).exists():
        raise RuleBroken(_("复查人不能是整改文书的拟稿人或者签发人。"))
    made = RectificationCheck.objects.create(
        supervision_case=supervision_case,
        issuer=notice.drafted_by,
        checked_by=person,
        is_passed=is_passed,
        text=required(text, "text", _("请写明复查情况。")),
        checked_at=at,
    )
    if is_passed:
        supervision_case.state = CaseState.VERIFIED
        work.done(supervision_case.case, at=at)
        work.wait_for(supervision_case.case, "close_case", role=Role.SUPERVISOR, at=at)
    else:
        supervision_case.reported_at = None
        _ask_for_report(supervision_case, at=at)
    result = _("合格") if is_passed else _("不合格，继续整改")
    return RectificationChecked(supervision_case, made, result)


@action(permission=Permission.RESAMPLING_RECORD, moves=((CaseState.CLOSED,), CaseState.CLOSED))
def record_resampling(
    supervision_case: SupervisionCase,
    *,
    frame: SampleFrame,
    is_repeated: bool,
    text: str,
    by: Actor,
    at: datetime,
) -> ResamplingRecorded:
    """登记复查抽样 — from a sample drawn after the case was closed, not before the day on which it may begin."""
    today = local_day(at)
    if supervision_case.resample_from is None or today < supervision_case.resample_from:
        raise RuleBroken(_("还没有到复查抽样的日期。"))
    if Resampling.objects.filter(supervision_case=supervision_case).exists():
        raise RuleBroken(_("复查抽样已经登记。"))
    _require_asked(supervision_case, frame)
    made = Resampling.objects.create(
        supervision_case=supervision_case,
        frame=frame,
        is_repeated=is_repeated,
        text=required(text, "text", _("请写明抽样结果。")),
        recorded_by=by.label[:100],
        recorded_on=today,
    )
    work.done(supervision_case.case, "resample", at=at)
    result = _("问题再次发生") if is_repeated else _("没有发现问题再次发生")
    return ResamplingRecorded(supervision_case, made, result)


def _require_asked(supervision_case: SupervisionCase, frame: SampleFrame) -> None:
    """A sample that was drawn after the case was closed, in which somebody was asked about the unit."""
    drawn_after = supervision_case.closed_at is not None and frame.drawn_at > supervision_case.closed_at
    about_unit = frame.samples.filter(org__path__startswith=supervision_case.unit.path)
    if not drawn_after or frame.campaign.state == CampaignState.PLANNED or not about_unit.exists():
        raise _wrong_frame(_("请选择结案之后、包含该单位的抽样。"))
    if not about_unit.exclude(state__in=WAITING).exists():
        raise _wrong_frame(_("抽样中还没有询问过该单位的办事人，请先走访、回访或者发出问卷。"))


def _wrong_frame(told: str) -> RuleBroken:
    return RuleBroken(told, fields={"frame": told})


def latest_notice(supervision_case: SupervisionCase) -> RectificationNotice:
    """The paper that holds: the last one issued."""
    return supervision_case.notices.filter(state=NoticeState.ISSUED).order_by("issued_at").reverse()[0]
