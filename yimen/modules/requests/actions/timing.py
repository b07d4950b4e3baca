"""计时: one place where an event of the clock is noted and the kernel's clocks follow it.

The due date is derived from the events by ``clock.reckon``; the kernel's clock is the copy that desks, lists and the
recount after a change of the calendar read. Both are written here, in the same act.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from yimen.kernel import calendar
from yimen.kernel.audit.action import current_act
from yimen.kernel.base.days import local_day
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import clocks
from yimen.kernel.cases.models import Clock, ClockKind, ClockState, ClockUnit, Extension, HoldKind
from yimen.modules.requests import reading
from yimen.modules.requests.clock import Reckoning
from yimen.modules.requests.models import ClockEvent, InformationRequest
from yimen.modules.requests.regimes import regime_on
from yimen.modules.requests.states import ClockEventKind

HOLDS = {
    ClockEventKind.THIRD_PARTY_SENT: HoldKind.THIRD_PARTY_NOTICE,
    ClockEventKind.BODY_CONSULTED: HoldKind.OTHER_BY_LAW,
    ClockEventKind.FEE_NOTICE: HoldKind.PAYMENT_WAIT,
}
CLOSES = {
    ClockEventKind.THIRD_PARTY_ANSWERED: ClockEventKind.THIRD_PARTY_SENT,
    ClockEventKind.BODY_ANSWERED: ClockEventKind.BODY_CONSULTED,
    ClockEventKind.FEE_PAID: ClockEventKind.FEE_NOTICE,
}


def note(
    request: InformationRequest,
    kind: ClockEventKind,
    on: date,
    *,
    days: int = 0,
    until: date | None = None,
    subject: UUID | None = None,
) -> None:
    """Notes one event; raises RuleBroken when it lies before the receipt or in the future."""
    act = current_act()
    act.tail.flush()
    if request.received_on is not None and on < request.received_on:
        raise RuleBroken(_("日期不能早于收到申请的日期。"))
    if on > local_day(act.at):
        raise RuleBroken(_("日期不能晚于今天。"))
    ClockEvent.objects.create(
        request=request,
        kind=kind,
        on=on,
        days=days,
        until=until,
        subject=subject,
        recorded_at=act.at,
        recorded_by=act.by.label[:100],
    )


def begin(request: InformationRequest, kind: ClockEventKind, on: date, *, until: date | None = None) -> date:
    """起算 — the answer period runs from the day after ``on``; returns the due date."""
    note(request, kind, on, until=until)
    regime = regime_on(request.received_day)
    clocks.stop(request.own_case, ClockKind.STATUTORY, ClockKind.PROMISED, ClockKind.CORRECTION, on=on)
    if until is not None:
        return _told(request, on, until)
    clock = clocks.start(
        request.own_case, ClockKind.STATUTORY, budget=regime.days, start_on=on, basis=regime.days_basis
    )
    return clock.due_on


def wait_for_correction(request: InformationRequest, on: date, until: date) -> None:
    """待补正 — the answer period does not run; the applicant's own period does."""
    note(request, ClockEventKind.CORRECTION_REQUESTED, on)
    regime = regime_on(request.received_day)
    clocks.stop(request.own_case, ClockKind.STATUTORY, on=on)
    clocks.start(
        request.own_case,
        ClockKind.CORRECTION,
        budget=(until - on).days,
        unit=ClockUnit.CALENDAR_DAY,
        start_on=on,
        basis=regime.correction_basis,
    )


def pause(
    request: InformationRequest, kind: ClockEventKind, on: date, *, subject: UUID, why: str, days: int
) -> None:
    """中止 — a consultation or a wait for the fee begins; several of one kind at once are one pause."""
    note(request, kind, on, subject=subject)
    case, hold = request.own_case, HOLDS[kind]
    if case.holds.filter(kind=hold, ended_on__isnull=True).exists():
        return
    regime = regime_on(request.received_day)
    basis = regime.fee_basis if kind == ClockEventKind.FEE_NOTICE else regime.consulting_basis
    stops = [str(ClockKind.STATUTORY)]
    clocks.hold(case, kind=hold, reason=why, basis=basis, stops=stops, expected_days=days, on=on)


def go_on(request: InformationRequest, kind: ClockEventKind, on: date, *, subject: UUID, result: str) -> None:
    """恢复 — it ended; the period goes on when nothing else of this kind is open, or begins anew where the law says so."""
    note(request, kind, on, subject=subject)
    opening = CLOSES[kind]
    if open_of(request, opening) == 0:
        held = request.own_case.holds.filter(kind=HOLDS[opening], ended_on__isnull=True).first()
        if held is not None:
            clocks.end_hold(held, on=max(on, held.started_on), result=result)
    regime = regime_on(request.received_day)
    if kind == ClockEventKind.FEE_PAID and regime.fee_restarts:
        clocks.stop(request.own_case, ClockKind.STATUTORY, ClockKind.PROMISED, on=on)
        clocks.start(
            request.own_case, ClockKind.STATUTORY, budget=regime.days, start_on=on, basis=regime.fee_basis
        )
        clocks.recompute(request.own_case, today=on)


def open_of(request: InformationRequest, opening: ClockEventKind) -> int:
    """How many pauses of one kind are open."""
    closing = next(one for one, opened in CLOSES.items() if opened == opening)
    events = ClockEvent.objects.filter(request=request)
    return events.filter(kind=opening).count() - events.filter(kind=closing).count()


def prolong(request: InformationRequest, on: date, *, days: int, reason: str) -> date:
    """延期 — once for a period, in time, within what the law allows; returns the new due date."""
    regime = regime_on(request.received_day)
    clock = running(request)
    clocks.extend(clock, days=days, reason=reason, on=on, most=regime.extension_most)
    note(request, ClockEventKind.EXTENDED, on, days=days)
    return Clock.objects.get(pk=clock.pk).due_on


def fix(request: InformationRequest, on: date, *, until: date) -> None:
    """确定延迟答复 — the day that was told takes the place of the period."""
    note(request, ClockEventKind.DELAY_FIXED, on, until=until)
    clocks.stop(request.own_case, ClockKind.STATUTORY, on=on)
    _told(request, on, until)


def stop(request: InformationRequest, on: date) -> None:
    """停止 — the answer was served; what the due date was is kept with the request."""
    request.due_when_served = reckoned(request, on).due_on
    note(request, ClockEventKind.SERVED, on)
    clocks.stop(request.own_case, ClockKind.STATUTORY, ClockKind.PROMISED, on=on)


def running(request: InformationRequest) -> Clock:
    """The clock of the answer period; raises RuleBroken where none runs."""
    clock = (
        Clock.objects.filter(case=request.case_id, kind=ClockKind.STATUTORY)
        .exclude(state=ClockState.STOPPED)
        .select_related("case")
        .first()
    )
    if clock is None:
        raise RuleBroken(_("此申请现在没有正在计算的答复期限。"))
    return clock


def was_extended(clock: Clock) -> bool:
    return Extension.objects.filter(clock=clock).exists()


def reckoned(request: InformationRequest, today: date) -> Reckoning:
    """The due date and its steps, as they are inside this act."""
    current_act().tail.flush()
    return reading.reckoning(request, today, calendar.current())


def _told(request: InformationRequest, on: date, until: date) -> date:
    days = (until - on).days
    clock = clocks.start(
        request.own_case,
        ClockKind.PROMISED,
        budget=days,
        unit=ClockUnit.CALENDAR_DAY,
        start_on=on,
        basis=regime_on(request.received_day).delay_basis,
    )
    return clock.due_on
