"""The verbs of the telephone: advice that was given, and drafts that were written without a network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.kernel import policies
from yimen.kernel.audit import constraints
from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.documents.intake import Received
from yimen.modules.outreach import queries, rules
from yimen.modules.outreach.events import AdviceLogged, PhoneDraftReceived
from yimen.modules.outreach.models import Advice, AgencyService, Agent, Mandate, PhoneDraft
from yimen.modules.outreach.permissions import Permission
from yimen.modules.outreach.states import DraftKind

from .carrying import accept_errand, deliver_errand
from .mandates import sign_mandate
from .requesting import begin_errand, request_errand

SENT_BEFORE = gettext_lazy("这份草稿已经收到过了，没有重复登记。")
"""Also what the database says when the same draft comes twice at once."""
constraints.register("outreach_phonedraft_pkey", SENT_BEFORE)


@dataclass(frozen=True)
class ErrandDraft:
    """代办草稿 — a principal at the door: who, what for, the mandate with its photograph, what was handed over."""

    service: AgencyService
    principal: rules.Stated
    statement: str
    terms: rules.Terms
    materials: str
    proof: Received | None

    kind = DraftKind.ERRAND


@dataclass(frozen=True)
class AdviceDraft:
    """咨询草稿."""

    topic: str
    answer: str
    is_at_home: bool

    kind = DraftKind.ADVICE


@dataclass(frozen=True)
class VisitDraft:
    """上门服务草稿 — a result that was handed over at the door."""

    errand_id: UUID
    receiver: str
    place: str
    proof: Received | None

    kind = DraftKind.HOME_VISIT


@dataclass(frozen=True)
class EntrustedDraft:
    """依委托再办草稿 — another item of a mandate that was signed before; what was handed over."""

    mandate: Mandate
    service: AgencyService
    statement: str
    materials: str

    kind = DraftKind.ENTRUSTED


Draft = ErrandDraft | AdviceDraft | VisitDraft | EntrustedDraft


@action(permission=Permission.ADVICE_LOG, creates=True)
def log_advice(
    agent: Agent,
    *,
    advice_id: UUID,
    topic: str,
    answer: str,
    is_at_home: bool = False,
    phone_at: datetime | None = None,
    by: Actor,
    at: datetime,
) -> AdviceLogged:
    """登记咨询 — what was asked and answered; without a mandate an agent does no more than this."""
    _require_serving(agent, at)
    if Advice.objects.filter(pk=advice_id).exists():
        raise RuleBroken(_("这次咨询已经登记过了。"))
    advice = Advice.objects.create(
        id=advice_id,
        point=agent.point,
        org_path=agent.org_path,
        agent=agent,
        topic=rules.require_text(topic, "topic", _("请填写咨询内容。"), most=200),
        answer=rules.require_text(answer, "answer", _("请填写答复。"), most=500),
        is_at_home=is_at_home,
        phone_at=phone_at,
        given_at=at,
        given_on=local_day(at),
    )
    return AdviceLogged(advice)


@action(permission=Permission.DRAFT_SEND, creates=True)
def receive_phone_draft(
    agent: Agent,
    *,
    draft_id: UUID,
    draft: Draft,
    content_digest: str,
    phone_at: datetime,
    sent_at: datetime,
    by: Actor,
    at: datetime,
) -> PhoneDraftReceived:
    """收到手机草稿 — does at once what was written without a network: all of it, or nothing of it.

    The same draft sent again is refused as received before; whoever sends may take that for done. Days count by our
    clock; what the telephone's clock said is kept beside it.
    """
    _require_serving(agent, at)
    if PhoneDraft.objects.filter(pk=draft_id).exists():
        raise RuleBroken(SENT_BEFORE)
    most = timedelta(minutes=policies.on(local_day(at), "outreach.clock_minutes").int)
    received = PhoneDraft.objects.create(
        id=draft_id,
        agent=agent,
        org_path=agent.org_path,
        kind=draft.kind,
        content_digest=content_digest,
        phone_at=phone_at,
        sent_at=sent_at,
        received_at=at,
        is_clock_wrong=rules.is_clock_wrong(sent_at, at, most),
    )
    _carry_out(agent, draft_id, draft, phone_at, by=by, at=at)
    return PhoneDraftReceived(received, phone_at.isoformat(), received.is_clock_wrong)


def _carry_out(
    agent: Agent, draft_id: UUID, draft: Draft, phone_at: datetime, *, by: Actor, at: datetime
) -> None:
    """The verbs that the draft stands for, each as if it were done here."""
    if isinstance(draft, AdviceDraft):
        facts = {"topic": draft.topic, "answer": draft.answer}
        at_home = draft.is_at_home
        log_advice(agent, advice_id=draft_id, **facts, is_at_home=at_home, phone_at=phone_at, by=by, at=at)
    elif isinstance(draft, VisitDraft):
        _deliver(draft, phone_at, by=by, at=at)
    elif isinstance(draft, EntrustedDraft):
        _take_in_more(agent, draft_id, draft, phone_at, by=by, at=at)
    else:
        _take_in(agent, draft_id, draft, phone_at, by=by, at=at)


def _deliver(draft: VisitDraft, phone_at: datetime, *, by: Actor, at: datetime) -> None:
    errand = queries.errands(by).filter(pk=draft.errand_id).first()
    if errand is None:
        raise RuleBroken(_("没有找到这项代办，可能已经移交、结束或者委托已经撤销。"))
    deliver_errand(
        errand,
        receiver=draft.receiver,
        is_at_home=True,
        place=draft.place,
        proof=draft.proof,
        phone_at=phone_at,
        by=by,
        at=at,
    )


def _take_in(
    agent: Agent, draft_id: UUID, draft: ErrandDraft, phone_at: datetime, *, by: Actor, at: datetime
) -> None:
    """Request, mandate and receipt: what happened at the door in one go."""
    requested = request_errand(
        agent.point,
        errand_id=draft_id,
        agent=agent,
        service=draft.service,
        principal=draft.principal,
        statement=draft.statement,
        phone_at=phone_at,
        by=by,
        at=at,
    )
    signed = sign_mandate(requested.errand, terms=draft.terms, proof=draft.proof, by=by, at=at)
    accept_errand(signed.errand, materials=draft.materials, by=by, at=at)


def _take_in_more(
    agent: Agent, draft_id: UUID, draft: EntrustedDraft, phone_at: datetime, *, by: Actor, at: datetime
) -> None:
    """Begun under the mandate, and its receipt."""
    begun = begin_errand(
        draft.mandate,
        errand_id=draft_id,
        agent=agent,
        service=draft.service,
        statement=draft.statement,
        phone_at=phone_at,
        by=by,
        at=at,
    )
    accept_errand(begun.errand, materials=draft.materials, by=by, at=at)


def _require_serving(agent: Agent, at: datetime) -> None:
    if agent.until is not None or not agent.serves_on(local_day(at)):
        raise RuleBroken(_("该代理员不在任，不能登记。"))
