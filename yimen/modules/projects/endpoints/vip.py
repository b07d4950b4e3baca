"""重大项目窗口: consultations, green channel, special handling, by the same verbs as the pages."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Status

from yimen.kernel.base.text import masked_name, masked_phone
from yimen.kernel.cases.queries import cases
from yimen.kernel.web.request import Request
from yimen.modules.projects import actions, queries
from yimen.modules.projects.models import GreenChannelEnrolment, ProjectConsultation, SpecialHandlingOrder

from .vip_schemas import (
    ConsultationAnswerIn,
    ConsultationFollowUpIn,
    ConsultationFollowUpOut,
    ConsultationFollowUpResultIn,
    EnrolmentIn,
    EnrolmentOut,
    ProjectConsultationIn,
    ProjectConsultationOut,
    SpecialHandlingIn,
    SpecialHandlingOut,
    VipReasonIn,
)

router = Router()
C, E = "/consultations/{consultation_id}", "/green-channel/{enrolment_id}"
PAGE = 100
Consulted, Enrolled = {201: ProjectConsultationOut}, {201: EnrolmentOut}


# --- 来访咨询


@router.get("/consultations", response=list[ProjectConsultationOut])
def list_consultations(
    request: Request, topic: str = "", state: str = "", before: UUID | None = None
) -> list[ProjectConsultationOut]:
    """来访咨询 — the newest first; persons masked."""
    rows = queries.consultations(request.actor).prefetch_related("follow_ups__person").order_by("-pk")
    rows = rows.filter(topic=topic) if topic else rows
    rows = rows.filter(state=state) if state else rows
    return [_consultation_out(one) for one in (rows.filter(pk__lt=before) if before else rows)[:PAGE]]


@router.get(C, response=ProjectConsultationOut)
def get_consultation(request: Request, consultation_id: UUID) -> ProjectConsultationOut:
    """一次来访咨询."""
    return _consultation_out(_consultation(request, consultation_id))


@router.post("/consultations", response=Consulted)
def log_consultation(request: Request, body: ProjectConsultationIn) -> Status[ProjectConsultationOut]:
    """登记来访咨询."""
    facts = body.dict()
    org = get_object_or_404(queries.desks(request.actor), code=facts.pop("org"))
    number = facts.pop("project")
    project = get_object_or_404(queries.projects(request.actor), number=number) if number else None
    done = actions.log_consultation(org, project=project, **facts, by=request.actor, at=timezone.now())
    return Status(201, _consultation_out(done.consultation))


@router.post(C + "/answer", response=Consulted)
def answer_consultation(
    request: Request, consultation_id: UUID, body: ConsultationAnswerIn
) -> Status[ProjectConsultationOut]:
    """答复来访咨询."""
    found = _consultation(request, consultation_id)
    actions.answer_consultation(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _consultation_out(_consultation(request, consultation_id)))


@router.post(C + "/follow-up", response=Consulted)
def plan_follow_up(
    request: Request, consultation_id: UUID, body: ConsultationFollowUpIn
) -> Status[ProjectConsultationOut]:
    """安排咨询回访."""
    found, facts = _consultation(request, consultation_id), body.dict()
    receivers = queries.receivers(found.org, timezone.localdate())
    person = get_object_or_404(receivers, login=facts.pop("person"))
    actions.plan_follow_up(found, person=person, **facts, by=request.actor, at=timezone.now())
    return Status(201, _consultation_out(found))


@router.post(C + "/follow-ups/{follow_up_id}/result", response=Consulted)
def follow_up_consultation(
    request: Request, consultation_id: UUID, follow_up_id: UUID, body: ConsultationFollowUpResultIn
) -> Status[ProjectConsultationOut]:
    """办理咨询回访."""
    found = _consultation(request, consultation_id)
    follow_up = get_object_or_404(found.follow_ups, pk=follow_up_id)
    act = actions.follow_up_consultation
    act(found, follow_up=follow_up, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _consultation_out(found))


def _consultation(request: Request, consultation_id: UUID) -> ProjectConsultation:
    return get_object_or_404(queries.consultations(request.actor), pk=consultation_id)


def _consultation_out(one: ProjectConsultation) -> ProjectConsultationOut:
    names = ("id", "number", "state", "topic", "visited_on", "visitor_body", "question", "answer", "minutes")
    return ProjectConsultationOut(
        **{name: getattr(one, name) for name in names},
        org=one.org.code,
        visitor=masked_name(one.visitor),
        phone=masked_phone(one.phone),
        project=one.project.number if one.project else "",
        follow_ups=[
            ConsultationFollowUpOut(
                id=each.pk,
                person=each.person.name,
                due_on=each.due_on,
                purpose=each.purpose,
                result=each.result,
                done_at=each.done_at,
            )
            for each in one.follow_ups.all()
        ],
    )


# --- 绿色通道


@router.get("/green-channel", response=list[EnrolmentOut])
def list_enrolments(request: Request, state: str = "", before: UUID | None = None) -> list[EnrolmentOut]:
    """绿色通道 — the newest first."""
    rows = queries.enrolments(request.actor).order_by("-pk")
    rows = rows.filter(state=state) if state else rows
    return [_enrolment_out(one) for one in (rows.filter(pk__lt=before) if before else rows)[:PAGE]]


@router.post("/{project_id}/green-channel", response=Enrolled)
def apply_green_channel(request: Request, project_id: UUID, body: EnrolmentIn) -> Status[EnrolmentOut]:
    """提出进入绿色通道."""
    project, facts = get_object_or_404(queries.projects(request.actor), pk=project_id), body.dict()
    officers = queries.officers(project.org, timezone.localdate())
    officer = get_object_or_404(officers, login=facts.pop("officer"))
    act = actions.apply_green_channel
    done = act(project, officer=officer, **facts, by=request.actor, at=timezone.now())
    return Status(201, _enrolment_out(done.enrolment))


@router.post(E + "/approval", response=Enrolled)
def approve_enrolment(request: Request, enrolment_id: UUID) -> Status[EnrolmentOut]:
    """批准进入绿色通道."""
    actions.approve_enrolment(_enrolment(request, enrolment_id), by=request.actor, at=timezone.now())
    return Status(201, _enrolment_out(_enrolment(request, enrolment_id)))


@router.post(E + "/declining", response=Enrolled)
def decline_enrolment(request: Request, enrolment_id: UUID, body: VipReasonIn) -> Status[EnrolmentOut]:
    """不同意进入绿色通道."""
    found = _enrolment(request, enrolment_id)
    actions.decline_enrolment(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _enrolment_out(_enrolment(request, enrolment_id)))


@router.post(E + "/ending", response=Enrolled)
def end_enrolment(request: Request, enrolment_id: UUID, body: VipReasonIn) -> Status[EnrolmentOut]:
    """退出绿色通道."""
    found = _enrolment(request, enrolment_id)
    actions.end_enrolment(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _enrolment_out(_enrolment(request, enrolment_id)))


def _enrolment(request: Request, enrolment_id: UUID) -> GreenChannelEnrolment:
    return get_object_or_404(queries.enrolments(request.actor), pk=enrolment_id)


def _enrolment_out(one: GreenChannelEnrolment) -> EnrolmentOut:
    return EnrolmentOut(
        id=one.pk,
        project=one.project.number,
        state=one.state,
        criteria=one.criteria,
        officer=one.officer.name,
        applied_by=one.applied_by.name,
        approved_by=one.approved_by.name if one.approved_by else "",
        from_on=one.from_on,
        until_on=one.until_on,
        reason=one.reason,
    )


# --- 特事特办


@router.get("/special-handling", response=list[SpecialHandlingOut])
def list_orders(request: Request, before: UUID | None = None) -> list[SpecialHandlingOut]:
    """特事特办 — the newest first."""
    rows = queries.orders(request.actor).order_by("-pk")
    return [_order_out(one) for one in (rows.filter(pk__lt=before) if before else rows)[:PAGE]]


@router.post(
    "/special-handling/orders/{special_handling_order_id}/revocation", response={201: SpecialHandlingOut}
)
def revoke_special_handling(
    request: Request, special_handling_order_id: UUID, body: VipReasonIn
) -> Status[SpecialHandlingOut]:
    """撤销特事特办 — from now on; what was done under the order stays."""
    rows = queries.orders(request.actor)
    found, act = get_object_or_404(rows, pk=special_handling_order_id), actions.revoke_special_handling
    act(found.case, order=found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _order_out(rows.get(pk=found.pk)))


@router.post("/special-handling/{case_id}", response={201: SpecialHandlingOut})
def order_special_handling(
    request: Request, case_id: UUID, body: SpecialHandlingIn
) -> Status[SpecialHandlingOut]:
    """决定特事特办 — for one case; what the law does not allow is refused with the article."""
    found = cases(request.actor).filter(pk=case_id).first()
    if found is None:
        raise Http404
    done = actions.order_special_handling(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _order_out(done.order))


def _order_out(one: SpecialHandlingOrder) -> SpecialHandlingOut:
    names = (
        "id", "departures", "days_before", "days", "after_hours", "materials", "reason", "ordered_at", "revoked_at",
        "revocation_reason",
    )  # fmt: skip
    return SpecialHandlingOut(
        **{name: getattr(one, name) for name in names}, case=one.case.number, ordered_by=one.ordered_by.name
    )
