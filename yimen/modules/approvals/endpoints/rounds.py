"""集中清理 by the API: rounds, proposals, opinions, decisions, the list and its balance."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from yimen.kernel.orgs.models import Org, OrgKind
from yimen.kernel.people.auth import OPEN
from yimen.kernel.web.request import Request
from yimen.modules.approvals import actions, balance, rounds
from yimen.modules.approvals.models import CatalogueRound, CleanupProposal
from yimen.modules.approvals.states import RunningCases

from .schemas import PROBLEMS

router = Router()


class RoundBalanceOut(Schema):
    """平衡表."""

    before: int
    retained: int
    cancelled: int
    devolved: int
    merged: int
    added: int
    undecided: int


class RoundOut(Schema):
    """集中清理."""

    ordinal: int
    title: str
    title_en: str
    state: str
    started_on: date
    published_on: date | None
    closed_on: date | None
    instrument_no: str
    instrument_title: str
    balance: RoundBalanceOut

    @staticmethod
    def resolve_balance(round_: CatalogueRound) -> dict[str, int]:
        return asdict(balance.balance(round_.proposals.all()))


class ProposalOut(Schema):
    """清理意见 — ``detail`` as it was decided, or proposed while undecided."""

    id: UUID
    item: str = Field(alias="item.code")
    item_name: str = Field(alias="item.name")
    org: str = Field(alias="org.code")
    state: str
    outcome: str
    detail: dict[str, Any] = Field(alias="decided")
    reason: str
    legal_analysis: str
    effective_from: date | None
    running_cases: str
    instrument_no: str


class ProposalFilter(Schema):
    """筛选."""

    org: str = ""
    outcome: str = ""
    state: str = ""
    mine: bool = False


class OpeningIn(Schema):
    """启动 — the members by their duty: centre, supervision, legal, finance, pricing."""

    ordinal: int = Field(ge=1)
    title: str = Field(max_length=150)
    title_en: str = Field("", max_length=200)
    members: dict[str, str]
    propose_by: date | None = None


class ProposalIn(Schema):
    """提出 — what ``detail`` holds depends on the outcome."""

    outcome: str
    detail: dict[str, Any] = {}
    reason: str
    legal_analysis: str = ""
    effective_from: date | None = None
    running_cases: str = RunningCases.OLD_RULES.value


class CleanupOpinionIn(Schema):
    """成员意见 — ``duty`` names the seat."""

    duty: str
    stance: str
    text: str = ""


class DecisionIn(Schema):
    """决定."""

    adopted: bool
    instrument_no: str = Field(max_length=100)
    note: str = ""
    detail: dict[str, Any] | None = None
    effective_from: date | None = None


class RoundPublicationIn(Schema):
    """公布."""

    instrument_no: str = Field(max_length=100)
    instrument_title: str = Field("", max_length=200)


@router.get("/rounds", response=list[RoundOut], auth=OPEN)
def list_of_rounds(request: Request) -> list[CatalogueRound]:
    """集中清理 — the rounds, the latest first."""
    return list(rounds.rounds(request.actor))


@router.get("/rounds/{ordinal}/proposals", response={200: list[ProposalOut], **PROBLEMS}, auth=OPEN)
def proposals(request: Request, ordinal: int, filters: Query[ProposalFilter]) -> list[CleanupProposal]:
    """清理结果 — the proposals of a round that the asker may see; a few hundred at most."""
    round_ = _round(request, ordinal)
    rows = rounds.waiting(request.actor) if filters.mine else rounds.proposals(request.actor)
    plain = {"org__code": filters.org, "outcome": filters.outcome, "state": filters.state}
    return list(rows.filter(round=round_, **{key: value for key, value in plain.items() if value}))


@router.post("/rounds", response={201: RoundOut, **PROBLEMS})
def open_round(request: Request, body: OpeningIn) -> Status[CatalogueRound]:
    """启动集中清理."""
    centre = get_object_or_404(Org, kind=OrgKind.CENTRE)
    members = {duty: get_object_or_404(Org, code=code) for duty, code in body.members.items()}
    given = body.dict(exclude={"members"})
    done = actions.open_round(centre, members=members, **given, by=request.actor, at=timezone.now())
    return Status(201, done.round)


@router.post("/rounds/{ordinal}/publication", response={201: RoundOut, **PROBLEMS})
def publish_round(request: Request, ordinal: int, body: RoundPublicationIn) -> Status[CatalogueRound]:
    """公布清理结果."""
    found = _round(request, ordinal)
    actions.publish_round(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _round(request, ordinal))


@router.post("/rounds/{ordinal}/closing", response={201: RoundOut, **PROBLEMS})
def close_round(request: Request, ordinal: int) -> Status[CatalogueRound]:
    """结束集中清理."""
    found = _round(request, ordinal)
    actions.close_round(found, by=request.actor, at=timezone.now())
    return Status(201, _round(request, ordinal))


Out = {201: ProposalOut, **PROBLEMS}


@router.post("/cleanup/{proposal_id}/proposal", response=Out)
def propose_cleanup(request: Request, proposal_id: UUID, body: ProposalIn) -> Status[CleanupProposal]:
    """提出清理意见."""
    found = _proposal(request, proposal_id)
    actions.propose_cleanup(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _proposal(request, proposal_id))


@router.post("/cleanup/{proposal_id}/circulation", response=Out)
def circulate_proposal(request: Request, proposal_id: UUID) -> Status[CleanupProposal]:
    """送征求意见."""
    found = _proposal(request, proposal_id)
    actions.circulate_proposal(found, by=request.actor, at=timezone.now())
    return Status(201, _proposal(request, proposal_id))


@router.post("/cleanup/{proposal_id}/opinion", response=Out)
def give_opinion(request: Request, proposal_id: UUID, body: CleanupOpinionIn) -> Status[CleanupProposal]:
    """提出成员意见."""
    found = _proposal(request, proposal_id)
    member = get_object_or_404(found.round.members, duty=body.duty)
    facts = {"stance": body.stance, "text": body.text}
    actions.give_opinion(found, member=member, **facts, by=request.actor, at=timezone.now())
    return Status(201, _proposal(request, proposal_id))


@router.post("/cleanup/{proposal_id}/decision", response=Out)
def decide_proposal(request: Request, proposal_id: UUID, body: DecisionIn) -> Status[CleanupProposal]:
    """登记决定."""
    found = _proposal(request, proposal_id)
    actions.decide_proposal(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, _proposal(request, proposal_id))


@router.post("/cleanup/{proposal_id}/execution", response=Out)
def execute_proposal(request: Request, proposal_id: UUID) -> Status[CleanupProposal]:
    """执行清理决定 — what the hourly sweep does, at once."""
    found = _proposal(request, proposal_id)
    actions.execute_proposal(found, by=request.actor, at=timezone.now())
    return Status(201, _proposal(request, proposal_id))


def _round(request: Request, ordinal: int) -> CatalogueRound:
    return get_object_or_404(rounds.rounds(request.actor), ordinal=ordinal)


def _proposal(request: Request, proposal_id: UUID) -> CleanupProposal:
    return get_object_or_404(rounds.proposals(request.actor), pk=proposal_id)
