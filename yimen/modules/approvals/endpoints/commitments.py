"""告知承诺: sign, take back, decide; the later check and what follows."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Schema, Status

from yimen.kernel.web.request import Request
from yimen.modules.approvals import actions, procedures
from yimen.modules.approvals.models import Application, CommitmentCheck, CreditExclusion

from .found import application_of, examiner, window_of
from .routes import router
from .schemas import PROBLEMS, ApplicationDetail, ReasonIn, WindowIn

Out = {201: ApplicationDetail, **PROBLEMS}


class CommitmentIn(Schema):
    """签署承诺 — the hash of the text that was shown."""

    signature: str = Field(max_length=100)
    shown_hash: str = Field(max_length=64)


class ByCommitmentIn(WindowIn):
    """告知承诺决定 — the second officer's id."""

    second_officer: UUID


class CheckIn(Schema):
    """承诺核查."""

    outcome: str = Field(pattern="^(kept|partly|false)$")
    findings: str = Field(max_length=5000)


class RectificationIn(Schema):
    """整改复核."""

    is_put_right: bool
    findings: str = Field(max_length=5000)


class CommitmentCheckOut(Schema):
    """承诺核查."""

    application: UUID = Field(alias="application_id")
    number: str = Field(alias="application.number")
    state: str
    outcome: str
    due_on: date
    rectify_due_on: date | None


class ExclusionOut(Schema):
    """告知承诺限制 — without the person's name."""

    id: UUID
    reason: str
    since: date
    repaired_on: date | None


def check_of(request: Request, application_id: UUID) -> CommitmentCheck:
    """The check of an application that the asker may see; else Http404."""
    return get_object_or_404(procedures.checks(request.actor), application_id=application_id)


@router.post("/applications/{application_id}/commitment", response=Out)
def sign_commitment(request: Request, application_id: UUID, body: CommitmentIn) -> Status[Application]:
    """签署承诺 — by the applicant."""
    found = application_of(request, application_id)
    actions.sign_commitment(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/commitment-withdrawal", response=Out)
def withdraw_commitment(request: Request, application_id: UUID) -> Status[Application]:
    """撤回承诺 — before the decision."""
    found = application_of(request, application_id)
    actions.withdraw_commitment(found, by=request.actor, at=timezone.now())
    return Status(201, application_of(request, application_id))


@router.post("/applications/{application_id}/commitment-decision", response=Out)
def decide_by_commitment(request: Request, application_id: UUID, body: ByCommitmentIn) -> Status[Application]:
    """告知承诺决定 — at once."""
    found = application_of(request, application_id)
    actions.decide_by_commitment(
        found,
        window=window_of(request, body.window),
        second_officer=examiner(body.second_officer),
        by=request.actor,
        at=timezone.now(),
    )
    return Status(201, application_of(request, application_id))


@router.get("/commitment-checks", response=list[CommitmentCheckOut])
def commitment_checks(request: Request, state: str = "") -> list[CommitmentCheck]:
    """承诺核查清单 — at most 200, the most urgent first."""
    rows = procedures.checks(request.actor).order_by("due_on", "pk")
    return list((rows.filter(state=state) if state else rows)[:200])


@router.post(
    "/applications/{application_id}/commitment-check", response={201: CommitmentCheckOut, **PROBLEMS}
)
def record_commitment_check(request: Request, application_id: UUID, body: CheckIn) -> Status[CommitmentCheck]:
    """承诺核查 — by one of the officers who were drawn."""
    found = check_of(request, application_id)
    actions.record_commitment_check(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, check_of(request, application_id))


@router.post("/applications/{application_id}/rectification", response={201: CommitmentCheckOut, **PROBLEMS})
def verify_rectification(
    request: Request, application_id: UUID, body: RectificationIn
) -> Status[CommitmentCheck]:
    """整改复核."""
    found = check_of(request, application_id)
    actions.verify_rectification(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, check_of(request, application_id))


@router.post("/applications/{application_id}/revocation", response={201: CommitmentCheckOut, **PROBLEMS})
def revoke_committed_decision(
    request: Request, application_id: UUID, body: ReasonIn
) -> Status[CommitmentCheck]:
    """撤销决定 — by the leader."""
    found = check_of(request, application_id)
    actions.revoke_committed_decision(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, check_of(request, application_id))


@router.post("/applications/{application_id}/revocation-seal", response={201: CommitmentCheckOut, **PROBLEMS})
def seal_revocation(request: Request, application_id: UUID) -> Status[CommitmentCheck]:
    """撤销决定用印."""
    actions.seal_revocation(check_of(request, application_id), by=request.actor, at=timezone.now())
    return Status(201, check_of(request, application_id))


@router.get("/exclusions", response=list[ExclusionOut])
def exclusions(request: Request) -> list[CreditExclusion]:
    """告知承诺限制名单 — for those who handle such matters; at most 200."""
    return list(procedures.exclusions(request.actor).order_by("-since", "pk")[:200])


@router.post("/exclusions/{exclusion_id}/repair", response={201: ExclusionOut, **PROBLEMS})
def repair_credit(request: Request, exclusion_id: UUID, body: ReasonIn) -> Status[CreditExclusion]:
    """信用修复."""
    found = get_object_or_404(procedures.exclusions(request.actor), pk=exclusion_id)
    done = actions.repair_credit(found, **body.dict(), by=request.actor, at=timezone.now())
    return Status(201, done.exclusion)
