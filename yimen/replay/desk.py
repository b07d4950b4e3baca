"""重大项目窗口 — what the desk for big projects does on a day: visits are logged, projects taken on and their stages gone through,
cases put into the programme.

A project is registered, put forward for the green channel by one person and let in by another, and escorted, all at once.
What is there already is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import transaction

from yimen.kernel.audit.together import together
from yimen.kernel.base.days import local_day
from yimen.kernel.cases.models import Case
from yimen.kernel.documents.intake import Received
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import PersonActor
from yimen.kernel.people.roles import Role
from yimen.modules.projects import actions, jobs
from yimen.modules.projects.models import Programme, ProgrammeCase, Project, ProjectConsultation
from yimen.modules.projects.states import ConsultationTopic

from . import people as invented
from .doing import WORDS, Player
from .parallel import StagePlayer, name_of
from .parallel_plan import owner_of
from .plan import Grouped, PlannedProject, Wish, Year, application_id
from .profile import Profile
from .ways import CITY

EXPLAINED = timedelta(minutes=20)
CLOSES = time(17)
NIGHT = time(23, 30)
AT_ONCE = 20
CRITERIA = {"foreign": "foreign-investment", "construction": "key-project"}
LARGE = "large-investment"


class Desk:
    """The desk of the city's centre through the year; ``paper`` is what each owner of a project signs and hands in."""

    def __init__(self, wish: Wish, profile: Profile, year: Year, paper: Received) -> None:
        self.wish, self.profile, self.plan, self.paper = wish, profile, year.desk, paper
        self.player = Player(wish.year, wish.seed, paper)
        self.stages = StagePlayer(year.desk.stages, centre=profile.desk.org, player=self.player)

    def live(self, day: date) -> None:
        """Raises what refused an act: then the plan was wrong."""
        acts = [
            *self._visits(day),
            *self._taken_on(day),
            *self.stages.todo(day),
            *self._grouped(day),
        ]
        for first in range(0, len(acts), AT_ONCE):
            for refusal in together(acts[first : first + AT_ONCE], undone=self.player.forget):
                raise refusal
        jobs.deem(datetime.combine(day, NIGHT, CITY))

    @property
    def centre(self) -> Org:
        return Org.objects.get(code=self.profile.desk.org)

    def _staff(self, role: Role, at: datetime) -> PersonActor:
        self.player.company.today(local_day(at))
        return self.player.company.staff(role, self.profile.desk.org)

    def _visits(self, day: date) -> Iterator[Callable[[], object]]:
        todo = [one for one in enumerate(self.plan.consultations) if local_day(one[1]) == day]
        if todo:
            rows = ProjectConsultation.objects.filter(org__code=self.profile.desk.org, visited_on=day)
            known = set(rows.values_list("visited_at", flat=True))
            yield from (partial(self._log, *one) for one in todo if one[1] not in known)

    def _log(self, number: int, at: datetime) -> None:
        topics = ConsultationTopic.values
        actions.log_consultation(
            self.centre,
            visitor=invented.name(number),
            topic=topics[number % len(topics)],
            question=WORDS["project_asked"],
            answer=WORDS["project_answered"],
            visited_at=at,
            by=self._staff(Role.RECEPTIONIST, at),
            at=at + EXPLAINED,
        )

    def _taken_on(self, day: date) -> Iterator[Callable[[], object]]:
        for one in self.plan.projects:
            if one.day == day and not Project.objects.filter(name=name_of(one.serial)).exists():
                yield partial(self._take_on, one)

    @transaction.atomic
    def _take_on(self, planned: PlannedProject) -> None:
        at = planned.at
        officer = self._staff(Role.RECEPTIONIST, at)
        by: dict[str, Any] = {"by": officer, "at": at}
        project = actions.register_project(
            self.centre,
            name=name_of(planned.serial),
            owner=self.player.company.applicant(owner_of(planned.serial), at).person,
            place=self.centre.region,
            classes=planned.classes,
            investments={currency: Decimal(amount) for currency, amount in planned.invested.items()},
            **by,
        ).project
        enrolment = actions.apply_green_channel(
            project,
            criteria=sorted({CRITERIA.get(one, LARGE) for one in planned.classes}),
            grounds=WORDS["enrolled"],
            officer=officer.person,
            from_on=planned.day,
            **by,
        ).enrolment
        actions.approve_enrolment(enrolment, by=self._staff(Role.CENTRE_MANAGER, at), at=at)
        scope = WORDS["mandated"]
        actions.begin_escort(project, officer=officer.person, mandate=self.paper, mandate_scope=scope, **by)

    def _grouped(self, day: date) -> Iterator[Callable[[], object]]:
        for one in self.plan.grouped:
            case = application_id(self.wish.year, self.wish.seed, one.serial)
            if one.day == day and not ProgrammeCase.objects.filter(case_id=case).exists():
                yield partial(self._group, one)

    def _group(self, grouped: Grouped) -> None:
        at = datetime.combine(grouped.day, CLOSES, CITY)
        case = Case.objects.get(pk=application_id(self.wish.year, self.wish.seed, grouped.serial))
        by = self._staff(Role.RECEPTIONIST, at)
        actions.group_case(self._programme(at), case=case, by=by, at=at)

    def _programme(self, at: datetime) -> Programme:
        """Set up with its classes when the first case comes."""
        told, by = self.profile.programme, self._staff(Role.RECEPTIONIST, at)
        known = Programme.objects.filter(org=self.centre, name=told.name).first()
        if known is not None:
            return known
        made = actions.set_up_programme(
            self.centre, name=told.name, name_en=told.name_en, by=by, at=at
        ).programme
        codes = {one.like: one.code for one in self.profile.kinds}
        for one in told.classes:
            items = [codes[like] for like in one.items if like in codes]
            if items:
                names = {"name": one.name, "name_en": one.name_en}
                actions.add_programme_class(made, **names, item_codes=items, by=by, at=at)
        return made
