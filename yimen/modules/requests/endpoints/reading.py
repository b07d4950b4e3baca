"""Reading requests: the own ones, those of the desk; and what anybody may ask: outcomes, the calculator."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from ninja import Query, Schema

from yimen.kernel import calendar
from yimen.kernel.ledger.endpoints import ProofOut
from yimen.kernel.people.auth import OPEN
from yimen.kernel.web.request import Request
from yimen.modules.requests import queries, regimes, story
from yimen.modules.requests.clock import Happened, reckon
from yimen.modules.requests.models import Outcome
from yimen.modules.requests.states import ClockEventKind

from .found import line, reckoning_out, request_of, shown_to
from .routes import router
from .schemas import CalculationIn, OutcomeOut, ReckoningOut, RequestLine, RequestOut

MOST = 100


class RequestFilter(Schema):
    """筛选 — ``mine``: the own ones; ``after``: the last id of the page before."""

    mine: bool = False
    state: str = ""
    overdue: bool = False
    outcome: str = ""
    after: UUID | None = None
    limit: int = 50


@router.get("/requests", response=list[RequestLine])
def requests(request: Request, asked: Query[RequestFilter]) -> list[RequestLine]:
    """公开申请 — the newest first."""
    rows = (
        queries.own_requests(request.actor) if asked.mine else queries.handled_requests(request.actor)
    ).order_by("-pk")
    if asked.state:
        rows = rows.filter(state=asked.state)
    if asked.outcome:
        rows = rows.filter(outcome=asked.outcome)
    if asked.overdue:
        rows = queries.overdue(rows, timezone.localdate())
    if asked.after:
        rows = rows.filter(pk__lt=asked.after)
    return [line(one, request.actor) for one in rows[: max(1, min(asked.limit, MOST))]]


@router.get("/requests/{request_id}", response=RequestOut)
def information_request(request: Request, request_id: UUID) -> RequestOut:
    """公开申请 — one, with its due date line by line."""
    return shown_to(request, request_id)


@router.get("/requests/{request_id}/ledger-proof", response=ProofOut)
def ledger_proof(request: Request, request_id: UUID) -> dict[str, Any]:
    """入账证明 — a file for `yimen verify`; 404 while nothing of the request is sealed."""
    found = request_of(request, request_id)
    proof = story.proof_of(found, for_staff=queries.is_staff_of(request.actor, found))
    if proof is None:
        raise Http404
    return proof


@router.get("/outcomes", response=list[OutcomeOut], auth=OPEN)
def outcomes(request: Request) -> list[Outcome]:
    """答复类型 — the dictionary."""
    return list(queries.outcomes())


@router.post("/calculation", response=ReckoningOut, auth=OPEN)
def calculate(request: Request, body: CalculationIn) -> ReckoningOut:
    """期限计算 — the due date from a day of receipt and what happened afterwards; nothing is kept."""
    known = [
        Happened(one.kind, one.on, one.days, one.until)
        for one in body.events
        if one.kind in ClockEventKind.values and one.kind != ClockEventKind.RECEIVED
    ]
    events = [Happened(ClockEventKind.RECEIVED, body.received_on), *known]
    regime = regimes.regime_on(body.received_on)
    return reckoning_out(reckon(events, regime, calendar.current(), timezone.localdate()))
