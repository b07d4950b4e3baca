"""Complaints and supervision cases by the API: the same verbs as the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Status

from yimen.kernel.cases.models import Case
from yimen.kernel.ledger.endpoints import ProofOut
from yimen.kernel.people.actor import person_actor
from yimen.kernel.people.auth import OPEN
from yimen.kernel.web.request import Request
from yimen.modules.supervision import actions, case_story
from yimen.modules.supervision.actions import Found
from yimen.modules.supervision.models import SupervisionCase, SupervisionComplaint
from yimen.modules.supervision.queries import cases

from .campaigns import MOST, bodies
from .case_schemas import (
    AccountabilityIn,
    CaseFindingOut,
    ComplaintDecisionIn,
    EscalationIn,
    JointRectificationIn,
    PlanIn,
    RectificationCheckIn,
    RectificationPaperIn,
    ReportIn,
    ResamplingIn,
    ResultsOut,
    SupervisionCaseOut,
    SupervisionComplaintIn,
    SupervisionComplaintOut,
    SupervisionConclusionIn,
    SupervisionOpeningIn,
    SupervisionReasonIn,
)
from .routes import router

Out = {201: SupervisionCaseOut}


def case_of(request: Request, case_id: UUID) -> SupervisionCase:
    """The case, if the asker may see it; else Http404."""
    return get_object_or_404(cases.supervision_cases(request.actor), pk=case_id)


def _did(
    request: Request, case_id: UUID, verb: Callable[..., Any], **facts: Any
) -> Status[SupervisionCaseOut]:
    """One act on the case, and the case as it then is."""
    verb(case_of(request, case_id), **facts, by=request.actor, at=timezone.now())
    return Status(201, _case_out(case_of(request, case_id), request))


def _named(rows: QuerySet[Any], ids: list[UUID]) -> list[Any]:
    """The rows with these ids; one that the asker cannot see is 404."""
    found = list(rows.filter(pk__in=ids))
    if len(found) != len(set(ids)):
        raise Http404
    return found


@router.get("/complaints", response=list[SupervisionComplaintOut])
def complaints(request: Request) -> list[SupervisionComplaintOut]:
    """审批投诉 — the newest first."""
    return [_complaint_out(one) for one in cases.complaints(request.actor).order_by("-filed_at")[:MOST]]


@router.post("/complaints", response={201: SupervisionComplaintOut})
def file_supervision_complaint(
    request: Request, body: SupervisionComplaintIn
) -> Status[SupervisionComplaintOut]:
    """提出审批投诉."""
    org = get_object_or_404(cases.handling_bodies(timezone.localdate()), code=body.org)
    case, person = None, person_actor(request.actor)
    if body.case:
        own = Case.objects.filter(parties__person=person.person if person else None)
        case = get_object_or_404(own, number=body.case)
    done = actions.file_supervision_complaint(
        org, said=body.said, text=body.text, case=case, by=request.actor, at=timezone.now()
    )
    return Status(201, _complaint_out(done.complaint))


@router.post("/complaints/{complaint_id}/decision", response={201: SupervisionComplaintOut})
def decide_supervision_complaint(
    request: Request, complaint_id: UUID, body: ComplaintDecisionIn
) -> Status[SupervisionComplaintOut]:
    """处理审批投诉."""
    found = get_object_or_404(cases.complaints(request.actor), pk=complaint_id)
    act = actions.decide_supervision_complaint
    done = act(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _complaint_out(done.complaint))


@router.get("/cases", response=list[SupervisionCaseOut])
def supervision_cases(request: Request) -> list[SupervisionCaseOut]:
    """监督案件 — the newest first."""
    rows = cases.supervision_cases(request.actor).order_by("-opened_at")[:MOST]
    return [_case_out(one, request) for one in rows]


@router.get("/cases/{case_id}", response=SupervisionCaseOut)
def supervision_case(request: Request, case_id: UUID) -> SupervisionCaseOut:
    """监督案件."""
    return _case_out(case_of(request, case_id), request)


@router.get("/cases/{case_id}/ledger-proof", response=ProofOut)
def case_ledger_proof(request: Request, case_id: UUID) -> dict[str, Any]:
    """入账证明 — a file for `yimen verify`; 404 while nothing of the case is sealed."""
    found = case_of(request, case_id)
    proof = case_story.proof_of(found, whole=cases.oversees(request.actor, found))
    if proof is None:
        raise Http404
    return proof


@router.post("/cases", response=Out)
def open_supervision_case(request: Request, body: SupervisionOpeningIn) -> Status[SupervisionCaseOut]:
    """监督立案."""
    [unit] = bodies(request, [body.unit])
    done = actions.open_supervision_case(
        unit,
        title=body.title,
        reason=body.reason,
        alerts=_named(cases.open_alerts(request.actor), body.alerts),
        suspicions=_named(cases.open_suspicions(request.actor), body.suspicions),
        complaints=_named(cases.open_complaints(request.actor), body.complaints),
        by=request.actor,
        at=timezone.now(),
    )
    return Status(201, _case_out(done.supervision_case, request))


@router.post("/cases/{case_id}/verification", response=Out)
def begin_verification(request: Request, case_id: UUID) -> Status[SupervisionCaseOut]:
    """开始核实."""
    return _did(request, case_id, actions.begin_verification)


@router.post("/cases/{case_id}/unfounded", response=Out)
def find_unfounded(
    request: Request, case_id: UUID, body: SupervisionConclusionIn
) -> Status[SupervisionCaseOut]:
    """认定不属实."""
    return _did(request, case_id, actions.find_unfounded, **body.dict())


@router.post("/cases/{case_id}/suggestion", response=Out)
def suggest_rectification(
    request: Request, case_id: UUID, body: RectificationPaperIn
) -> Status[SupervisionCaseOut]:
    """发出整改建议."""
    return _did(request, case_id, actions.suggest_rectification, **_paper(body))


@router.post("/cases/{case_id}/notice-draft", response=Out)
def draft_notice(request: Request, case_id: UUID, body: JointRectificationIn) -> Status[SupervisionCaseOut]:
    """拟写整改通知书."""
    centre = get_object_or_404(cases.centres(timezone.localdate()), code=body.centre)
    return _did(request, case_id, actions.draft_notice, centre=centre, **_paper(body))


def _paper(body: RectificationPaperIn) -> dict[str, Any]:
    found = [Found(one.violation, one.text, one.rule) for one in body.findings]
    return {"findings": found, "demands": body.demands, "days": body.days}


@router.post("/cases/{case_id}/notice-signature", response=Out)
def sign_notice(request: Request, case_id: UUID) -> Status[SupervisionCaseOut]:
    """签发整改通知书 — for the body that the asker leads."""
    signature = cases.own_signature(request.actor, case_of(request, case_id))
    if signature is None:
        raise Http404
    actions.sign_notice(signature, by=request.actor, at=timezone.now())
    return Status(201, _case_out(case_of(request, case_id), request))


@router.post("/cases/{case_id}/notice-withdrawal", response=Out)
def withdraw_notice(request: Request, case_id: UUID, body: SupervisionReasonIn) -> Status[SupervisionCaseOut]:
    """收回整改通知书."""
    return _did(request, case_id, actions.withdraw_notice, **body.dict())


@router.post("/cases/{case_id}/notice-issue", response=Out)
def issue_notice(request: Request, case_id: UUID) -> Status[SupervisionCaseOut]:
    """下达整改通知书."""
    return _did(request, case_id, actions.issue_notice)


@router.post("/cases/{case_id}/notice-acknowledgement", response=Out)
def acknowledge_notice(request: Request, case_id: UUID) -> Status[SupervisionCaseOut]:
    """签收整改文书."""
    return _did(request, case_id, actions.acknowledge_notice)


@router.post("/cases/{case_id}/plan", response=Out)
def submit_plan(request: Request, case_id: UUID, body: PlanIn) -> Status[SupervisionCaseOut]:
    """报送整改方案."""
    return _did(request, case_id, actions.submit_plan, **body.dict())


@router.post("/cases/{case_id}/plan-return", response=Out)
def return_plan(request: Request, case_id: UUID, body: SupervisionReasonIn) -> Status[SupervisionCaseOut]:
    """退回整改方案."""
    return _did(request, case_id, actions.return_plan, **body.dict())


@router.post("/cases/{case_id}/plan-acceptance", response=Out)
def accept_plan(request: Request, case_id: UUID) -> Status[SupervisionCaseOut]:
    """同意整改方案."""
    return _did(request, case_id, actions.accept_plan)


@router.post("/cases/{case_id}/rectification-report", response=Out)
def report_rectified(request: Request, case_id: UUID, body: ReportIn) -> Status[SupervisionCaseOut]:
    """报告整改结果."""
    return _did(request, case_id, actions.report_rectified, **body.dict())


@router.post("/cases/{case_id}/rectification-check", response=Out)
def check_rectification(
    request: Request, case_id: UUID, body: RectificationCheckIn
) -> Status[SupervisionCaseOut]:
    """复查整改."""
    return _did(request, case_id, actions.check_rectification, **body.dict())


@router.post("/cases/{case_id}/case-closing", response=Out)
def close_supervision_case(request: Request, case_id: UUID) -> Status[SupervisionCaseOut]:
    """监督结案."""
    return _did(request, case_id, actions.close_supervision_case)


@router.post("/cases/{case_id}/resampling", response=Out)
def record_resampling(request: Request, case_id: UUID, body: ResamplingIn) -> Status[SupervisionCaseOut]:
    """登记复查抽样."""
    shown = case_of(request, case_id)
    frame = get_object_or_404(cases.frames_after(request.actor, shown), pk=body.frame)
    return _did(request, case_id, actions.record_resampling, **body.dict(exclude={"frame"}), frame=frame)


@router.post("/cases/{case_id}/accountability", response=Out)
def escalate_case(request: Request, case_id: UUID, body: EscalationIn) -> Status[SupervisionCaseOut]:
    """移送追究责任."""
    return _did(request, case_id, actions.escalate_case, **body.dict())


@router.post("/cases/{case_id}/accountability-outcome", response=Out)
def conclude_accountability(
    request: Request, case_id: UUID, body: AccountabilityIn
) -> Status[SupervisionCaseOut]:
    """登记追究结果."""
    return _did(request, case_id, actions.conclude_accountability, **body.dict())


@router.get("/results/{year}", response=ResultsOut, auth=OPEN)
def results(request: Request, year: int) -> ResultsOut:
    """监督结果公开 — counts of one year."""
    found = cases.results(year)
    return ResultsOut(
        year=year,
        opened=found.opened,
        ended=found.ended,
        rectified=found.rectified,
        accountable=found.accountable,
        unit_count=found.unit_count,
        kinds={one["violation"]: one["cases"] for one in found.kinds},
    )


def _complaint_out(one: SupervisionComplaint) -> SupervisionComplaintOut:
    return SupervisionComplaintOut(
        id=one.pk,
        org=one.org.code,
        said=one.said,
        state=one.state,
        decision=one.decision,
        answer=one.answer,
        due_on=one.due_on,
    )


def _case_out(one: SupervisionCase, request: Request) -> SupervisionCaseOut:
    found = one.findings.order_by("position") if cases.reads_findings(request.actor, one) else ()
    papers = one.notices.filter(state="issued").values_list("number", flat=True)
    return SupervisionCaseOut(
        id=one.pk,
        number=one.case.number,
        unit=one.unit.code,
        title=one.title,
        state=one.state,
        opened_at=one.opened_at,
        told_at=one.told_at,
        plan_due_on=one.plan_due_on,
        due_on=one.due_on,
        closed_at=one.closed_at,
        resample_from=one.resample_from,
        findings=[CaseFindingOut.from_orm(each) for each in found],
        papers=list(papers),
    )
