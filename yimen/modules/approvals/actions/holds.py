"""Verbs that touch the clocks of a case in hand: special procedures and the extension."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from yimen.kernel.audit.action import action
from yimen.kernel.base.actor import Actor
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import clocks
from yimen.kernel.cases.models import ClockKind, HoldKind
from yimen.modules.approvals import papers, patterns, rules
from yimen.modules.approvals.events import ApplicationExtended, HoldClosed, HoldOpened
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.permissions import Permission

from .intake import HANDLING


@action(permission=Permission.APPLICATION_HOLD, moves=(HANDLING, HANDLING))
def open_hold(
    application: Application,
    *,
    kind: str,
    reason: str,
    expected_days: int,
    applied_by: str = "",
    by: Actor,
    at: datetime,
) -> HoldOpened:
    """启动特别程序 — a kind that the item allows; its length is told in writing (行政许可法 45)."""
    patterns.require(application.pattern, "open_hold")
    if kind == HoldKind.HEARING:
        raise RuleBroken(_("听证有自己的程序，请从“听证”办理。"))
    allowed = application.version.body.hold(kind)
    if allowed is None:
        label = HoldKind(kind).label if kind in HoldKind.values else kind
        raise RuleBroken(_("此事项没有规定“%(kind)s”程序。") % {"kind": label})
    reason = rules.require_text(reason, "reason", _("请写明启动的原因。"))
    if expected_days < 1:
        raise RuleBroken(_("请填写预计天数。"), fields={"expected_days": _("请填写预计天数")})
    hold = clocks.hold(
        application.own_case,
        kind=kind,
        reason=reason,
        basis=allowed.basis,
        stops=rules.stopped_clocks(allowed, application.pattern),
        expected_days=expected_days,
        applied_by=applied_by.strip(),
        on=local_day(at),
    )
    papers.issue_hold_notice(application, hold, at=at)
    return HoldOpened(application, hold, expected_days)


@action(permission=Permission.APPLICATION_HOLD, moves=(HANDLING, HANDLING))
def close_hold(application: Application, *, kind: str, result: str, by: Actor, at: datetime) -> HoldClosed:
    """结束特别程序 — its days are not counted where the article says so; the due date follows."""
    patterns.require(application.pattern, "close_hold")
    if kind == HoldKind.HEARING:
        raise RuleBroken(_("听证有自己的程序，请从“听证”办理。"))
    result = rules.require_text(result, "result", _("请写明特别程序的结果。"))
    hold = application.own_case.holds.filter(kind=kind, ended_on__isnull=True).first()
    if hold is None:
        raise RuleBroken(_("没有正在进行的此类特别程序。"))
    clocks.end_hold(hold, on=local_day(at), result=result)
    promised = application.own_case.clocks.filter(kind=ClockKind.PROMISED).exclude(state="stopped").first()
    return HoldClosed(application, hold, promised.due_on.isoformat() if promised else "")


@action(permission=Permission.APPLICATION_EXTEND, moves=(HANDLING, HANDLING))
def extend(
    application: Application, *, days: int, reason: str, by: Actor, at: datetime
) -> ApplicationExtended:
    """延期 — once, before the statutory due date, by the head of the body; the reason is told (行政许可法 42).

    A promise that was broken already stays broken: only what still runs in time is moved.
    """
    patterns.require(application.pattern, "extend")
    reason = rules.require_text(reason, "reason", _("请写明延期理由，理由将告知申请人。"))
    today = local_day(at)
    running = {one.kind: one for one in application.own_case.clocks.exclude(state="stopped")}
    statutory = running.get(ClockKind.STATUTORY) or running.get(ClockKind.FIRST_REVIEW)
    if statutory is None:
        raise RuleBroken(_("此办件没有正在计算的法定期限。"))
    most = application.version.extension_max
    extension = clocks.extend(statutory, days=days, reason=reason, on=today, most=most)
    promised = running.get(ClockKind.PROMISED)
    if promised is not None and today <= promised.due_on:
        clocks.extend(promised, days=days, reason=reason, on=today, most=most)
    statutory.refresh_from_db(fields=["due_on"])
    papers.issue_extension_notice(application, extension, due_on=statutory.due_on, at=at)
    return ApplicationExtended(application, extension, days, reason)
