"""监督案件: opening, verification, the end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import work
from yimen.kernel.cases.due import months_after
from yimen.kernel.cases.models import Channel
from yimen.kernel.cases.opening import close_case, open_case
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.roles import Role
from yimen.modules.supervision.case_states import PLAN_WAITS, CaseState, SuspicionState
from yimen.modules.supervision.events.cases import (
    CaseUnfounded,
    RectificationOverdue,
    SupervisionCaseClosed,
    SupervisionCaseOpened,
    VerificationBegun,
)
from yimen.modules.supervision.models import (
    Alert,
    CaseLead,
    SupervisionCase,
    SupervisionComplaint,
    Suspicion,
)
from yimen.modules.supervision.permissions import Permission

from .stating import acting_person, limit, required, supervising_body


@action(permission=Permission.CASE_OPEN, creates=True)
def open_supervision_case(
    unit: Org,
    *,
    title: str,
    reason: str,
    alerts: Sequence[Alert] = (),
    suspicions: Sequence[Suspicion] = (),
    complaints: Sequence[SupervisionComplaint] = (),
    by: Actor,
    at: datetime,
) -> SupervisionCaseOpened:
    """监督立案 — against a unit, from alerts, suspicions or complaints about it: never from nothing."""
    person, lead, day = acting_person(by), supervising_body(by, unit), local_day(at)
    if lead.pk == unit.pk:
        raise RuleBroken(_("监督机构不能对自己立案。"))
    title = required(title, "title", _("请填写案由。"), most=100)
    reason = required(reason, "reason", _("请写明立案理由。"))
    leads = _leads(unit, alerts, suspicions, complaints)
    identity = new_id()
    case = open_case(
        id=identity,
        kind="supervision",
        title=title,
        org=lead,
        centre=None,
        channel=Channel.OTHER,
        parties=[],
        at=at,
        day=day,
    )
    opened = SupervisionCase.objects.create(
        id=identity,
        case=case,
        unit=unit,
        lead=lead,
        title=title,
        reason=reason,
        opened_by=person.person,
        opened_at=at,
    )
    for one in leads:
        one.supervision_case = opened
    CaseLead.objects.bulk_create(leads)
    Suspicion.objects.filter(pk__in=[one.pk for one in suspicions]).update(state=SuspicionState.TAKEN)
    work.wait_for(case, "begin_verification", role=Role.SUPERVISOR, at=at)
    return SupervisionCaseOpened(opened, unit, title, len(leads))


def _leads(
    unit: Org,
    alerts: Sequence[Alert],
    suspicions: Sequence[Suspicion],
    complaints: Sequence[SupervisionComplaint],
) -> list[CaseLead]:
    """The leads, each about this unit or what lies under it."""
    bodies = [one.org for rows in (alerts, suspicions, complaints) for one in rows]
    if not bodies:
        told = _("请至少选择一条线索。")
        raise RuleBroken(told, fields={"alerts": told})
    if any(not org.path.startswith(unit.path) for org in bodies):
        raise RuleBroken(_("线索应当是关于这个单位的。"))
    return [
        *(CaseLead(alert=one) for one in alerts),
        *(CaseLead(suspicion=one) for one in suspicions),
        *(CaseLead(complaint=one) for one in complaints),
    ]


@action(permission=Permission.CASE_VERIFY, moves=((CaseState.OPENED,), CaseState.VERIFYING))
def begin_verification(supervision_case: SupervisionCase, *, by: Actor, at: datetime) -> VerificationBegun:
    """开始核实."""
    case = supervision_case.case
    work.done(case, "begin_verification", at=at)
    work.wait_for(case, "verify_case", role=Role.SUPERVISOR, at=at)
    return VerificationBegun(supervision_case)


@action(permission=Permission.CASE_VERIFY, moves=((CaseState.VERIFYING,), CaseState.UNFOUNDED))
def find_unfounded(
    supervision_case: SupervisionCase, *, conclusion: str, by: Actor, at: datetime
) -> CaseUnfounded:
    """认定不属实 — the case ends; nothing stands against the unit."""
    supervision_case.conclusion = required(conclusion, "conclusion", _("请写明核实结论。"))
    supervision_case.closed_at = at
    close_case(supervision_case.case, outcome="unfounded", at=at)
    return CaseUnfounded(supervision_case, supervision_case.conclusion)


CAN_BE_LATE = (*PLAN_WAITS, CaseState.RECTIFYING)


@action(permission=Permission.CASE_NOTE_OVERDUE, moves=(CAN_BE_LATE, CAN_BE_LATE))
def note_overdue(supervision_case: SupervisionCase, *, by: Actor, at: datetime) -> RectificationOverdue:
    """催办整改 — noted once for the plan and once for the rectification; the leaders on both sides are told."""
    waits_for_plan, today = supervision_case.state in PLAN_WAITS, local_day(at)
    due_on = supervision_case.plan_due_on if waits_for_plan else supervision_case.due_on
    noted = supervision_case.overdue_noted_on
    if due_on is None or today <= due_on or (noted is not None and noted > due_on):
        raise RuleBroken(_("没有逾期，或者已经催办。"))
    if not waits_for_plan and supervision_case.reported_at is not None:
        raise RuleBroken(_("整改结果已经报告，等待复查。"))
    supervision_case.overdue_noted_on = today
    what = _("整改方案") if waits_for_plan else _("整改")
    return RectificationOverdue(supervision_case, what, due_on.isoformat())


@action(permission=Permission.CASE_CLOSE, moves=((CaseState.VERIFIED,), CaseState.CLOSED))
def close_supervision_case(
    supervision_case: SupervisionCase, *, by: Actor, at: datetime
) -> SupervisionCaseClosed:
    """监督结案 — it was put right; one to three months later people are asked again."""
    today = local_day(at)
    supervision_case.closed_at = at
    supervision_case.resample_from = months_after(today, limit("resample_from_months", today))
    supervision_case.resample_due_on = months_after(today, limit("resample_until_months", today))
    case = supervision_case.case
    close_case(case, outcome="rectified", at=at)
    due_on = supervision_case.resample_due_on
    work.wait_for(case, "resample", role=Role.SUPERVISOR, at=at, due_on=due_on)
    return SupervisionCaseClosed(
        supervision_case, supervision_case.resample_from.isoformat(), due_on.isoformat()
    )
