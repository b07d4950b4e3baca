"""时限: start, stop, hold, extend. The due date is derived by one pure function; copies are rewritten at once."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from yimen.kernel import calendar
from yimen.kernel.audit.action import current_act
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.web.words import cn_date

from . import due as arithmetic
from .models import Case, Clock, ClockState, ClockUnit, Extension, Hold


def start(
    case: Case, kind: str, *, budget: int, start_on: date, unit: str = ClockUnit.WORKING_DAY, basis: str = ""
) -> Clock:
    """起算 — a clock that runs from the day after ``start_on``; returned as it will be stored by the act."""
    days = calendar.current()
    terms = arithmetic.Terms(start_on=start_on, budget=budget, unit=str(unit))
    derived = arithmetic.due(terms, days, start_on)
    clock = Clock(
        id=new_id(),
        case=case,
        kind=kind,
        unit=unit,
        budget=budget,
        start_on=start_on,
        due_on=derived.on,
        is_provisional=derived.is_provisional,
        basis=basis,
        calendar_version=days.version,
    )
    tail = current_act().tail
    tail.add("cases_tail", {"what": "clock", **_row(clock)})
    tail.add("cases_tail", {"what": "case_due", "case": case.pk})
    return clock


def _row(clock: Clock) -> dict[str, Any]:
    return {
        "id": clock.pk,
        "case": clock.case_id,
        "kind": str(clock.kind),
        "unit": str(clock.unit),
        "budget": clock.budget,
        "start_on": clock.start_on,
        "due_on": clock.due_on,
        "is_provisional": clock.is_provisional,
        "basis": clock.basis,
        "calendar_version": clock.calendar_version,
    }


def shorten(case: Case, kind: str, *, budget: int, on: date, basis: str | None = None) -> Clock | None:
    """缩短时限 — a running clock gets fewer days, counted from its own start; never more.

    Raises RuleBroken when it would have run out before ``on``: nobody is put in default by a better rule.
    """
    clock = case.clocks.exclude(state=ClockState.STOPPED).filter(kind=kind, budget__gt=budget).first()
    if clock is None:
        return None
    clock.budget, clock.basis = budget, clock.basis if basis is None else basis
    clock.save(update_fields=["budget", "basis"])
    recompute(case, today=on)
    clock.refresh_from_db()
    if clock.due_on < on:
        raise RuleBroken(
            _("按较短的时限，此办件应当在%(day)s前办结，这一天已经过去。") % {"day": cn_date(clock.due_on)}
        )
    return clock


def stop(case: Case, *kinds: str, on: date) -> None:
    """停止 — the clocks of these kinds stop; what is already stopped stays as it is."""
    tail = current_act().tail
    tail.add(
        "cases_tail", {"what": "clock_stop", "case": case.pk, "kinds": [str(one) for one in kinds], "on": on}
    )
    tail.add("cases_tail", {"what": "case_due", "case": case.pk})


def hold(
    case: Case,
    *,
    kind: str,
    reason: str,
    basis: str,
    stops: list[str],
    expected_days: int,
    on: date,
    applied_by: str = "",
) -> Hold:
    """中止计时 — opens a special procedure; raises RuleBroken when one of this kind is open already."""
    if case.holds.filter(kind=kind, ended_on__isnull=True).exists():
        raise RuleBroken(_("此办件已有正在进行的同类特别程序，请先结束它。"))
    opened = Hold.objects.create(
        case=case,
        kind=kind,
        reason=reason,
        basis=basis,
        stops=[str(one) for one in stops],
        expected_days=expected_days,
        applied_by=applied_by,
        started_on=on,
        told_on=on,
        started_by=current_act().by.label,
    )
    recompute(case, today=on)
    return opened


def end_hold(held: Hold, *, on: date, result: str) -> None:
    """恢复计时 — ends a special procedure; its days move the due date of the clocks that it stops."""
    held.ended_on, held.result = on, result
    held.save(update_fields=["ended_on", "result"])
    recompute(held.case, today=on)


def end_holds(case: Case, *, on: date, result: str) -> None:
    """Ends every procedure that is still open, with one result: its case ends."""
    case.holds.filter(ended_on__isnull=True).update(ended_on=on, result=result)
    recompute(case, today=on)


def extend(clock: Clock, *, days: int, reason: str, on: date, most: int) -> Extension:
    """延期 — once, before the due date, by at most ``most`` days; raises RuleBroken otherwise."""
    if Extension.objects.filter(clock=clock).exists():
        raise RuleBroken(_("此办件已经延期一次，依法不能再次延期。"))
    if on > clock.due_on:
        raise RuleBroken(_("期限已于 %(day)s 届满，届满后不能再延期。") % {"day": cn_date(clock.due_on)})
    if not 0 < days <= most:
        raise RuleBroken(
            _("延长天数应在 1 到 %(most)s 个工作日之间。") % {"most": most},
            fields={"days": _("天数超出范围")},
        )
    made = Extension.objects.create(
        clock=clock, days=days, reason=reason, approved_by=current_act().by.label, approved_on=on, told_on=on
    )
    recompute(clock.case, today=on)
    return made


def terms_of(clock: Clock, holds: list[Hold], extension: Extension | None) -> arithmetic.Terms:
    """The clock as the pure arithmetic reads it: the holds that stop its kind, its extension if any."""
    return arithmetic.Terms(
        start_on=clock.start_on,
        budget=clock.budget,
        unit=str(clock.unit),
        holds=tuple(
            arithmetic.Hold(one.started_on, one.ended_on, _why(one))
            for one in holds
            if clock.kind in one.stops
        ),
        extensions=(arithmetic.Extension(extension.days, extension.reason),) if extension else (),
    )


def _why(held: Hold) -> str:
    """Which procedure held the clock, by which article."""
    return _("%(kind)s，%(basis)s") % {"kind": held.get_kind_display(), "basis": held.basis}


def days_left(clock: Clock, today: date) -> int:
    """The days of its budget that a clock did not use until it stopped, or until today."""
    terms = terms_of(clock, list(clock.case.holds.all()), getattr(clock, "extension", None))
    used = arithmetic.elapsed(terms, clock.stop_on or today, calendar.current())
    return terms.budget + arithmetic.added(terms) - used


def recompute(case: Case, *, today: date) -> list[tuple[Clock, date, date]]:
    """Derives the due date of every clock that has not stopped; returns (clock, old, new) where it moved."""
    current_act().tail.flush()
    days = calendar.current()
    holds = list(case.holds.all())
    moved: list[tuple[Clock, date, date]] = []
    for clock in (
        Clock.objects.filter(case=case).exclude(state=ClockState.STOPPED).select_related("extension")
    ):
        derived = arithmetic.due(terms_of(clock, holds, getattr(clock, "extension", None)), days, today)
        is_held = any(one.ended_on is None and clock.kind in one.stops for one in holds)
        before = clock.due_on
        clock.due_on, clock.is_provisional = derived.on, derived.is_provisional
        clock.state = ClockState.HELD if is_held else ClockState.RUNNING
        clock.calendar_version = days.version
        clock.save(update_fields=["due_on", "is_provisional", "state", "calendar_version"])
        if derived.on != before:
            moved.append((clock, before, derived.on))
            case.work.filter(done_at__isnull=True, due_on=before).update(due_on=derived.on)
    case.is_held = any(one.ended_on is None for one in holds)
    Case.objects.filter(pk=case.pk).update(is_held=case.is_held)
    current_act().tail.add("cases_tail", {"what": "case_due", "case": case.pk})
    return moved


def explain(clock: Clock, *, today: date) -> list[Any]:
    """The due date, line by line: start, days not counted and why, extension, result."""
    terms = terms_of(clock, list(clock.case.holds.all()), getattr(clock, "extension", None))
    return arithmetic.explain(terms, calendar.current(), today)
