"""Whether what was owed was heard, before anything is decided (行政许可法 46–48)."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import HearingState


def require_heard(application: Application, *, reviewed_at: datetime, on: date) -> None:
    """Raises RuleBroken while a hearing is owed, or when the opinion is older than its minutes."""
    for hearing in application.hearings.all():
        is_offered = hearing.state == HearingState.OFFERED
        if is_offered and hearing.request_due_on is not None and on > hearing.request_due_on:
            continue
        if hearing.is_open:
            raise RuleBroken(_("听证程序尚未结束，不能作出决定。"))
        if hearing.recorded_at is not None and reviewed_at < hearing.recorded_at:
            raise RuleBroken(_("审核意见早于听证，请先退回重审，根据听证笔录重新提出意见。"))
