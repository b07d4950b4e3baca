"""Operations on back-tests."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Status

from yimen.kernel.web.request import Request
from yimen.modules.supervision import actions, queries
from yimen.modules.supervision.models import RuleTrial

from .routes import router
from .rules import city_of
from .schemas import TrialIn, TrialOut


@router.get("/rules/{rule_code}/trials", response=list[TrialOut])
def trials(request: Request, rule_code: str) -> list[RuleTrial]:
    """规则回测 of one rule, the latest first."""
    city_of(request)
    return list(queries.trials(request.actor).filter(code=rule_code)[:100])


@router.post("/rules/{rule_code}/trials", response={201: TrialOut})
def order_trial(request: Request, rule_code: str, body: TrialIn) -> Status[RuleTrial]:
    """安排回测 — counted by a worker; ask for it again until its state is not ``ordered`` any more."""
    done = actions.order_trial(
        city_of(request), code=rule_code, **body.dict(), by=request.actor, at=timezone.now()
    )
    return Status(201, done.trial)


@router.get("/rules/{rule_code}/trials/{trial_id}", response=TrialOut)
def trial(request: Request, rule_code: str, trial_id: UUID) -> RuleTrial:
    """规则回测 — how far it is, or what it found."""
    return get_object_or_404(queries.trials(request.actor), code=rule_code, pk=trial_id)
