"""Campaigns, samples, answers and suspicions by the API."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Status

from yimen.kernel.orgs.models import Org
from yimen.kernel.orgs.queries import city_org
from yimen.kernel.people.actor import person_actor
from yimen.kernel.people.auth import OPEN
from yimen.kernel.people.roles import Role
from yimen.kernel.web import limits
from yimen.kernel.web.limits import BY_ADDRESS
from yimen.kernel.web.request import Request
from yimen.modules.supervision import actions
from yimen.modules.supervision.models import InspectionCampaign, Sample, SampleFrame, Suspicion
from yimen.modules.supervision.queries import cases, enquiries

from .case_schemas import (
    AnsweredOut,
    CallBackIn,
    CampaignIn,
    CampaignOut,
    DrawIn,
    EnquiryAnswersIn,
    FrameOut,
    QuestionsIn,
    QuestionsOut,
    SampleOut,
    SummaryIn,
    SupervisionReasonIn,
    SuspicionOut,
    VisitIn,
)
from .routes import router

MOST = 200


def _campaign(request: Request, campaign_id: UUID) -> InspectionCampaign:
    return get_object_or_404(enquiries.campaigns(request.actor), pk=campaign_id)


def _sample(request: Request, sample_id: UUID) -> Sample:
    return get_object_or_404(enquiries.samples(request.actor), pk=sample_id)


def bodies(request: Request, codes: list[str]) -> list[Org]:
    """Bodies that the asker supervises, by their codes; one that is not among them is 404."""
    rows = {one.code: one for one in cases.units(request.actor, timezone.localdate()).filter(code__in=codes)}
    if set(rows) != set(codes):
        raise Http404
    return list(rows.values())


@router.get("/campaigns", response=list[CampaignOut])
def campaigns(request: Request) -> list[CampaignOut]:
    """专项检查 — the newest first."""
    rows = enquiries.campaigns(request.actor).order_by("-planned_at")[:MOST]
    return [_campaign_out(one) for one in rows]


@router.post("/campaigns", response={201: CampaignOut})
def plan_campaign(request: Request, body: CampaignIn) -> Status[CampaignOut]:
    """计划专项检查 — by the office of the one who asks."""
    person = person_actor(request.actor)
    posts = person.posts if person else ()
    held = next((one for one in posts if one.role == Role.SUPERVISOR), None)
    if held is None:
        raise Http404
    named = {"scope": bodies(request, body.scope), "joint_with": bodies(request, body.joint_with)}
    facts = body.dict(exclude={"scope", "joint_with"}) | named
    done = actions.plan_campaign(held.org, **facts, by=request.actor, at=timezone.now())
    return Status(201, _campaign_out(done.campaign))


@router.post("/campaigns/{campaign_id}/start", response={201: CampaignOut})
def start_campaign(request: Request, campaign_id: UUID) -> Status[CampaignOut]:
    """开始专项检查."""
    done = actions.start_campaign(_campaign(request, campaign_id), by=request.actor, at=timezone.now())
    return Status(201, _campaign_out(done.campaign))


@router.post("/campaigns/{campaign_id}/closing", response={201: CampaignOut})
def close_campaign(request: Request, campaign_id: UUID, body: SummaryIn) -> Status[CampaignOut]:
    """结束专项检查."""
    found = _campaign(request, campaign_id)
    done = actions.close_campaign(found, summary=body.summary, by=request.actor, at=timezone.now())
    return Status(201, _campaign_out(done.campaign))


@router.post("/campaigns/{campaign_id}/draw", response={201: FrameOut})
def draw_sample(request: Request, campaign_id: UUID, body: DrawIn) -> Status[FrameOut]:
    """随机抽样."""
    found = _campaign(request, campaign_id)
    done = actions.draw_sample(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _frame_out(done.frame))


@router.get("/frames/{frame_id}", response=FrameOut)
def frame(request: Request, frame_id: UUID) -> FrameOut:
    """抽样框 — with the seed and the hash of its list."""
    return _frame_out(get_object_or_404(enquiries.frames(request.actor), pk=frame_id))


@router.post("/samples/{sample_id}/call", response={201: SampleOut})
def make_call(request: Request, sample_id: UUID, body: CallBackIn) -> Status[SampleOut]:
    """回访."""
    done = actions.make_call(_sample(request, sample_id), **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _sample_out(done.sample))


@router.post("/samples/{sample_id}/visit", response={201: SampleOut})
def pay_visit(request: Request, sample_id: UUID, body: VisitIn) -> Status[SampleOut]:
    """走访."""
    done = actions.pay_visit(_sample(request, sample_id), **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _sample_out(done.sample))


@router.post("/samples/{sample_id}/questionnaire", response={201: SampleOut})
def send_questionnaire(request: Request, sample_id: UUID) -> Status[SampleOut]:
    """发出问卷."""
    done = actions.send_questionnaire(_sample(request, sample_id), by=request.actor, at=timezone.now())
    return Status(201, _sample_out(done.sample))


@router.get("/questions", response=QuestionsOut)
def questions(request: Request) -> QuestionsOut:
    """问题集 of today."""
    found = enquiries.question_set(timezone.localdate())
    if found is None or not enquiries.supervised(request.actor):
        raise Http404
    return QuestionsOut(version=found.version, active_from=found.active_from, questions=found.questions)


@router.post("/questions", response={201: QuestionsOut})
def set_questions(request: Request, body: QuestionsIn) -> Status[QuestionsOut]:
    """设定问题集."""
    city = city_org()
    if city is None or not enquiries.supervised(request.actor):
        raise Http404
    done = actions.set_questions(city, **body.dict(), by=request.actor, at=timezone.now()).question_set
    out = QuestionsOut(version=done.version, active_from=done.active_from, questions=done.questions)
    return Status(201, out)


@router.get("/suspicions", response=list[SuspicionOut])
def suspicions(request: Request) -> list[SuspicionOut]:
    """疑点 — the newest first."""
    rows = enquiries.suspicions(request.actor).order_by("-said_on", "-pk")[:MOST]
    return [_suspicion_out(one) for one in rows]


@router.post("/suspicions/{suspicion_id}/setting-aside", response={201: SuspicionOut})
def set_aside_suspicion(
    request: Request, suspicion_id: UUID, body: SupervisionReasonIn
) -> Status[SuspicionOut]:
    """疑点不予立案."""
    found = get_object_or_404(enquiries.suspicions(request.actor), pk=suspicion_id)
    done = actions.set_aside_suspicion(found, reason=body.reason, by=request.actor, at=timezone.now())
    return Status(201, _suspicion_out(done.suspicion))


@router.post("/questionnaires/{link}", response={201: AnsweredOut}, auth=OPEN)
def answer_questionnaire(request: Request, link: str, body: EnquiryAnswersIn) -> Status[AnsweredOut]:
    """回答问卷 — by whoever has the link."""
    at, asked = timezone.now(), {BY_ADDRESS: f"questionnaire:{limits.address_of(request)}"}
    limits.require_tries_left(asked, at)
    found = enquiries.questionnaire(link)
    if found is None:
        limits.note_failure(asked, at)
        raise Http404
    done = actions.answer_questionnaire(found.sample, code=link, **body.dict(), by=request.actor, at=at)
    return Status(201, AnsweredOut(state=done.sample.state))


def _campaign_out(one: InspectionCampaign) -> CampaignOut:
    return CampaignOut(
        id=one.pk,
        title=one.title,
        state=one.state,
        first_day=one.first_day,
        last_day=one.last_day,
        frames=list(one.frames.values_list("pk", flat=True)),
    )


def _frame_out(one: SampleFrame) -> FrameOut:
    return FrameOut(
        id=one.pk,
        source=one.source,
        seed=one.seed,
        keys_sha256=one.keys_sha256,
        population_count=one.population_count,
        size=one.size,
        samples=[_sample_out(each) for each in one.samples.select_related("org").order_by("position")],
    )


def _sample_out(one: Sample) -> SampleOut:
    return SampleOut(
        id=one.pk,
        position=one.position,
        key=one.key,
        org=one.org.code,
        item_code=one.item_code,
        state=one.state,
    )


def _suspicion_out(one: Suspicion) -> SuspicionOut:
    return SuspicionOut(
        id=one.pk,
        said=one.said,
        org=one.org.code,
        case=one.case.number if one.case else "",
        item_code=one.item_code,
        said_on=one.said_on,
        state=one.state,
    )
