"""代办怎么办 — which act each step of an errand is, who does it, and what it says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from yimen.kernel.documents.intake import Received
from yimen.kernel.people.actor import PersonActor
from yimen.kernel.people.roles import Role
from yimen.modules.outreach import actions
from yimen.modules.outreach.models import AgencyService, Agent, Errand
from yimen.modules.outreach.rules import Asked, Stated, Terms
from yimen.modules.outreach.states import Satisfaction, Signing

from . import people as invented
from .doing import WORDS, Company, steps_of
from .errand_plan import AT_POINT, DISCONTENT
from .plan import PlannedErrand, Step, application_id
from .stage import VILLAGE_AGENT

MANDATED = timedelta(days=90)


class ErrandPlayer:
    """代理员和乡镇中心 — each does one step after the other, through its act; ``paper`` is what a principal signs."""

    def __init__(self, year: int, seed: int, paper: Received) -> None:
        self.year, self.seed, self.paper = year, seed, paper
        self.forget()

    def forget(self) -> None:
        """What was looked up or made in a transaction that is undone."""
        self.company = Company(self.year, self.seed)
        self._agents: dict[int, Agent] = {}
        self._services: dict[str, AgencyService] = {}

    def do(self, planned: PlannedErrand, step: Step) -> None:
        """One step. Raises Refused when the city refuses it: then the plan was wrong."""
        self.company.today(step.day)
        STEPS[step.act](self, planned, step, self.subject(planned))

    def subject(self, planned: PlannedErrand) -> Errand:
        """The errand by its id alone: its act locks and reads the row."""
        return Errand.from_db("default", ["id"], [application_id(self.year, self.seed, planned.serial)])

    def agent(self, planned: PlannedErrand) -> Agent:
        if planned.agent not in self._agents:
            login = self.by_agent(planned).person.login
            rows = Agent.objects.select_related("point__org", "person")
            self._agents[planned.agent] = rows.get(person__login=login)
        return self._agents[planned.agent]

    def service(self, planned: PlannedErrand) -> AgencyService:
        if planned.item not in self._services:
            self._services[planned.item] = AgencyService.objects.get(pk=planned.item)
        return self._services[planned.item]

    def by_agent(self, planned: PlannedErrand) -> PersonActor:
        return self.company.staff(VILLAGE_AGENT, str(planned.agent + 1))

    def by_centre(self, planned: PlannedErrand) -> PersonActor:
        """The counter of the town's centre."""
        return self.company.staff(Role.RECEPTIONIST, self.agent(planned).point.org.code)

    def principal(self, planned: PlannedErrand, step: Step) -> Stated:
        """Who comes, by the card that is shown; at the first time an account is opened."""
        self.company.applicant(planned.applicant, step.at)
        said = invented.applicant(self.year, self.seed, planned.applicant)
        return Stated(said.id_type, said.id_number, said.name, invented.PHONE)


Doing = Callable[[ErrandPlayer, PlannedErrand, Step, Errand], None]
STEPS: dict[str, Doing] = {}

step = steps_of(STEPS)


@step("advise", actions.log_advice)
def _advise(player: ErrandPlayer, planned: PlannedErrand, step: Step, errand: Errand) -> None:
    actions.log_advice(
        player.agent(planned),
        advice_id=errand.pk,
        topic=WORDS["asked"],
        answer=WORDS["advised"],
        by=player.by_agent(planned),
        at=step.at,
    )


@step("request", actions.request_errand)
def _request(player: ErrandPlayer, planned: PlannedErrand, step: Step, errand: Errand) -> None:
    agent = player.agent(planned)
    actions.request_errand(
        agent.point,
        errand_id=errand.pk,
        agent=agent,
        service=player.service(planned),
        principal=player.principal(planned, step),
        statement=WORDS["brought"],
        by=player.by_agent(planned),
        at=step.at,
    )


@step("mandate", actions.sign_mandate)
def _mandate(player: ErrandPlayer, planned: PlannedErrand, step: Step, errand: Errand) -> None:
    terms = Terms(player.service(planned).powers, step.day + MANDATED, Signing.PAPER)
    by = player.by_agent(planned)
    actions.sign_mandate(errand, terms=terms, proof=player.paper, by=by, at=step.at)


@step("take_in", actions.accept_errand)
def _take_in(player: ErrandPlayer, planned: PlannedErrand, step: Step, errand: Errand) -> None:
    by = player.by_agent(planned)
    actions.accept_errand(errand, materials=WORDS["brought_papers"], by=by, at=step.at)


@step("handle", actions.handle_errand)
def _handle(player: ErrandPlayer, planned: PlannedErrand, step: Step, errand: Errand) -> None:
    actions.handle_errand(errand, result=WORDS["handled"], by=player.by_centre(planned), at=step.at)


@step("bring", actions.deliver_errand)
def _bring(player: ErrandPlayer, planned: PlannedErrand, step: Step, errand: Errand) -> None:
    at_home: dict[str, Any] = {"is_at_home": True, "place": WORDS["home"], "proof": player.paper}
    actions.deliver_errand(
        errand,
        receiver=invented.applicant(player.year, player.seed, planned.applicant).name,
        **({} if step.note == AT_POINT else at_home),
        by=player.by_agent(planned),
        at=step.at,
    )


@step("file", actions.archive_errand)
def _file(player: ErrandPlayer, planned: PlannedErrand, step: Step, errand: Errand) -> None:
    actions.archive_errand(errand, by=player.by_agent(planned), at=step.at)


@step("ask", actions.follow_up_errand)
def _ask(player: ErrandPlayer, planned: PlannedErrand, step: Step, errand: Errand) -> None:
    said = Satisfaction.DISSATISFIED if step.note == DISCONTENT else Satisfaction.SATISFIED
    by = player.by_centre(planned)
    actions.follow_up_errand(errand, asked=Asked(satisfaction=said), by=by, at=step.at)
