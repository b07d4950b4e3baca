"""一步怎么办 — which act each step of the plan is, who does it, and what it says."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist

from yimen.kernel.base.actor import Actor, Public
from yimen.kernel.documents.intake import Received
from yimen.kernel.orgs.models import Org, Window
from yimen.kernel.orgs.queries import city_org
from yimen.kernel.people import actions as people
from yimen.kernel.people.actor import PersonActor
from yimen.kernel.people.models import Person
from yimen.kernel.people.roles import Role
from yimen.modules.approvals import actions
from yimen.modules.approvals.late import entered_late
from yimen.modules.approvals.models import Application, Item, ItemVersion

from . import people as invented
from . import stage
from .plan import Planned, Step, application_id

WORDS: Mapping[str, str] = tomllib.loads((invented.NAMES.parent / "words.toml").read_text(encoding="utf-8"))


@dataclass
class Company:
    """剧组 — who does what on a day, looked up once; each person acts with the posts of the day."""

    year: int
    seed: int
    on: date = date.min
    _persons: dict[str, Person] = field(default_factory=dict)
    _actors: dict[str, PersonActor] = field(default_factory=dict)

    def today(self, on: date) -> None:
        if on != self.on:
            self.on, self._actors = on, {}

    def staff(self, role: str, place: str) -> PersonActor:
        return self._actor(stage.login_of(self.year, role, place))

    def applicant(self, number: int, at: datetime) -> PersonActor:
        """Who applies; at the first time an account is opened."""
        facts = invented.applicant(self.year, self.seed, number)
        if facts.login not in self._persons and facts.login not in self.registered:
            self._persons[facts.login] = people.register(
                self.city, **facts.facts, by=Public(origin="command"), at=at
            ).person
        return self._actor(facts.login)

    @cached_property
    def registered(self) -> set[str]:
        """The logins of those who had an account before; this worker alone registers its applicants."""
        known = Person.objects.filter(login__startswith=invented.logins(self.year, self.seed))
        return set(known.values_list("login", flat=True))

    @cached_property
    def city(self) -> Org:
        city = city_org()
        if city is None:
            raise stage.NotReady("no city government")
        return city

    def _actor(self, login: str) -> PersonActor:
        if login not in self._actors:
            if login not in self._persons:
                self._persons[login] = Person.objects.get(login=login)
            self._actors[login] = PersonActor(
                self._persons[login], self.on, origin="command", is_secured=True
            )
        return self._actors[login]


@dataclass(frozen=True)
class Place:
    """办理地点 — an item of the year with its body, and the window at which it is taken in."""

    item: Item
    window: Window
    org: str

    @property
    def at(self) -> str:
        return f"{self.window.centre.code}.{self.window.number}"


@dataclass
class Player:
    """演员 — does one step after the other, each through its act."""

    year: int
    seed: int
    form: Received

    def __post_init__(self) -> None:
        self.company = Company(self.year, self.seed)
        self._places: dict[str, Place] = {}

    def forget(self) -> None:
        """What was looked up or made in a transaction that is undone."""
        self.company = Company(self.year, self.seed)
        self._places = {}

    def place(self, code: str) -> Place:
        if code not in self._places:
            rows = ItemVersion.objects.filter(item__code=code, published_at__isnull=False)
            version = rows.select_related("item__org", "centre").earliest("number")
            window = stage.window_of(version)
            self._places[code] = Place(version.item, window, version.item.org.code)
        return self._places[code]

    def do(self, planned: Planned, step: Step) -> None:
        """One step. Raises Refused when the city refuses it: then the plan was wrong."""
        self.company.today(step.day)
        subject = self.subject(planned)
        try:
            STEPS[step.act](self, planned, step, subject)
        except ObjectDoesNotExist:  # it was refused, and what refuses names its subject: with the whole row
            STEPS[step.act](self, planned, step, Application.objects.get(pk=subject.pk))

    def subject(self, planned: Planned) -> Application:
        """The application by its id alone: its act locks and reads the row."""
        return Application.from_db("default", ["id"], [application_id(self.year, self.seed, planned.serial)])

    # --- what is handed in: in the year's own catalogue the application form alone

    def answers(self, planned: Planned) -> Mapping[str, Sequence[str]]:
        return {}

    def hand_in(self, planned: Planned, step: Step, subject: Application) -> None:
        on_paper = planned.channel == "window"
        self.attach(subject, stage.FORM, on_paper=on_paper, by=self.handing_in(planned, step), at=step.at)

    def attach(self, subject: Application, key: str, *, on_paper: bool, by: Actor, at: datetime) -> None:
        received = None if on_paper else self.form
        actions.attach_material(
            subject, key=key, name=f"{key}.pdf", received=received, is_paper=on_paper, by=by, at=at
        )

    # --- who

    def clerk(self, planned: Planned) -> PersonActor:
        return self.company.staff(Role.WINDOW_CLERK, self.place(planned.item).at)

    def of_body(self, role: Role, planned: Planned) -> PersonActor:
        return self.company.staff(role, planned.org)

    def handing_in(self, planned: Planned, step: Step) -> Actor:
        """Who writes: the applicant over the network, the clerk at the window."""
        if planned.channel == "web":
            return self.company.applicant(planned.applicant, step.at)
        return self.clerk(planned)


D = TypeVar("D", bound=Callable[..., None])
Doing = Callable[[Player, Planned, Step, Application], None]
STEPS: dict[str, Doing] = {}
CODES: dict[str, str] = {}
"""The fact that each step leaves: what is in the record is done."""


def steps_of(table: dict[str, D]) -> Callable[[str, Any], Callable[[D], D]]:
    """The decorator of a table's functions: each does one step by an act, whose fact it leaves."""

    def step(name: str, act: Any) -> Callable[[D], D]:
        def register(doing: D) -> D:
            table[name], CODES[name] = doing, act.verb.fact.code
            return doing

        return register

    return step


step = steps_of(STEPS)


@step("draft", actions.save_draft)
def _draft(player: Player, planned: Planned, step: Step, subject: Application) -> None:
    applicant = player.company.applicant(planned.applicant, step.at)
    actions.save_draft(
        player.place(planned.item).item,
        applicant=applicant.person,
        answers=player.answers(planned),
        application_id=subject.pk,
        channel=planned.channel,
        by=player.handing_in(planned, step),
        at=step.at,
    )


@step("attach", actions.attach_material)
def _attach(player: Player, planned: Planned, step: Step, subject: Application) -> None:
    player.hand_in(planned, step, subject)


@step("attach_again", actions.attach_material)
def _attach_again(player: Player, planned: Planned, step: Step, subject: Application) -> None:
    applicant = player.company.applicant(planned.applicant, step.at)
    player.attach(subject, stage.FORM, on_paper=False, by=applicant, at=step.at)


@step("submit", actions.submit)
def _submit(player: Player, planned: Planned, step: Step, subject: Application) -> None:
    actions.submit(subject, by=player.handing_in(planned, step), at=step.at)


@step("resubmit", actions.resubmit)
def _resubmit(player: Player, planned: Planned, step: Step, subject: Application) -> None:
    actions.resubmit(subject, by=player.company.applicant(planned.applicant, step.at), at=step.at)


@step("withdraw", actions.withdraw)
def _withdraw(player: Player, planned: Planned, step: Step, subject: Application) -> None:
    actions.withdraw(subject, by=player.company.applicant(planned.applicant, step.at), at=step.at)


@step("decide", actions.decide_on_the_spot)
def _decide(player: Player, planned: Planned, step: Step, subject: Application) -> None:
    window = player.place(planned.item).window
    actions.decide_on_the_spot(subject, window=window, by=player.clerk(planned), at=step.at)


@step("accept", actions.accept)
def _accept(player: Player, planned: Planned, step: Step, subject: Application) -> None:
    entered_late(actions.accept)(
        subject,
        occurred_at=step.occurred,
        window=player.place(planned.item).window,
        by=player.clerk(planned),
        at=step.at,
    )


@step("correct", actions.require_correction)
def _correct(player: Player, planned: Planned, step: Step, subject: Application) -> None:
    cure = WORDS["more" if step.note == "more" else "cure"]
    rows = [{"key": stage.FORM, "defect": "illegible", "cure": cure}]
    actions.require_correction(subject, rows=rows, by=player.clerk(planned), at=step.at)


@step("propose_refusal", actions.propose_refusal)
def _propose_refusal(player: Player, planned: Planned, step: Step, subject: Application) -> None:
    said = {"reason": WORDS["refused"], "article": WORDS["article"]}
    actions.propose_refusal(subject, **said, by=player.clerk(planned), at=step.at)


@step("refuse_acceptance", actions.refuse_acceptance)
def _refuse_acceptance(player: Player, planned: Planned, step: Step, subject: Application) -> None:
    actions.refuse_acceptance(subject, by=player.of_body(Role.CHIEF_REPRESENTATIVE, planned), at=step.at)


@step("not_competent", actions.decide_not_competent)
def _not_competent(player: Player, planned: Planned, step: Step, subject: Application) -> None:
    body = WORDS["not_competent"]
    actions.decide_not_competent(subject, competent_body=body, by=player.clerk(planned), at=step.at)


@step("not_required", actions.declare_not_required)
def _not_required(player: Player, planned: Planned, step: Step, subject: Application) -> None:
    said = WORDS["not_required"]
    actions.declare_not_required(subject, reason=said, by=player.clerk(planned), at=step.at)


@step("assign", actions.assign)
def _assign(player: Player, planned: Planned, step: Step, subject: Application) -> None:
    examiner = player.of_body(Role.SECTION_EXAMINER, planned)
    actions.assign(subject, reviewer=examiner.person, by=examiner, at=step.at)


@step("examine", actions.examine)
def _examine(player: Player, planned: Planned, step: Step, subject: Application) -> None:
    refuses = step.note == "refuse"
    actions.examine(
        subject,
        opinion="refuse" if refuses else "grant",
        grounds=WORDS["refused" if refuses else "granted"],
        by=player.of_body(Role.SECTION_EXAMINER, planned),
        at=step.at,
    )


@step("return", actions.return_to_review)
def _return(player: Player, planned: Planned, step: Step, subject: Application) -> None:
    leader = player.of_body(Role.LEADER, planned)
    actions.return_to_review(subject, reason=WORDS["returned"], by=leader, at=step.at)


@step("hold", actions.open_hold)
def _hold(player: Player, planned: Planned, step: Step, subject: Application) -> None:
    actions.open_hold(
        subject,
        kind=step.note,
        reason=WORDS["hold"],
        expected_days=5,
        by=player.of_body(Role.SECTION_EXAMINER, planned),
        at=step.at,
    )


@step("end_hold", actions.close_hold)
def _end_hold(player: Player, planned: Planned, step: Step, subject: Application) -> None:
    examiner = player.of_body(Role.SECTION_EXAMINER, planned)
    actions.close_hold(subject, kind=step.note, result=WORDS["held"], by=examiner, at=step.at)


@step("extend", actions.extend)
def _extend(player: Player, planned: Planned, step: Step, subject: Application) -> None:
    leader = player.of_body(Role.LEADER, planned)
    actions.extend(subject, days=5, reason=WORDS["extended"], by=leader, at=step.at)


@step("approve", actions.approve)
def _approve(player: Player, planned: Planned, step: Step, subject: Application) -> None:
    actions.approve(subject, by=player.of_body(Role.LEADER, planned), at=step.at)


@step("refuse", actions.refuse)
def _refuse(player: Player, planned: Planned, step: Step, subject: Application) -> None:
    leader = player.of_body(Role.LEADER, planned)
    actions.refuse(subject, reasons=WORDS["refused"], by=leader, at=step.at)


@step("conclude", actions.conclude)
def _conclude(player: Player, planned: Planned, step: Step, subject: Application) -> None:
    actions.conclude(subject, by=player.of_body(Role.SEAL_KEEPER, planned), at=step.at)


@step("deliver", actions.deliver)
def _deliver(player: Player, planned: Planned, step: Step, subject: Application) -> None:
    receiver = invented.applicant(player.year, player.seed, planned.applicant).name
    actions.deliver(
        subject,
        method="window",
        receiver=receiver,
        identity_checked=True,
        by=player.of_body(Role.ISSUE_CLERK, planned),
        at=step.at,
    )
