"""并联审批怎么办 — which act each step of a stage is, who does it, and what it says.

What is done is read from the record, as everywhere: the facts in the chains of the stage and of its parts. What follows from
a decision follows in its transaction: a worker that looks at the stage afterwards finds nothing left to do at its own hour.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from uuid import UUID

from django.db import transaction

from yimen.kernel.audit.models import Entry
from yimen.kernel.people.actor import PersonActor
from yimen.kernel.people.roles import Role
from yimen.modules.approvals.models import Application
from yimen.modules.projects import actions, jobs
from yimen.modules.projects.models import JointReview, Project, ReviewSeat, Stage, StageTemplate, Task

from . import doing, stage
from .doing import CODES, WORDS, Player, steps_of
from .plan import PlannedStage, Step, application_id

Fact = tuple[int, str, str]
"""The serial of the stage, the item of a part (none: the stage itself), the code."""


class StagePlayer:
    """牵头部门和各部门 — each does one step of a stage after the other, through its act; ``centre`` takes all of them in."""

    def __init__(self, planned: Sequence[PlannedStage], *, centre: str, player: Player) -> None:
        self.centre, self.player = centre, player
        self._days: dict[date, list[PlannedStage]] = defaultdict(list)
        for one in planned:
            for day in sorted({step.day for step in one.steps}):
                self._days[day].append(one)

    def todo(self, day: date) -> Iterator[Callable[[], object]]:
        """The steps of the day that are not done yet, each stage's in its order."""
        planned = self._days[day]
        told = self._told(planned)
        steps = [(step, one) for one in planned for step in undone(one, told) if step.day == day]
        for step, one in sorted(steps, key=lambda each: (each[0].at, each[1].serial)):
            yield partial(self._do, one, step)

    def _told(self, planned: Sequence[PlannedStage]) -> Counter[Fact]:
        """How often each fact stands in the record."""
        of = {self.id_of(one): one.serial for one in planned}
        parts = Task.objects.filter(stage__in=of).values_list("case_id", "stage_id", "item__item_code")
        chains = {key: (serial, "") for key, serial in of.items()}
        chains |= {case: (of[whole], item) for case, whole, item in parts}
        rows = Entry.objects.filter(chain__in=chains).values_list("chain", "code")
        return Counter((*chains[chain], code) for chain, code in rows)

    def _do(self, planned: PlannedStage, step: Step) -> None:
        """Raises Refused when the city refuses it: then the plan was wrong."""
        self.player.company.today(step.day)
        STEPS.get(step.act, _handle)(self, planned, step)

    def id_of(self, planned: PlannedStage) -> UUID:
        return application_id(self.player.year, self.player.seed, planned.serial)

    def stage_of(self, planned: PlannedStage) -> Stage:
        return Stage.objects.select_related("project").get(pk=self.id_of(planned))

    def task_of(self, planned: PlannedStage, step: Step) -> Task:
        return Task.objects.get(stage=self.id_of(planned), item__item_code=step.note)

    def staff(self, role: Role, org: str) -> PersonActor:
        return self.player.company.staff(role, org)

    def lead(self, planned: PlannedStage) -> PersonActor:
        return self.staff(Role.SECTION_EXAMINER, planned.org)

    def department(self, planned: PlannedStage, step: Step) -> PersonActor:
        return self.staff(Role.SECTION_EXAMINER, planned.parts[step.note])

    def owner(self, planned: PlannedStage, step: Step) -> PersonActor:
        return self.player.company.applicant(planned.applicant, step.at)


def undone(planned: PlannedStage, told: Counter[Fact]) -> Iterator[Step]:
    """The steps whose facts are not told, in their order; what is told is taken out."""
    for step in planned.steps:
        fact = fact_of(planned, step)
        if told[fact]:
            told[fact] -= 1
        else:
            yield step


def fact_of(planned: PlannedStage, step: Step) -> Fact:
    return planned.serial, step.note if step.act in OF_PART else "", CODES[step.act]


Doing = Callable[[StagePlayer, PlannedStage, Step], None]
STEPS: dict[str, Doing] = {}
step_of = steps_of(STEPS)
OF_PART = frozenset({"acknowledge", "complete", "assign", "examine", "approve", "conclude"})
"""Steps whose fact stands in the chain of the part; the others stand in that of the stage."""


@step_of("prepare", actions.prepare_stage)
def _prepare(player: StagePlayer, planned: PlannedStage, step: Step) -> None:
    actions.prepare_stage(
        Project.objects.get(name=name_of(planned.project)),
        template=StageTemplate.objects.get(code=planned.item),
        stage_id=player.id_of(planned),
        by=player.owner(planned, step),
        at=step.at,
    )


@step_of("share", actions.share_material)
def _share(player: StagePlayer, planned: PlannedStage, step: Step) -> None:
    actions.share_material(
        player.stage_of(planned),
        key=stage.FORM,
        name=f"{stage.FORM}.pdf",
        received=player.player.form,
        by=player.owner(planned, step),
        at=step.at,
    )


@step_of("apply", actions.submit_stage)
def _apply(player: StagePlayer, planned: PlannedStage, step: Step) -> None:
    owner = player.owner(planned, step)
    actions.submit_stage(player.stage_of(planned), by=owner, at=step.at)


@step_of("take_in_stage", actions.accept_stage)
def _take_in(player: StagePlayer, planned: PlannedStage, step: Step) -> None:
    receptionist = player.staff(Role.RECEPTIONIST, player.centre)
    actions.accept_stage(player.stage_of(planned), by=receptionist, at=step.at)


@step_of("acknowledge", actions.acknowledge_task)
def _acknowledge(player: StagePlayer, planned: PlannedStage, step: Step) -> None:
    by = player.department(planned, step)
    actions.acknowledge_task(player.task_of(planned, step), by=by, at=step.at)


@step_of("complete", actions.find_complete)
def _complete(player: StagePlayer, planned: PlannedStage, step: Step) -> None:
    by = player.department(planned, step)
    actions.find_complete(player.task_of(planned, step), by=by, at=step.at)


@step_of("call", actions.call_review)
def _call(player: StagePlayer, planned: PlannedStage, step: Step) -> None:
    begins = min(one.at for one in planned.steps if one.act == "opine")
    actions.call_review(
        player.stage_of(planned),
        kind="review",
        begins_at=begins,
        place=WORDS["reviewed_at"],
        agenda=WORDS["agenda"],
        by=player.lead(planned),
        at=step.at,
    )


@step_of("opine", actions.give_review_opinion)
def _opine(player: StagePlayer, planned: PlannedStage, step: Step) -> None:
    seats = ReviewSeat.objects.filter(review__stage=player.id_of(planned))
    by = player.department(planned, step)
    seat = seats.get(org__code=planned.parts[step.note])
    actions.give_review_opinion(seat, stance="agree", opinion=WORDS["agreed"], by=by, at=step.at)


@step_of("hold_review", actions.hold_review)
def _hold(player: StagePlayer, planned: PlannedStage, step: Step) -> None:
    review = JointReview.objects.get(stage=player.id_of(planned))
    said = {"minutes": WORDS["minutes"], "decision": WORDS["agreed"]}
    actions.hold_review(review, **said, by=player.lead(planned), at=step.at)


@step_of("issue", actions.issue_stage)
def _issue(player: StagePlayer, planned: PlannedStage, step: Step) -> None:
    receiver = player.owner(planned, step).person.name
    by = player.staff(Role.ISSUE_CLERK, planned.org)
    actions.issue_stage(player.stage_of(planned), method="window", receiver=receiver, by=by, at=step.at)


def _handle(player: StagePlayer, planned: PlannedStage, step: Step) -> None:
    """What every application has; a decision with what follows from it."""
    cases = Task.objects.filter(stage=player.id_of(planned), item__item_code=step.note)
    subject = Application.from_db("default", ["id"], [cases.values_list("case_id", flat=True).get()])
    part = planned.part(step.note)
    with transaction.atomic():
        doing.STEPS[step.act](player.player, part, Step(step.at, step.act), subject)
        if step.act == "approve" and planned.is_followed(step):
            jobs.follow(player.id_of(planned), at=step.at)


def name_of(project: int) -> str:
    """What the project with the serial is called."""
    return WORDS["project"] % project
