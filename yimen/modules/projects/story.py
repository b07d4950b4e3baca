"""办理经过 of a stage: what its applicant reads too, and the whole for those who handle it."""

from __future__ import annotations

from yimen.kernel.audit.models import Entry
from yimen.kernel.web.shapes import Moment, Tone

from .models import Stage

TOLD = frozenset(
    {
        "projects.stage.prepared",
        "projects.stage.submitted",
        "projects.stage.accepted",
        "projects.stage.declined",
        "projects.stage.withdrawn",
        "projects.stage.extended",
        "projects.correction.consolidated",
        "projects.correction.supplied",
        "projects.correction.lapsed",
        "projects.material.shared",
        "projects.stage.wish-stated",
        "projects.stage.all-decided",
        "projects.stage.issued",
        "projects.stage.joint-visit-called",
    }
)
TONES: dict[str, Tone] = {
    "projects.stage.accepted": "info",
    "projects.stage.declined": "danger",
    "projects.correction.consolidated": "warning",
    "projects.correction.lapsed": "danger",
    "projects.stage.issued": "success",
    "projects.review-seat.consent-deemed": "warning",
}
LONGEST = 200


def story(stage: Stage, *, for_staff: bool) -> list[Moment]:
    """The newest facts first."""
    rows = Entry.objects.filter(chain=stage.pk)
    if not for_staff:
        rows = rows.filter(code__in=TOLD)
    return [
        Moment(text=one.sentence, at=one.happened_at, tone=TONES.get(one.code, "neutral"))
        for one in rows.order_by("-seq")[:LONGEST]
    ]
