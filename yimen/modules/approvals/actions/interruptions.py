"""Verbs that interrupt or end an item: suspension, resumption, cancellation."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.approvals import rules
from yimen.modules.approvals.events import (
    CancellationCarriedOut,
    SuspensionBegun,
    VersionCancelled,
    VersionResumed,
    VersionSuspended,
)
from yimen.modules.approvals.models import Application, Cancellation, ItemVersion, Suspension
from yimen.modules.approvals.permissions import Permission
from yimen.modules.approvals.states import UNPUBLISHED, VersionState

from .catalogue import actor_id, require_not_cancelled
from .versions import HOLDING


@action(
    permission=Permission.ITEM_SUSPEND,
    moves=((VersionState.IN_FORCE,), (VersionState.IN_FORCE, VersionState.SUSPENDED)),
)
def suspend_version(
    version: ItemVersion,
    *,
    instrument_no: str,
    from_on: date,
    to_on: date,
    notice: str,
    by: Actor,
    at: datetime,
) -> VersionSuspended:
    """暂停事项 — by law or an instrument of the government, told to the public; ``to_on`` is the day it is open again.

    On a later first day the version stays in force until then. Cases that run go on.
    """
    today = local_day(at)
    number = _require_instrument(instrument_no)
    told = rules.require_text(notice, "notice", _("请写明向社会公告的内容。"))
    require_not_cancelled(version.item)
    if from_on < today:
        raise RuleBroken(_("暂停不能从过去的日期开始。"), fields={"from_on": _("已经过去")})
    if to_on <= from_on:
        raise RuleBroken(_("恢复日期应当在暂停日期之后。"), fields={"to_on": _("应当在暂停日期之后")})
    _require_no_other_suspension(version, from_on, to_on)
    Suspension.objects.create(
        item_id=version.item_id,
        version=version,
        instrument_no=number,
        from_on=from_on,
        to_on=to_on,
        notice=told,
        suspended_by=actor_id(by),
        suspended_at=at,
    )
    version.state = VersionState.SUSPENDED if from_on == today else VersionState.IN_FORCE
    return VersionSuspended(version, number, from_on.isoformat(), to_on.isoformat())


@action(
    permission=Permission.ITEM_CARRY_OUT,
    moves=((VersionState.IN_FORCE,), VersionState.SUSPENDED),
)
def begin_suspension(version: ItemVersion, *, by: Actor, at: datetime) -> SuspensionBegun:
    """开始暂停 — the first day of a suspension that was ordered before has come."""
    today = local_day(at)
    begun = Suspension.objects.filter(
        item_id=version.item_id, from_on__lte=today, to_on__gt=today, resumed_on__isnull=True
    )
    if not begun.exists():
        raise RuleBroken(_("此事项今天没有暂停。"))
    return SuspensionBegun(version)


@action(permission=Permission.ITEM_RESUME, moves=(HOLDING, VersionState.IN_FORCE))
def resume_version(version: ItemVersion, *, by: Actor, at: datetime) -> VersionResumed:
    """恢复事项 — applications are taken again: on the day that was set, or earlier by the approver.

    A suspension that has not begun yet is taken back.
    """
    today = local_day(at)
    suspension = (
        Suspension.objects.filter(item_id=version.item_id, resumed_on__isnull=True)
        .order_by("from_on")
        .select_for_update()
        .first()
    )
    if suspension is None:
        raise RuleBroken(_("此事项没有暂停。"))
    if by.kind != "person" and today < suspension.to_on:
        raise RuleBroken(_("还没有到恢复日期。"))
    suspension.resumed_on = min(max(today, suspension.from_on), suspension.to_on)
    suspension.resumed_by = actor_id(by)
    suspension.save(update_fields=["resumed_on", "resumed_by"])
    return VersionResumed(version, suspension.resumed_on.isoformat())


@action(
    permission=Permission.ITEM_CANCEL,
    moves=((*HOLDING, VersionState.SCHEDULED), (*HOLDING, VersionState.CANCELLED)),
)
def cancel_version(
    version: ItemVersion, *, instrument_no: str, on: date, by: Actor, at: datetime
) -> VersionCancelled:
    """取消事项 — no application from ``on``; cases that run go on under their version.

    Of a version whose first day has not come, only this version is taken back, and the one before it goes on.
    """
    number = _require_instrument(instrument_no)
    require_not_cancelled(version.item)
    if version.state == VersionState.SCHEDULED:
        _take_back(version)
        return VersionCancelled(version, number, version.effective_from.isoformat())
    today = local_day(at)
    _require_nobody_applied(version, on)
    Cancellation.objects.create(
        item_id=version.item_id, instrument_no=number, on=on, cancelled_by=actor_id(by), cancelled_at=at
    )
    _end_all(version, on)
    version.effective_to = min(version.effective_to or on, on)
    version.state = VersionState.CANCELLED if on <= today else version.state
    return VersionCancelled(version, number, on.isoformat())


@action(permission=Permission.ITEM_CARRY_OUT, moves=(HOLDING, VersionState.CANCELLED))
def carry_out_cancellation(version: ItemVersion, *, by: Actor, at: datetime) -> CancellationCarriedOut:
    """取消生效 — the day of a cancellation that was ordered before has come."""
    if not Cancellation.objects.filter(item_id=version.item_id, on__lte=local_day(at)).exists():
        raise RuleBroken(_("还没有到取消日期。"))
    return CancellationCarriedOut(version)


def _require_instrument(instrument_no: str) -> str:
    return rules.require_text(instrument_no, "instrument_no", _("请填写批准文件的文号。"))


def _require_no_other_suspension(version: ItemVersion, from_on: date, to_on: date) -> None:
    others = Suspension.objects.filter(
        item_id=version.item_id, resumed_on__isnull=True, from_on__lt=to_on, to_on__gt=from_on
    )
    if others.exists():
        raise RuleBroken(_("此事项在这段时间已经有一次暂停。"), fields={"from_on": _("与另一次暂停重叠")})


def _require_nobody_applied(version: ItemVersion, on: date) -> None:
    """A day in the past is taken when nobody applied since: what was received is handled."""
    if on < version.effective_from:
        raise RuleBroken(_("取消日期不能早于版本的生效日期。"), fields={"on": _("早于生效日期")})
    since = Application.objects.filter(item_id=version.item_id, received_on__gte=on).count()
    if since:
        raise RuleBroken(
            _("自这一天起已经收到%(count)s件申请，请选择更晚的取消日期。") % {"count": since},
            fields={"on": _("已经收到申请")},
        )


def _take_back(version: ItemVersion) -> None:
    """The version never holds, and is empty before the one before it goes on for ever: two never overlap."""
    before = (
        ItemVersion.objects.filter(item_id=version.item_id, effective_to=version.effective_from)
        .exclude(pk=version.pk)
        .exclude(state__in=(*UNPUBLISHED, VersionState.CANCELLED))
    )
    version.effective_to = version.effective_from
    version.state = VersionState.CANCELLED
    ItemVersion.objects.filter(pk=version.pk).update(effective_to=version.effective_to)
    for one in before.select_for_update():
        one.effective_to = None
        one.save(update_fields=["effective_to"])


def _end_all(version: ItemVersion, on: date) -> None:
    """Versions that would come later never hold."""
    later = ItemVersion.objects.filter(item_id=version.item_id, state=VersionState.SCHEDULED)
    for one in later.select_for_update():
        is_reached = one.effective_from < on
        one.effective_to = on if is_reached else one.effective_from
        one.state = one.state if is_reached else VersionState.CANCELLED
        one.save(update_fields=["effective_to", "state"])
