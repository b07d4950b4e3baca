"""答复期限: when an answer is due, and why, line by line. Pure: events, regime and calendar in; day and steps out.

The day of receipt is not counted. A corrected request begins the period anew, in full. The working days after a
consultation was sent, up to and including the day on which it ended, are not counted. What the fee does to the
period, and how long extensions may be, the regime says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.refusals import Text
from yimen.kernel.calendar.days import WorkingDays
from yimen.kernel.cases import due as arithmetic
from yimen.kernel.cases.why_due import Line
from yimen.kernel.web.words import cn_date

from .states import ClockEventKind as Kind

OPENS = {Kind.THIRD_PARTY_SENT, Kind.BODY_CONSULTED, Kind.FEE_NOTICE}
CLOSES = {
    Kind.THIRD_PARTY_ANSWERED: Kind.THIRD_PARTY_SENT,
    Kind.BODY_ANSWERED: Kind.BODY_CONSULTED,
    Kind.FEE_PAID: Kind.FEE_NOTICE,
}
ON_THE_WAY = ("festival", "make_up", "provisional")


@dataclass(frozen=True, slots=True)
class Happened:
    """计时事件 — what happened on a day; ``days`` of an extension, ``until`` of a fixed delay, ``subject`` of a consultation."""

    kind: str
    on: date
    days: int = 0
    until: date | None = None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Regime:
    """适用条例 — the limits of the version of the regulation that counts this request, each with its article."""

    code: str
    days: int
    days_basis: str = ""
    extension_most: int = 0
    extension_basis: str = ""
    correction_basis: str = ""
    consulting_basis: str = ""
    delay_basis: str = ""
    fee_basis: str = ""
    fee_restarts: bool = False
    serving_basis: str = ""


@dataclass(frozen=True)
class Step:
    """一步说明 — the day, what happened, how many working days were used up by then, and the article."""

    on: date
    code: str
    what: Text
    used: int | None = None
    law: Text = ""
    places: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return str(self.what) % {
            name: cn_date(value) if isinstance(value, date) else value for name, value in self.places.items()
        }


@dataclass(frozen=True)
class Reckoning:
    """期限计算 — the day on which the answer is due (None while the applicant must correct), and how it came about."""

    due_on: date | None
    is_provisional: bool
    is_held: bool
    stopped_on: date | None
    terms: arithmetic.Terms | None
    steps: tuple[Step, ...]

    def is_overdue(self, today: date) -> bool:
        """Whether the day has passed without an answer, or the answer came after it. Computed, never stored."""
        return self.due_on is not None and (self.stopped_on or today) > self.due_on and not self.is_held


@dataclass(frozen=True)
class _Running:
    """The period as it stands after some events."""

    start: date | None = None
    open_holds: tuple[tuple[str, str, date], ...] = ()
    holds: tuple[arithmetic.Hold, ...] = ()
    extension: int = 0
    until: date | None = None
    stop: date | None = None


def reckon(events: Iterable[Happened], regime: Regime, calendar: WorkingDays, today: date) -> Reckoning:
    """The due date from the events, each event in the order of its day."""
    running = _Running()
    steps: list[Step] = []
    for one in sorted(events, key=lambda event: event.on):
        running = _after(running, one, regime)
        steps.append(_step(one, running, regime, calendar))
    terms = _terms(running, regime)
    if terms is None:
        return Reckoning(None, False, False, running.stop, None, tuple(steps))
    found = arithmetic.due(terms, calendar, today)
    due_on = running.until or found.on
    provisional = found.is_provisional and running.until is None
    way = [] if running.until else _on_the_way(terms, calendar, today)
    last = Step(
        due_on, "due", _("%(due)s为答复期限的最后一日"), _budget(regime, running), "", {"due": due_on}
    )
    return Reckoning(
        due_on,
        provisional,
        found.is_held and running.until is None,
        running.stop,
        terms,
        (*_in_order([*steps, *way]), last),
    )


def days_counted(events: Iterable[Happened], regime: Regime, calendar: WorkingDays, until: date) -> int:
    """The working days that the period has used up by the end of a day."""
    running = _Running()
    for one in sorted(events, key=lambda event: event.on):
        running = _after(running, one, regime)
    terms = _terms(running, regime)
    return arithmetic.elapsed(terms, until, calendar) if terms else 0


def _after(running: _Running, one: Happened, regime: Regime) -> _Running:
    """The period after one more event."""
    if one.kind in (Kind.RECEIVED, Kind.CORRECTION_RECEIVED, Kind.REOPENED):
        return _Running(start=one.on, until=one.until if one.kind == Kind.REOPENED else None)
    if one.kind == Kind.CORRECTION_REQUESTED:
        return replace(running, start=None)
    if one.kind in OPENS:
        return replace(running, open_holds=(*running.open_holds, (one.kind, one.subject, one.on)))
    if one.kind in CLOSES:
        closed = _closed(running, one)
        if one.kind == Kind.FEE_PAID and regime.fee_restarts:
            return replace(closed, start=one.on, holds=(), extension=0, until=None)
        return closed
    if one.kind == Kind.EXTENDED:
        return replace(running, extension=running.extension + one.days)
    if one.kind == Kind.DELAY_FIXED:
        return replace(running, until=one.until)
    return replace(running, stop=one.on)


def _closed(running: _Running, one: Happened) -> _Running:
    opened = next(
        (held for held in running.open_holds if held[0] == CLOSES[Kind(one.kind)] and held[1] == one.subject),
        None,
    )
    if opened is None:
        return running
    return replace(
        running,
        open_holds=tuple(held for held in running.open_holds if held is not opened),
        holds=(*running.holds, arithmetic.Hold(opened[2], one.on)),
    )


def _terms(running: _Running, regime: Regime) -> arithmetic.Terms | None:
    if running.start is None:
        return None
    still = tuple(arithmetic.Hold(since) for _kind, _subject, since in running.open_holds)
    return arithmetic.Terms(
        start_on=running.start,
        budget=regime.days,
        holds=(*running.holds, *still),
        extensions=(arithmetic.Extension(running.extension),) if running.extension else (),
        stop_on=running.stop,
    )


def _budget(regime: Regime, running: _Running) -> int | None:
    return None if running.until else regime.days + running.extension


SAYS: dict[str, Text] = {
    Kind.RECEIVED: _("收到申请，当日不计入，自次日起%(limit)s个工作日内答复"),
    Kind.CORRECTION_REQUESTED: _("一次性告知补正，答复期限待收到补正后起算"),
    Kind.CORRECTION_RECEIVED: _("收到补正的申请，答复期限重新起算，共%(limit)s个工作日"),
    Kind.THIRD_PARTY_SENT: _("发出征求第三方意见书，自次日起所需时间不计入"),
    Kind.THIRD_PARTY_ANSWERED: _("收到第三方意见或者期满，自次日起继续计算"),
    Kind.BODY_CONSULTED: _("征求其他机关意见，自次日起所需时间不计入"),
    Kind.BODY_ANSWERED: _("收到其他机关意见或者期满，自次日起继续计算"),
    Kind.EXTENDED: _("经公开工作机构负责人同意，延长%(days)s个工作日"),
    Kind.FEE_NOTICE: _("发出收费通知，等待缴费期间不计入"),
    Kind.FEE_PAID: _("申请人完成缴费"),
    Kind.DELAY_FIXED: _("确定延迟答复的合理期限至%(until)s"),
    Kind.REOPENED: _("被责令重新答复，期限自此起算"),
    Kind.SERVED: _("答复送达，计时停止"),
}
FEE_RESTARTS: Text = _("申请人完成缴费，答复期限自次日起重新计算，共%(limit)s个工作日")


def _step(one: Happened, running: _Running, regime: Regime, calendar: WorkingDays) -> Step:
    terms = _terms(running, regime)
    used = arithmetic.elapsed(terms, one.on, calendar) if terms else None
    restarts = one.kind == Kind.FEE_PAID and regime.fee_restarts
    return Step(
        one.on,
        str(one.kind),
        FEE_RESTARTS if restarts else SAYS[one.kind],
        used,
        _law(one.kind, regime),
        {"limit": regime.days, "days": one.days, "until": one.until or one.on},
    )


def _law(kind: str, regime: Regime) -> str:
    if kind in (Kind.CORRECTION_REQUESTED, Kind.CORRECTION_RECEIVED):
        return regime.correction_basis
    if kind in (Kind.FEE_NOTICE, Kind.FEE_PAID):
        return regime.fee_basis
    if kind in OPENS or kind in CLOSES:
        return regime.consulting_basis
    laws = {
        Kind.EXTENDED: regime.extension_basis,
        Kind.DELAY_FIXED: regime.delay_basis,
        Kind.SERVED: regime.serving_basis,
    }
    return laws.get(Kind(kind), regime.days_basis)


def _on_the_way(terms: arithmetic.Terms, calendar: WorkingDays, today: date) -> Iterator[Step]:
    """The festivals and made-up days between start and due date, in the words of the house."""
    for line in arithmetic.explain(terms, calendar, today):
        if line.code in ON_THE_WAY:
            yield _of_line(line)


def _of_line(line: Line) -> Step:
    return Step(line.from_on, line.code, line.what.replace("%", "%%"), None, line.why)


def _in_order(steps: list[Step]) -> list[Step]:
    return sorted(steps, key=lambda step: step.on)
