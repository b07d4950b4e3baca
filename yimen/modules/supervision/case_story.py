"""办理经过: the record of a supervision case as sentences; the unit reads what it was told and did itself."""

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

from .models import SupervisionCase

UNIT_READS = (
    "supervision.rectification.suggested",
    "supervision.notice.issued",
    "supervision.notice.acknowledged",
    "supervision.plan.submitted",
    "supervision.plan.returned",
    "supervision.plan.accepted",
    "supervision.rectification.reported",
    "supervision.rectification.checked",
    "supervision.case.overdue-noted",
    "supervision.case.escalated",
    "supervision.accountability.concluded",
    "supervision.case.closed",
    "documents.document.sealed",
    "documents.document.sealed-jointly",
)
TONES: dict[str, Tone] = {
    "supervision.notice.issued": "warning",
    "supervision.rectification.suggested": "warning",
    "supervision.case.overdue-noted": "danger",
    "supervision.case.escalated": "danger",
    "supervision.plan.returned": "warning",
    "supervision.case.closed": "success",
}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LONGEST = 300


def facts(case: SupervisionCase, *, whole: bool) -> QuerySet[Entry]:
    """The entries of the record that the reader is told of."""
    rows = Entry.objects.filter(chain=case.pk)
    return rows if whole else rows.filter(code__in=UNIT_READS)


def proof_of(case: SupervisionCase, *, whole: bool) -> dict[str, Any] | None:
    """入账证明 of the sealed entries; None while none of them is sealed."""
    told = set(facts(case, whole=whole).values_list("pk", flat=True))
    return proofs.proof_of_case(case.pk, told)


def story(case: SupervisionCase, *, whole: bool) -> list[Moment]:
    """The newest facts first; ``whole`` for those who oversee."""
    return [_moment(one) for one in facts(case, whole=whole).order_by("-seq")[:LONGEST]]


def _moment(entry: Entry) -> Moment:
    data = {key: _readable(value) for key, value in entry.data.items()}
    text = sentence(entry.code, data, entry.shown_actor)
    return Moment(text=text, at=entry.happened_at, tone=TONES.get(entry.code, "neutral"))


def _readable(value: Any) -> Any:
    return cn_date(date.fromisoformat(value)) if isinstance(value, str) and DAY.fullmatch(value) else value
