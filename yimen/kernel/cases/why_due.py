"""到期日的说明: the due date explains itself, line by line, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.refusals import Text
from yimen.kernel.calendar.days import Day, Due, WorkingDays
from yimen.kernel.web.words import cn_date, named

from . import due as arithmetic
from .due import MONTH, WORKING_DAY, Hold, Terms

NOT_COUNTED = _("民法典第二百零一条：开始的当日不计入")
WORKING_DAYS_ONLY = _("行政许可法第八十二条：期限以工作日计算，不含法定节假日")
SAME_DAY_NUMBER = _("民法典第二百零二条：到期月的对应日为最后一日，没有对应日的为月末日")
NEXT_WORKING_DAY = _("民法典第二百零三条：最后一日是法定休假日的，以其结束的次日为最后一日")
BY_NOTICE = _("国务院办公厅公布的年度节假日安排")
BUDGETS = {
    WORKING_DAY: _("期限%(days)s个工作日"),
    MONTH: _("期限%(days)s个月"),
}
DAYS = _("期限%(days)s日")
HELD = {
    True: _("%(first)s至%(last)s中止计时，其中%(days)s个工作日不计入"),
    False: _("%(first)s至%(last)s中止计时，%(days)s日不计入"),
}
STILL_HELD = {
    True: _("自%(first)s起中止计时，至今%(days)s个工作日不计入；到期日按今天恢复计时推算"),
    False: _("自%(first)s起中止计时，至今%(days)s日不计入；到期日按今天恢复计时推算"),
}


@dataclass(frozen=True)
class Line:
    """一行说明 — what happened on which days, how many days it is about, and by which rule."""

    code: str
    says: Text
    from_on: date
    to_on: date
    days: int = 0
    why: Text = ""
    places: Mapping[str, object] = field(default_factory=dict)

    @property
    def what(self) -> str:
        """The sentence, in the reader's language."""
        return str(self.says) % {
            "days": self.days,
            **{name: _shown(value) for name, value in self.places.items()},
        }

    def __str__(self) -> str:
        return self.what


def explain(terms: Terms, calendar: WorkingDays, today: date) -> list[Line]:
    """Start, period, extensions, holds, festivals and make-up days on the way, and the result."""
    found = arithmetic.due(terms, calendar, today)
    lines = [_start(terms), _budget(terms), *_extensions(terms), *_holds(terms, calendar, today, found)]
    if terms.unit == WORKING_DAY:
        lines += _festivals(terms, calendar, today, found)
    else:
        lines += _moved(terms, calendar, today, found)
    return [*lines, *_provisional(terms, calendar, found), _result(found)]


def _shown(value: object) -> object:
    if isinstance(value, date):
        return cn_date(value)
    return named(value) if isinstance(value, Day) else value


def _start(terms: Terms) -> Line:
    says = _("%(start)s起算，当日不计入")
    return Line(
        "start", says, terms.start_on, terms.start_on, why=NOT_COUNTED, places={"start": terms.start_on}
    )


def _budget(terms: Terms) -> Line:
    rule = {WORKING_DAY: WORKING_DAYS_ONLY, MONTH: SAME_DAY_NUMBER}.get(terms.unit, "")
    says = BUDGETS.get(terms.unit, DAYS)
    return Line("budget", says, terms.start_on, terms.start_on, terms.budget, terms.why or rule)


def _extensions(terms: Terms) -> Iterator[Line]:
    says = _("延长%(days)s个工作日") if terms.unit == WORKING_DAY else _("延长%(days)s日")
    for extension in terms.extensions:
        yield Line("extension", says, terms.start_on, terms.start_on, extension.days, extension.why)


def _holds(terms: Terms, calendar: WorkingDays, today: date, found: Due) -> Iterator[Line]:
    """A line for each hold that began before the due date; a shared day stands with the first."""
    taken: list[Hold] = []
    working = terms.unit == WORKING_DAY
    before = 0
    for hold in sorted(terms.holds, key=lambda one: one.from_on):
        taken.append(hold)
        if hold.from_on >= found.on:
            continue
        all_taken = _taken_out(terms, taken, calendar, today)
        first, last = hold.from_on + timedelta(days=1), hold.to_on or terms.stop_on or today
        days, before = all_taken - before, all_taken
        says = HELD[working] if hold.to_on else STILL_HELD[working]
        yield Line("hold", says, first, last, days, hold.why, {"first": first, "last": last})


def _taken_out(terms: Terms, holds: list[Hold], calendar: WorkingDays, today: date) -> int:
    stretches = arithmetic.merged(Terms(terms.start_on, 0, holds=tuple(holds), stop_on=terms.stop_on), today)
    if terms.unit != WORKING_DAY:
        return sum(end - start for start, end in stretches)
    return sum(calendar.rank(end) - calendar.rank(start) for start, end in stretches)


def _festivals(terms: Terms, calendar: WorkingDays, today: date, found: Due) -> Iterator[Line]:
    """Days on the way on which the week lies, outside the holds: a line a festival, a line a made-up day."""
    held = arithmetic.merged(terms, today)
    days = calendar.unusual(terms.start_on, found.on)
    free = [day for day in days if not any(start < day.on.toordinal() <= end for start, end in held)]
    for run in _runs(free):
        first, last, day = run[0].on, run[-1].on, run[0]
        if day.is_working:
            says: Text = _("%(first)s是周末，因%(name)s调休上班，计入")
        elif len(run) == 1:
            says = _("%(first)s%(name)s放假，不计入")
        else:
            says = _("%(first)s至%(last)s%(name)s放假，%(days)s个工作日不计入")
        code = "make_up" if day.is_working else "festival"
        yield Line(code, says, first, last, len(run), BY_NOTICE, {"first": first, "last": last, "name": day})


def _runs(days: list[Day]) -> list[list[Day]]:
    """Rest days of one festival together (a weekend may lie between them); each make-up day alone."""
    runs: list[list[Day]] = []
    for day in days:
        before = runs[-1][-1] if runs else None
        together = (
            before is not None and not before.is_working and not day.is_working and before.name == day.name
        )
        if together and before is not None and day.on - before.on <= timedelta(days=3):
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _moved(terms: Terms, calendar: WorkingDays, today: date, found: Due) -> Iterator[Line]:
    last = arithmetic.last_day(terms, today)
    if last != found.on:
        says = _("最后一日%(last)s不是工作日，顺延到%(due)s")
        days = (found.on - last).days
        yield Line("moved", says, last, found.on, days, NEXT_WORKING_DAY, {"last": last, "due": found.on})


def _provisional(terms: Terms, calendar: WorkingDays, found: Due) -> Iterator[Line]:
    if found.is_provisional:
        first = max(terms.start_on, calendar.last) + timedelta(days=1)
        says = _("%(first)s以后的工作日历尚未公布，暂按周一至周五推算，公布并载入后重新计算")
        yield Line("provisional", says, first, max(first, found.on), places={"first": first})


def _result(found: Due) -> Line:
    says = _("%(due)s到期（暂定）") if found.is_provisional else _("%(due)s到期")
    return Line("due", says, found.on, found.on, places={"due": found.on})
