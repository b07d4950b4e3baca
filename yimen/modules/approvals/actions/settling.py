"""What submission settles: that the version still holds, and what follows from the situation, kept with the application."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.approvals import queries
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.outline import outline_of


def require_current(application: Application, on: date) -> None:
    """Raises RuleBroken when the version that was drafted under does not hold any more: another one is looked at first."""
    if not queries.HOLDS.any(application.version_id, on):
        raise RuleBroken(_("您填写期间，此事项的要求有更新。请先查看有什么变化；已填写的内容都还在。"))


def settle(application: Application, *, on: date) -> None:
    """Keeps what follows from the situation on this day: materials, fees, steps, limit, mode and pattern."""
    found = outline_of(application, on=on)
    application.outline = found.as_data()
    application.pattern = found.pattern
