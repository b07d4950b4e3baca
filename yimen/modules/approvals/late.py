"""补录: what was done on paper first and typed in afterwards: when it happened and when it was recorded stay apart.

The record keeps both moments of every act, and its entry says that it was typed in later. A late entry only lets
the person say when it really happened: not in the future, and not before what the record of the case already says.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import entered_later
from yimen.kernel.audit.models import Entry
from yimen.kernel.base.refusals import RuleBroken

from .models import Application

E = TypeVar("E")


def entered_late(act: Callable[..., E]) -> Callable[..., E]:
    """The act, with ``occurred_at``: the moment at which it happened, when it is typed in later."""

    @wraps(act)
    def perform(application: Application, *, occurred_at: datetime | None, at: datetime, **facts: Any) -> E:
        happened = moment(application, occurred_at, at)
        if happened == at:
            return act(application, **facts, at=at)
        with entered_later(at):
            return act(application, **facts, at=happened)

    return perform


def moment(application: Application, occurred_at: datetime | None, now: datetime) -> datetime:
    """When the act happened: as stated, or now. Raises RuleBroken for what cannot have been."""
    if occurred_at is None:
        return now
    if occurred_at > now:
        raise RuleBroken(_("实际办理时间不能晚于现在。"), fields={"occurred_at": _("不能晚于现在")})
    last = (
        Entry.objects.filter(chain=application.pk)
        .order_by("-seq")
        .values_list("happened_at", flat=True)
        .first()
    )
    if last is not None and occurred_at < last:
        raise RuleBroken(
            _("实际办理时间不能早于上一步的办理时间。"), fields={"occurred_at": _("不能早于上一步")}
        )
    return occurred_at
