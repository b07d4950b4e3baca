"""Facts about shifts."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yimen.kernel.audit.events import Event
from yimen.kernel.orgs.models import Org, Window
from yimen.kernel.people.models import Person
from yimen.modules.hall.models import Shift


@dataclass(frozen=True)
class ShiftPlanned(Event):
    """排班 — somebody sits at a window from then to then."""

    code = "hall.shift.planned"
    says = _("%(by)s 安排 %(person)s 在 %(window)s 值班，%(starts_at)s 至 %(ends_at)s")
    about = "shift"
    shift: Shift
    window: Window
    person: Person
    starts_at: str
    ends_at: str


@dataclass(frozen=True)
class ShiftCancelled(Event):
    """取消排班 — the shift does not take place, or ends before its time."""

    code = "hall.shift.cancelled"
    says = _("%(by)s 取消了排班 %(shift)s：%(reason)s")
    shift: Shift
    reason: str


@dataclass(frozen=True)
class ShiftReplaced(Event):
    """顶班 — somebody else sits there instead, from then on."""

    code = "hall.shift.replaced"
    says = _("%(by)s 安排 %(person)s 顶替 %(shift)s：%(reason)s")
    shift: Shift
    replacement: Shift
    person: Person
    reason: str


@dataclass(frozen=True)
class ShiftLeft(Event):
    """暂离 — nobody sits at the window for a while; it is shown closed."""

    code = "hall.shift.left"
    says = _("%(by)s 登记 %(shift)s 暂离")
    shift: Shift


@dataclass(frozen=True)
class ShiftResumed(Event):
    """回岗 — the window is open again."""

    code = "hall.shift.resumed"
    says = _("%(by)s 登记 %(shift)s 回岗")
    shift: Shift


@dataclass(frozen=True)
class WeekCopied(Event):
    """复制排班 — the shifts of the week before, in this week."""

    code = "hall.week.copied"
    says = _(
        "%(by)s 复制了 %(centre)s 上周的排班到 %(monday)s 起的一周：%(count)s 个班次，%(skipped)s 个未复制"
    )
    centre: Org
    monday: str
    count: int
    skipped: int
