"""重演 — lives the plan day by day: each worker the cases of its applicants, then the machines at the day's end.

What is done is read from the record itself: every step leaves a fact in the chain of its case, in the same transaction. A
replay that was killed at any moment goes on where the record ends; nothing is done twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import partial
from itertools import groupby, zip_longest
from uuid import UUID

from django.db.models import Model

from yimen.kernel.audit.models import Entry
from yimen.kernel.audit.together import together
from yimen.kernel.calendar import announced
from yimen.kernel.documents.intake import Received, receive
from yimen.modules.approvals import jobs

from . import absences, outside
from .desk import Desk
from .doing import CODES, Company, Player
from .errands import ErrandPlayer
from .generator import generate
from .paper import small_pdf
from .plan import Planned, PlannedErrand, Step, Wish, Year, application_id
from .profile import Profile, profile_of
from .stage import city_items
from .ways import CITY

SWEPT_AT = time(23, 30)
AT_ONCE = 40
"""So many cases go side by side."""
BEGINNINGS = frozenset({"draft", "request", "advise"})
"""The steps that make what the later ones change."""
Todo = tuple[Planned, Step]


def working_days(profile: Profile) -> list[date]:
    """The working days of the year from its first one, up to the last that is lived."""
    days = [one.on for one in announced.year(profile.year) if one.is_working and one.on >= profile.begins]
    return days[: profile.last_working_day]


def plan(wish: Wish) -> tuple[Profile, Year]:
    profile = profile_of(wish.year, city_items())
    return profile, generate(profile, working_days(profile), seed=wish.seed, scale=wish.scale)


def form() -> Received:
    """The one example form that is sent over the network."""
    return receive(small_pdf(), filename="application-form.pdf")


class Part:
    """The share of one worker: the cases of every n-th applicant, by day."""

    def __init__(self, wish: Wish, year: Year, number: int) -> None:
        self.wish = wish
        paper = form()
        self.player = Player(wish.year, wish.seed, paper)
        self.errands = ErrandPlayer(wish.year, wish.seed, paper)
        self._days: dict[date, list[Todo]] = defaultdict(list)
        for planned in year.lived:
            if planned.applicant % wish.processes == number:
                for step in planned.steps:
                    self._days[step.day].append((planned, step))

    def live(self, day: date, *, again: bool) -> int:
        """Does the steps of the day in their order; ``again`` when the day was begun before. How many were done.

        Errands come after the applications, so that lots of them are not made small by what is beside them.
        """
        todo = self._days.pop(day, [])
        todo.sort(key=lambda one: (isinstance(one[0], PlannedErrand), one[1].at, one[0].serial))
        if again:
            todo = self._undone(todo)
        for few in rounds(todo):
            self._do(few)
        return len(todo)

    def _do(self, few: Sequence[Todo]) -> None:
        """Raises what refused a step: then the plan was wrong."""
        acts = [self._act(planned, step) for planned, step in few]
        for refusal in together(acts, undone=self._forget, subjects=self._subjects(few)):
            raise refusal

    def _subjects(self, few: Sequence[Todo]) -> Sequence[Model]:
        """What the steps of one act change: applications or errands; there is none before it is begun."""
        if few[0][1].act in BEGINNINGS:
            return ()
        return [self._subject(planned) for planned, _step in few]

    def _subject(self, planned: Planned) -> Model:
        if isinstance(planned, PlannedErrand):
            return self.errands.subject(planned)
        return self.player.subject(planned)

    def _act(self, planned: Planned, step: Step) -> Callable[[], None]:
        if isinstance(planned, PlannedErrand):
            return partial(self.errands.do, planned, step)
        return partial(self.player.do, planned, step)

    def _forget(self) -> None:
        self.player.forget()
        self.errands.forget()

    def _undone(self, todo: Sequence[Todo]) -> list[Todo]:
        planned = {application_id(self.wish.year, self.wish.seed, one.serial): one for one, _step in todo}
        told = facts_of(list(planned))
        done = {
            (one.serial, step) for key, one in planned.items() for step in steps_done(one, told.get(key, ()))
        }
        return [(one, step) for one, step in todo if (one.serial, step) not in done]


def rounds(todo: Sequence[Todo]) -> Iterator[Sequence[Todo]]:
    """The steps of a day in lots that are done together: of so many cases each one's next step, one kind of act at a time.

    By act and body, so that all workers take the series of numbers in one order, and a series is locked for one lot only.
    """
    cases: dict[int, list[Todo]] = {}
    for one in todo:
        cases.setdefault(one[0].serial, []).append(one)
    for first in range(0, len(cases), AT_ONCE):
        for level in zip_longest(*list(cases.values())[first : first + AT_ONCE]):
            steps = sorted((one for one in level if one), key=lambda one: (one[1].act, one[0].org))
            for _act, lot in groupby(steps, key=lambda one: one[1].act):
                yield list(lot)


def facts_of(chains: Sequence[UUID]) -> Mapping[UUID, list[str]]:
    """What the record tells of the cases, in its order."""
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = Entry.objects.filter(chain__in=chains).order_by("chain", "seq")
    for chain, code in rows.values_list("chain", "code"):
        found[chain].append(code)
    return found


def steps_done(planned: Planned, told: Sequence[str]) -> Iterator[Step]:
    """The steps whose facts stand in the record, in order, from the first one on."""
    left = iter(told)
    for step in planned.steps:
        if not any(code == CODES[step.act] for code in left):
            return
        yield step


class DaysEnd:
    """日终 — what happens when a day is over: files come in, shifts are planned, the desk does its part, what the law says follows."""

    def __init__(self, wish: Wish, profile: Profile, year: Year, days: Sequence[date]) -> None:
        self.company = Company(wish.year, wish.seed)
        self.desk = Desk(wish, profile, year, form())
        self.todo: dict[date, list[Callable[[], None]]] = defaultdict(list)
        for one in year.plantings:
            if one.rule == outside.RULE:
                self.todo[one.day].append(partial(outside.import_receipts, one, self.company))
            elif one.rule == outside.REGISTER:
                self.todo[one.day].append(partial(outside.import_register, one, self.company))
            elif one.rule == absences.RULE:
                plan_shifts = partial(absences.plan_shifts, one, days, self.company)
                self.todo[absences.first_day(one, days)].append(plan_shifts)

    def live(self, day: date) -> None:
        for doing in self.todo[day]:
            doing()
        self.desk.live(day)
        jobs.sweep_deadlines(datetime.combine(day, SWEPT_AT, CITY))
