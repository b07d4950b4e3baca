"""办理经过: the record of a request as sentences; the applicant reads what concerns them, staff read all."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.db.models import QuerySet

from yimen.kernel.audit.events import sentence
from yimen.kernel.audit.models import Entry
from yimen.kernel.ledger import proofs
from yimen.kernel.web.shapes import Moment, Tone
from yimen.kernel.web.words import cn_date

from .models import InformationRequest

TOLD = (
    "requests.request.drafted",
    "requests.request.submitted",
    "requests.request.entered",
    "requests.request.registered",
    "requests.request.taken-up",
    "requests.request.correction-asked",
    "requests.request.corrected",
    "requests.request.correction-lapsed",
    "requests.request.reasons-asked",
    "requests.request.reasons-stated",
    "requests.request.delay-fixed",
    "requests.request.extended",
    "requests.consultation.sent",
    "requests.consultation.answered",
    "requests.consultation.lapsed",
    "requests.fee.notified",
    "requests.fee.paid",
    "requests.fee.received",
    "requests.fee.lapsed",
    "requests.answer.served",
    "requests.remedy.opened",
    "requests.remedy.concluded",
    "requests.request.reopened",
    "requests.request.withdrawn",
    "requests.request.closed",
    "requests.request.publication-suggested",
    "requests.request.suggestion-answered",
    "cases.case.due-moved",
)
"""What the applicant reads of their own request; opinions of third parties stand there without their content."""
QUIET = ("requests.request.amended", "requests.request.file-attached", "requests.request.file-removed")
TONES: dict[str, Tone] = {
    "requests.request.registered": "info",
    "requests.request.correction-asked": "warning",
    "requests.request.correction-lapsed": "danger",
    "requests.fee.lapsed": "danger",
    "requests.request.extended": "warning",
    "requests.answer.served": "success",
    "requests.answer.returned": "warning",
    "requests.request.reopened": "warning",
}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LONGEST = 500


def facts(request: InformationRequest, *, for_staff: bool) -> QuerySet[Entry]:
    """The entries of the record that the reader is told of."""
    rows = Entry.objects.filter(chain=request.pk).exclude(code__in=QUIET)
    return rows if for_staff else rows.filter(code__in=TOLD)


def proof_of(request: InformationRequest, *, for_staff: bool) -> dict[str, Any] | None:
    """入账证明 of the sealed entries; None while none of them is sealed."""
    told = set(facts(request, for_staff=for_staff).values_list("pk", flat=True))
    return proofs.proof_of_case(request.pk, told)


def story(request: InformationRequest, *, for_staff: bool, names_applicant: bool = True) -> list[Moment]:
    """The newest facts first; for those who may not see who asks, the applicant's own acts bear a masked name."""
    hidden = "" if names_applicant else str(request.applicant_id)
    rows = facts(request, for_staff=for_staff)
    return [_moment(one, request, hidden) for one in rows.order_by("-seq")[:LONGEST]]


def _moment(entry: Entry, request: InformationRequest, hidden: str) -> Moment:
    by = request.masked_name if entry.actor_id == hidden else entry.shown_actor
    data = {key: _readable(value) for key, value in entry.data.items()}
    return Moment(
        text=sentence(entry.code, data, by),
        at=entry.happened_at,
        tone=TONES.get(entry.code, "neutral"),
    )


def _readable(value: Any) -> Any:
    return cn_date(date.fromisoformat(value)) if isinstance(value, str) and DAY.fullmatch(value) else value
