"""办理经过: the record of a case as sentences, for its handlers whole, for its applicant without the inner acts."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.kernel.audit.events import sentence
from yimen.kernel.audit.models import Entry
from yimen.kernel.web.shapes import Moment, Tone
from yimen.kernel.web.words import cn_date, cn_datetime

from .models import Application, ItemVersion

TOLD = frozenset(
    {
        "approvals.application.begun-as-part",
        "approvals.application.drafted",
        "approvals.application.issued-with-stage",
        "approvals.application.predecessor-arrived",
        "approvals.application.shared-material-renewed",
        "approvals.application.submitted",
        "approvals.application.accepted",
        "approvals.application.accepted-with-tolerance",
        "approvals.application.deemed-accepted",
        "approvals.application.corrected-on-the-spot",
        "approvals.application.ended-at-node",
        "approvals.application.given-back",
        "approvals.application.handed-to-node",
        "approvals.application.taken-over",
        "approvals.application.not-required",
        "approvals.application.reopened-at-node",
        "approvals.application.returned-by-node",
        "approvals.correction.relayed",
        "approvals.application.not-competent",
        "approvals.application.acceptance-refused",
        "approvals.application.withdrawn",
        "approvals.application.terminated",
        "approvals.application.extended",
        "approvals.application.expedited",
        "approvals.application.migrated",
        "approvals.application.concluded",
        "approvals.application.delivered",
        "approvals.application.closed",
        "approvals.application.archived",
        "approvals.application.discarded",
        "approvals.application.expired",
        "approvals.correction.required",
        "approvals.correction.answered",
        "approvals.correction.lapsed",
        "approvals.hand-over.accepted",
        "approvals.hold.opened",
        "approvals.hold.closed",
        "approvals.material.attached",
        "approvals.material.removed",
        "approvals.material.original-checked",
        "approvals.application.reopened",
        "approvals.application.reported-up",
        "approvals.hearing.offered",
        "approvals.hearing.requested",
        "approvals.hearing.waived",
        "approvals.hearing.lapsed",
        "approvals.hearing.called",
        "approvals.hearing.scheduled",
        "approvals.hearing.moved",
        "approvals.hearing.recorded",
        "approvals.inspection.called",
        "approvals.inspection.moved",
        "approvals.inspection.completed",
        "approvals.commitment.signed",
        "approvals.commitment.withdrawn",
        "approvals.commitment-check.recorded",
        "approvals.commitment-check.rectification-verified",
        "approvals.commitment-check.decision-revoked",
        "approvals.tolerance.lapsed",
        "approvals.tolerance.supplied",
        "approvals.record.correction-confirmed",
        "approvals.result.shared",
        "approvals.result.read",
    }
)
"""What an applicant reads of the own case; what happens inside the body is not among it."""

_TOLD_BY_OTHERS: set[str] = set()


def tell(*codes: str) -> None:
    """Facts of a module above that belong to the story of a case too, and that its applicant reads."""
    _TOLD_BY_OTHERS.update(codes)


TOLD_ONCE_SEALED = frozenset(
    {
        "approvals.application.approved",
        "approvals.application.refused",
        "approvals.application.decided-on-the-spot",
        "approvals.application.decided-by-commitment",
        "approvals.application.decided-above",
        "approvals.application.filed",
    }
)
QUIET = frozenset({"approvals.application.amended"})
GATHERED = frozenset({"approvals.material.attached", "approvals.material.removed"})
TONES: dict[str, Tone] = {
    "approvals.application.accepted": "info",
    "approvals.application.accepted-with-tolerance": "info",
    "approvals.application.deemed-accepted": "info",
    "approvals.application.begun-as-part": "info",
    "approvals.application.concluded": "success",
    "approvals.application.issued-with-stage": "success",
    "approvals.application.delivered": "success",
    "approvals.application.acceptance-refused": "danger",
    "approvals.application.refused": "danger",
    "approvals.application.terminated": "danger",
    "approvals.application.reopened": "warning",
    "approvals.correction.lapsed": "danger",
    "approvals.tolerance.lapsed": "danger",
    "approvals.correction.required": "warning",
    "approvals.correction.relayed": "warning",
    "approvals.hold.opened": "warning",
    "approvals.hearing.offered": "warning",
    "approvals.commitment-check.decision-revoked": "danger",
}
LATE = frozenset(
    {
        "approvals.application.accepted",
        "approvals.application.accepted-with-tolerance",
        "approvals.application.filed",
        "approvals.application.delivered",
    }
)
"""Acts that may be typed in after they happened (late.py)."""
LATE_AFTER = timedelta(minutes=5)
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
ISO_MOMENT = re.compile(ISO_DAY.pattern + r" \d{2}:\d{2}")
LONGEST = 500


def story(application: Application, *, for_staff: bool, brief: bool = False) -> list[Moment]:
    """The newest facts first, at most 500; saving a draft is no news, nor, in ``brief``, what it gathered."""
    return [_moment(entry) for entry in facts(application, for_staff=for_staff, brief=brief)]


def facts(application: Application, *, for_staff: bool, brief: bool = False) -> list[Entry]:
    """The entries behind the story, the newest first."""
    rows = Entry.objects.filter(chain=application.pk).exclude(code__in=QUIET)
    if brief and application.submitted_at:
        rows = rows.exclude(code__in=GATHERED, happened_at__lte=application.submitted_at)
    if not for_staff:
        told = TOLD | TOLD_ONCE_SEALED if application.concluded_at else TOLD
        rows = rows.filter(code__in=told | _TOLD_BY_OTHERS)
    return list(rows.order_by("-seq")[:LONGEST])


def of_version(version: ItemVersion) -> list[Moment]:
    """What was done with a version of an item, the newest first; for those who keep the catalogue."""
    return [_moment(entry) for entry in Entry.objects.filter(chain=version.pk).order_by("-seq")[:LONGEST]]


def _moment(entry: Entry) -> Moment:
    data = {key: _readable(value) for key, value in entry.data.items()}
    return Moment(
        text=sentence(entry.code, data, entry.shown_actor),
        at=entry.happened_at,
        tone=TONES.get(entry.code, "neutral"),
        note=_entered(entry),
    )


def _entered(entry: Entry) -> str:
    """补录: when it was recorded, where that was later than it happened."""
    if entry.code not in LATE or entry.recorded_at - entry.happened_at < LATE_AFTER:
        return ""
    return _("补录于 %(at)s") % {"at": cn_datetime(entry.recorded_at)}


def _readable(value: Any) -> Any:
    """Days and moments as people write them; all else as it was recorded."""
    if isinstance(value, str) and ISO_DAY.fullmatch(value):
        return cn_date(date.fromisoformat(value))
    if isinstance(value, str) and ISO_MOMENT.fullmatch(value):
        return cn_datetime(timezone.make_aware(datetime.fromisoformat(value)))
    return value
