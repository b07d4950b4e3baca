"""听证文书: the right that is told, the notice seven days ahead, the minutes."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.kernel.base.language import official_language
from yimen.kernel.documents.models import Document
from yimen.kernel.web.words import cn_datetime

from . import papers
from .models import Application, Hearing

MOMENT = "%Y-%m-%dT%H:%M"


@official_language()
def issue_offer(application: Application, hearing: Hearing, *, at: datetime) -> Document:
    """听证告知书 — why a hearing may be asked for, and until when."""
    due = hearing.request_due_on.isoformat() if hearing.request_due_on else ""
    return papers.issue(application, "hearing_offer", at=at, reason=hearing.reason, due_on=due)


@official_language()
def issue_notice(
    application: Application,
    hearing: Hearing,
    *,
    at: datetime,
    moved_from: datetime | None = None,
    reason: str = "",
) -> Document:
    """听证通知书 — time, place, host, the right to ask that the host withdraws; why it was moved, where it was."""
    assert hearing.begins_at is not None and hearing.host is not None  # noqa: S101, PT018 - scheduled
    return papers.issue(
        application,
        "hearing_notice",
        at=at,
        reason=hearing.reason,
        begins_at=timezone.localtime(hearing.begins_at).strftime(MOMENT),
        place=hearing.place,
        host=hearing.host.name,
        reviewer=application.reviewer.name if application.reviewer else "",
        is_public=hearing.is_public,
        invited=hearing.invited,
        paragraphs=[_moved(moved_from, reason)] if moved_from else [],
    )


def _moved(before: datetime, reason: str) -> str:
    return _("原定于%(before)s举行的听证因故变更，以本通知为准。变更原因：%(reason)s") % {
        "before": cn_datetime(before),
        "reason": reason,
    }


@official_language()
def issue_minutes(application: Application, hearing: Hearing, *, at: datetime) -> Document:
    """听证笔录 — who took part, what was said, who signed; the decision is made according to it."""
    assert hearing.begins_at is not None and hearing.host is not None  # noqa: S101, PT018 - held
    return papers.issue(
        application,
        "hearing_minutes",
        at=at,
        fields=[
            {"label": _("听证时间"), "value": timezone.localtime(hearing.begins_at).strftime(MOMENT)},
            {"label": _("听证地点"), "value": hearing.place},
            {"label": _("主持人"), "value": hearing.host.name},
            {"label": _("审查人员"), "value": application.reviewer.name if application.reviewer else ""},
            {"label": _("到场参加人"), "value": hearing.attended},
            {"label": _("笔录签字人"), "value": hearing.signed_by},
        ],
        paragraphs=[hearing.minutes],
    )
