"""办理经过 of a mirrored case: the facts that its applicant reads too, and the whole for those who handle it."""

from __future__ import annotations

from yimen.kernel.audit.models import Entry
from yimen.kernel.web.shapes import Moment, Tone

from .models import MirroredCase

TOLD = frozenset(
    {
        "network.case.mirrored",
        "network.case.answered",
        "network.case.accepted",
        "network.case.stepped",
        "network.case.hold-begun",
        "network.case.hold-ended",
        "network.case.concluded",
        "network.case.licensed",
        "network.case.material-told",
        "network.case.charged",
    }
)
"""What an applicant reads of the own case, with the officers who acted at the node."""

TONES: dict[str, Tone] = {
    "network.case.accepted": "info",
    "network.case.concluded": "success",
    "network.case.hold-begun": "warning",
    "network.case.handed-back": "warning",
}
LONGEST = 500


def story(mirror: MirroredCase, *, for_staff: bool) -> list[Moment]:
    """The newest facts first, at the moments at which they happened there."""
    rows = Entry.objects.filter(chain=mirror.pk)
    if not for_staff:
        rows = rows.filter(code__in=TOLD)
    return [
        Moment(text=one.sentence, at=one.happened_at, tone=TONES.get(one.code, "neutral"))
        for one in rows.order_by("-seq")[:LONGEST]
    ]
