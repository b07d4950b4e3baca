"""办理进度 of a request, for whoever has its number and query code, in the shape that every case has."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from yimen.kernel import calendar
from yimen.kernel.cases.why_due import Line
from yimen.kernel.web.words import named
from yimen.modules.approvals import public as approvals

from . import reading, stages
from .models import InformationRequest


def progress(case_id: UUID, on: date) -> approvals.Progress | None:
    """The progress of the request behind a case; None when there is none.

    ``applicant`` is the full name: whoever shows it masks it. The kind of answer is told with the answer, not here.
    """
    request = InformationRequest.objects.select_related("case", "org").filter(case=case_id).first()
    if request is None or request.case is None:
        return None
    return approvals.Progress(
        number=request.case.number,
        item=str(_("政府信息公开申请")),
        org=named(request.org),
        applicant=request.applicant_name,
        state=request.get_state_display(),
        outcome="",
        submitted_at=request.submitted_at,
        steps=tuple(stages.steps(request)),
        next=stages.next_words(request),
        deadline=_deadline(request, on) if request.received_on else None,
        papers=(),
    )


def _deadline(request: InformationRequest, on: date) -> approvals.Deadline | None:
    """The day of the answer as long as it is to come, with the steps that lead to it."""
    reckoning = reading.reckoning(request, on)
    if reckoning.due_on is None or reckoning.stopped_on:
        return None
    state = "held" if reckoning.is_held else "provisional" if reckoning.is_provisional else "running"
    lines = [
        Line(one.code, one.what, one.on, one.on, why=one.law, places=one.places) for one in reckoning.steps
    ]
    left = calendar.current().count(on, reckoning.due_on)
    return approvals.Deadline(_("答复期限"), reckoning.due_on, left, state, lines)
