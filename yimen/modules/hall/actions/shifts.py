"""The verbs of shifts: who sits where, from when to when."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from yimen.kernel import calendar
from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.orgs.models import Org, Window
from yimen.kernel.people.models import Person
from yimen.modules.hall import queries, rules
from yimen.modules.hall.events import (
    ShiftCancelled,
    ShiftLeft,
    ShiftPlanned,
    ShiftReplaced,
    ShiftResumed,
    WeekCopied,
)
from yimen.modules.hall.models import Shift
from yimen.modules.hall.permissions import Permission
from yimen.modules.hall.states import ShiftState

from .calling import give_back

LONGEST = timedelta(hours=16)
STANDING = (ShiftState.PLANNED, ShiftState.AWAY)


@action(permission=Permission.SHIFT_PLAN, creates=True)
def plan_shift(
    window: Window,
    *,
    person: Person,
    starts_at: datetime,
    ends_at: datetime,
    note: str = "",
    by: Actor,
    at: datetime,
) -> ShiftPlanned:
    """排班 — a person of the hall sits at the window; neither window nor person has two shifts at once."""
    shift = _planned(window, person, starts_at, ends_at, note=note)
    return ShiftPlanned(shift, window, person, starts_at.isoformat(), ends_at.isoformat())


@action(permission=Permission.SHIFT_PLAN, moves=(STANDING, ShiftState.CANCELLED))
def cancel_shift(shift: Shift, *, reason: str, by: Actor, at: datetime) -> ShiftCancelled:
    """取消排班 — it does not take place; whoever is being served there goes back into the queue."""
    reason = _required(reason)
    _require_not_over(shift, at)
    shift.away_since = None
    if shift.starts_at <= at:
        give_back(shift.window, _("窗口人员离岗"), at=at, by=by)
    return ShiftCancelled(shift, reason)


@action(permission=Permission.SHIFT_PLAN, moves=(STANDING, (ShiftState.PLANNED, ShiftState.CANCELLED)))
def replace_shift(shift: Shift, *, person: Person, reason: str, by: Actor, at: datetime) -> ShiftReplaced:
    """顶班 — somebody else from now on; of a shift that has begun, the part that is over stays as it was."""
    reason = _required(reason)
    _require_not_over(shift, at)
    starts_at, ends_at = max(shift.starts_at, at), shift.ends_at
    has_begun = shift.starts_at < at
    shift.state = ShiftState.PLANNED if has_begun else ShiftState.CANCELLED
    shift.ends_at = starts_at if has_begun else ends_at
    shift.away_since = None
    Shift.objects.filter(pk=shift.pk).update(state=shift.state, ends_at=shift.ends_at, away_since=None)
    give_back(shift.window, _("窗口换班"), at=at, by=by)
    replacement = _planned(shift.window, person, starts_at, ends_at, note=reason, replaces=shift)
    return ShiftReplaced(shift, replacement, person, reason)


@action(permission=Permission.SHIFT_ATTEND, moves=((ShiftState.PLANNED,), ShiftState.AWAY))
def step_away(shift: Shift, *, by: Actor, at: datetime) -> ShiftLeft:
    """暂离 — the window is shown closed; whoever is being served there goes back to the own place in the queue."""
    if not shift.starts_at <= at < shift.ends_at:
        raise RuleBroken(_("只有正在进行的班次才能登记暂离。"))
    shift.away_since = at
    give_back(shift.window, _("窗口人员暂离"), at=at, by=by)
    return ShiftLeft(shift)


@action(permission=Permission.SHIFT_ATTEND, moves=((ShiftState.AWAY,), ShiftState.PLANNED))
def come_back(shift: Shift, *, by: Actor, at: datetime) -> ShiftResumed:
    """回岗 — the window is open again."""
    shift.away_since = None
    return ShiftResumed(shift)


@action(permission=Permission.SHIFT_PLAN)
def copy_week(centre: Org, *, monday: date, by: Actor, at: datetime) -> WeekCopied:
    """复制上周排班 — each shift of the week before, seven days later: not onto rest days, nor where one stands already."""
    if monday != rules.monday_of(monday):
        raise RuleBroken(_("请选择星期一。"), fields={"monday": _("请选择星期一")})
    before = list(queries.week(centre, monday - timedelta(days=7)))
    if not before:
        raise RuleBroken(_("上一周没有排班。"))
    count = sum(_copied(one, by=by, at=at) for one in before)
    return WeekCopied(centre, monday.isoformat(), count, len(before) - count)


def _copied(shift: Shift, *, by: Actor, at: datetime) -> bool:
    starts_at, ends_at = shift.starts_at + timedelta(days=7), shift.ends_at + timedelta(days=7)
    day = local_day(starts_at)
    if not calendar.current().is_working(day) or _clash(shift.window, shift.person, starts_at, ends_at):
        return False
    if not queries.clerks(shift.window.centre, day).filter(pk=shift.person_id).exists():
        return False
    plan_shift(shift.window, person=shift.person, starts_at=starts_at, ends_at=ends_at, note="", by=by, at=at)
    return True


def _planned(
    window: Window,
    person: Person,
    starts_at: datetime,
    ends_at: datetime,
    *,
    note: str = "",
    replaces: Shift | None = None,
) -> Shift:
    """The new row, if it is sensible and stands in nobody's way."""
    if not timedelta(0) < ends_at - starts_at <= LONGEST:
        raise RuleBroken(_("结束时间必须晚于开始时间，且不超过16小时。"), fields={"ends_at": _("请核对时间")})
    if not window.is_open:
        raise RuleBroken(_("该窗口已停用。"), fields={"window": _("该窗口已停用")})
    if not queries.clerks(window.centre, local_day(starts_at)).filter(pk=person.pk).exists():
        raise RuleBroken(_("此人当天在本中心没有窗口岗位。"), fields={"person": _("没有窗口岗位")})
    clash = _clash(window, person, starts_at, ends_at)
    if clash is not None:
        raise RuleBroken(
            _("与已有排班冲突：%(person)s，%(window)s，%(starts)s。")
            % {
                "person": clash.person.name,
                "window": str(clash.window),
                "starts": f"{timezone.localtime(clash.starts_at):%m-%d %H:%M}",
            }
        )
    return Shift.objects.create(
        window=window,
        person=person,
        starts_at=starts_at,
        ends_at=ends_at,
        note=note.strip()[:200],
        replaces=replaces,
    )


def _clash(window: Window, person: Person, starts_at: datetime, ends_at: datetime) -> Shift | None:
    rows = Shift.objects.filter(
        Q(window=window) | Q(person=person), state__in=STANDING, starts_at__lt=ends_at, ends_at__gt=starts_at
    )
    return rows.select_related("window", "person").first()


def _require_not_over(shift: Shift, at: datetime) -> None:
    if shift.ends_at <= at:
        raise RuleBroken(_("这个班次已经结束。"))


def _required(reason: str) -> str:
    if not reason.strip():
        raise RuleBroken(_("请填写原因。"), fields={"reason": _("请填写原因")})
    return reason.strip()[:200]
