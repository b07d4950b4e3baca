"""How operations find what they are about, among what the asker may see, and how they show a request."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone

from yimen.kernel.base.actor import Actor
from yimen.kernel.orgs.models import Org
from yimen.kernel.web.request import Request
from yimen.modules.requests import queries, reading
from yimen.modules.requests.clock import Reckoning
from yimen.modules.requests.models import Consultation, FeeNotice, InformationRequest

from .schemas import (
    FeeNoticeOut,
    MatterOut,
    ReckoningOut,
    ReckoningStepOut,
    RequestConsultationOut,
    RequestLine,
    RequestOut,
)


def request_of(request: Request, request_id: UUID) -> InformationRequest:
    """The request, if the asker may see it; else Http404."""
    return get_object_or_404(queries.requests(request.actor), pk=request_id)


def body_of(code: str) -> Org:
    """A body to which requests can be made; else Http404."""
    return get_object_or_404(queries.bodies(timezone.localdate()), code=code)


def consultation_of(shown: InformationRequest, consultation_id: UUID) -> Consultation:
    return get_object_or_404(shown.consultations, pk=consultation_id)


def line(shown: InformationRequest, actor: Actor) -> RequestLine:
    """公开申请 in a list; who asks is masked for those who may not see it."""
    return RequestLine(**_line(shown, actor))


def _line(shown: InformationRequest, actor: Actor) -> dict[str, Any]:
    sees = queries.may_see_identity(actor, shown)
    reckoned = reading.reckoning(shown, timezone.localdate()) if shown.received_on else None
    told = shown.served_on is not None or queries.is_staff_of(actor, shown)
    return {
        "id": shown.pk,
        "number": shown.number,
        "register_number": shown.register_number,
        "org": shown.org.code,
        "state": shown.state,
        "outcome": shown.outcome_id if shown.outcome_id and told else "",
        "received_on": shown.received_on,
        "due_on": reckoned.due_on if reckoned else None,
        "is_overdue": bool(reckoned and reckoned.is_overdue(timezone.localdate())),
        "applicant": shown.applicant_name if sees else shown.masked_name,
        "applicant_kind": shown.applicant_kind,
    }


def shown_to(request: Request, request_id: UUID) -> RequestOut:
    """The request as it is now, as far as the asker may see it."""
    shown = request_of(request, request_id)
    staff = queries.is_staff_of(request.actor, shown)
    fee = FeeNotice.objects.filter(request=shown).first()
    reckoned = reading.reckoning(shown, timezone.localdate()) if shown.received_on else None
    return RequestOut(
        **_line(shown, request.actor),
        channel=shown.channel,
        submitted_at=shown.submitted_at,
        served_on=shown.served_on,
        is_on_time=shown.is_on_time,
        matters=[MatterOut.from_orm(one) for one in shown.matters.order_by("position")],
        reckoning=reckoning_out(reckoned) if reckoned else None,
        fee=FeeNoticeOut.from_orm(fee) if fee else None,
        consultations=[
            RequestConsultationOut.from_orm(one) for one in (shown.consultations.all() if staff else ())
        ],
        open_remedies=[one.pk for one in shown.remedies.filter(concluded_on__isnull=True)] if staff else [],
    )


def reckoning_out(found: Reckoning) -> ReckoningOut:
    """期限计算 with its steps in words."""
    return ReckoningOut(
        due_on=found.due_on,
        is_provisional=found.is_provisional,
        is_held=found.is_held,
        stopped_on=found.stopped_on,
        steps=[
            ReckoningStepOut(on=one.on, code=one.code, what=str(one), used=one.used, law=str(one.law))
            for one in found.steps
        ],
    )
