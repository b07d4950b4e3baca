"""A project on its way: each state reached by the verbs, by the cast of the city. The stage is 施工许可, led by construction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

import pytest
from django.db.models import Model
from django.test import Client

from tests.world import NOON, World
from yimen.kernel.audit.models import Entry, Refusal
from yimen.kernel.base.days import local_day
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import NotAllowed, Refused
from yimen.kernel.people.actor import PersonActor
from yimen.modules.approvals import actions as approvals
from yimen.modules.approvals import precedence
from yimen.modules.approvals.models import Application
from yimen.modules.projects import actions, jobs
from yimen.modules.projects.asking import Situation, asking_of, situation_of
from yimen.modules.projects.models import (
    ConsultationFollowUp,
    EscortMeeting,
    EscortObstacle,
    EscortService,
    EscortStep,
    GreenChannelEnrolment,
    JointReview,
    MaterialDemand,
    Programme,
    ProgrammeCase,
    ProgrammeClass,
    ProgrammeProject,
    Project,
    ProjectConsultation,
    SharedMaterial,
    SpecialHandlingOrder,
    Stage,
    StageTemplate,
    Task,
    TemplateVersion,
)

M = TypeVar("M", bound=Model)
STAGE = "building-permit"
FIRE, WASTE, PERMIT = "fire-design-review", "building-waste", "construction-permit"
CAST = (
    "resident", "stranger", "enterprise", "reception", "clerk", "outsider", "examiner", "second_examiner", "head",
    "leader", "chief", "keeper", "issuer", "archivist", "manager", "supervisor", "auditor", "administrator", "editor",
    "cashier", "public",
)  # fmt: skip
COUNTED: tuple[type[Model], ...] = (
    Application, Project, Stage, Task, SharedMaterial, TemplateVersion, StageTemplate, JointReview, MaterialDemand,
    ProjectConsultation, ConsultationFollowUp, GreenChannelEnrolment, EscortService, EscortStep, EscortObstacle,
    EscortMeeting, SpecialHandlingOrder, Programme, ProgrammeClass, ProgrammeProject, ProgrammeCase,
)  # fmt: skip


class Works:
    """施工许可 of one enterprise: fire design review, building waste, and the permit that waits for the review."""

    def __init__(self, world: World) -> None:
        self.world = world

    @cached_property
    def owner(self) -> PersonActor:
        return self.world.enterprise

    def department(self, role: str = "examiner") -> PersonActor:
        """The same person in every department beside construction, market and planning."""
        return self.world.actor(f"{role}.joint")

    @cached_property
    def mayor(self) -> PersonActor:
        return self.world.actor("leader.government")

    @cached_property
    def issuer(self) -> PersonActor:
        """发证员 of the city centre."""
        return self.world.actor("issue.centre")

    def template(self, code: str = STAGE) -> StageTemplate:
        return StageTemplate.objects.select_related("lead").get(code=code)

    def project(self, name: str = "示例厂房", *, at: datetime = NOON) -> Project:
        done = actions.register_project(
            self.world.org(),
            name=name,
            owner=self.owner.person,
            place=self.world.org().region,
            classes=["construction", "industrial"],
            investments={"CNY": Decimal("500000000"), "USD": Decimal("10000000")},
            by=self.world.clerk,
            at=at,
        )
        return done.project

    def prepared(
        self, code: str = STAGE, *, project: Project | None = None, at: datetime = NOON, **facts: Any
    ) -> Stage:
        """Filled in, with every material: it may be submitted."""
        done = actions.prepare_stage(
            project or self.project(at=at),
            template=self.template(code),
            stage_id=new_id(),
            by=self.owner,
            at=at,
        )
        stage = self.answered(done.stage, at=at, **facts)
        self.supplied(stage, at=at)
        return self.fresh(stage)

    def answered(self, stage: Stage, *, at: datetime = NOON, chosen: Sequence[str] = ()) -> Stage:
        """The first option of every question that then applies; the one form with right answers."""
        taken = [*stage.chosen, *chosen]
        stage = actions.fill_stage(
            stage, chosen=taken, contact_phone="13800000000", by=self.owner, at=at
        ).stage
        answers: dict[str, list[str]] = {}
        while True:
            asked = asking_of(stage, local_day(at)).questions(Situation(answers))
            open_ones = [one for one in asked if one.key not in answers]
            if not open_ones:
                break
            answers |= {one.key: [one.options[0][0]] for one in open_ones}
        return actions.fill_stage(stage, answers=answers, by=self.owner, at=at).stage

    def supplied(self, stage: Stage, *, at: datetime = NOON) -> None:
        held = set(SharedMaterial.objects.filter(project=stage.project_id).values_list("key", flat=True))
        for need in self.needed(stage, at=at):
            if need not in held:
                self.share(stage, need, at=at)

    def needed(self, stage: Stage, *, at: datetime = NOON) -> list[str]:
        found = asking_of(stage, local_day(at)).materials(situation_of(stage, local_day(at)))
        return [one.key for one in found]

    def share(self, stage: Stage, key: str, *, text: str = "example", at: datetime = NOON) -> Any:
        received = self.world.received(text)
        return actions.share_material(
            stage, key=key, name=f"{key}.pdf", received=received, by=self.owner, at=at
        )

    def submitted(self, code: str = STAGE, *, at: datetime = NOON, **facts: Any) -> Stage:
        return self.fresh(
            actions.submit_stage(self.prepared(code, at=at, **facts), by=self.owner, at=at).stage
        )

    def accepted(self, code: str = STAGE, *, at: datetime = NOON, **facts: Any) -> Stage:
        stage = self.submitted(code, at=at, **facts)
        return self.fresh(actions.accept_stage(stage, by=self.world.reception, at=at).stage)

    # --- tasks and the applications behind them

    def task(self, stage: Stage, code: str) -> Task:
        return Task.objects.select_related("stage", "org", "case", "item").get(
            stage=stage, item__item_code=code
        )

    def part(self, stage: Stage, code: str) -> Application:
        return Application.objects.select_related("case", "version", "item").get(
            pk=self.task(stage, code).case_id
        )

    def examiner_of(self, code: str) -> PersonActor:
        return self.department() if code == WASTE else self.world.examiner

    def acknowledged(self, stage: Stage, code: str, *, at: datetime = NOON) -> Task:
        task = self.task(stage, code)
        return actions.acknowledge_task(task, by=self.examiner_of(code), at=at).task

    def reviewed(
        self, stage: Stage, code: str, *, opinion: str = "grant", at: datetime = NOON
    ) -> Application:
        """Assigned and examined: it waits for its leader."""
        part, examiner = self.part(stage, code), self.examiner_of(code)
        approvals.assign(part, reviewer=examiner.person, by=examiner, at=at)
        for need in precedence.needs(part, local_day(at)):
            if need.blocks:  # the planning permit was had on paper
                approvals.check_prerequisite(
                    part, prerequisite=need.prerequisite, evidence="规划许可证", by=examiner, at=at
                )
        return approvals.examine(part, opinion=opinion, grounds="符合条件。", by=examiner, at=at).application

    def decided(
        self, stage: Stage, code: str, *, granted: bool = True, sealed: bool = True, at: datetime = NOON
    ) -> Application:
        """Decided, sealed, and what follows has followed."""
        if self.part(stage, code).state == "accepted":
            self.reviewed(stage, code, at=at)
        part, joint = self.part(stage, code), code == WASTE
        leader = self.department("leader") if joint else self.world.leader
        keeper = self.department("seal") if joint else self.world.keeper
        if granted:
            approvals.approve(part, by=leader, at=at)
        else:
            approvals.refuse(part, reasons="不符合标准。", by=leader, at=at)
        if sealed:
            approvals.conclude(part, by=keeper, at=at)
        jobs.follow(stage.pk, at=at)
        return self.part(stage, code)

    def all_decided(self, *, at: datetime = NOON) -> Stage:
        stage = self.accepted(at=at)
        for code in (FIRE, WASTE, PERMIT):
            self.decided(stage, code, at=at)
        return self.fresh(stage)

    def review(self, stage: Stage, *, at: datetime = NOON, **facts: Any) -> JointReview:
        said = {
            "kind": "review",
            "place": "会议室",
            "agenda": "审查方案",
            "begins_at": at + timedelta(days=1),
        }
        return actions.call_review(stage, **(said | facts), by=self.world.head, at=at).review

    def fresh(self, row: M) -> M:
        return type(row)._default_manager.get(pk=row.pk)


@contextmanager
def refused(kind: type[Refused], subject: Model, message: str = "") -> Iterator[None]:
    """What happens inside is refused in this way: nothing is written but the refusal."""
    before = type(subject)._default_manager.filter(pk=subject.pk).values().get()
    counts = [one._default_manager.count() for one in (Entry, *COUNTED)]
    refusals = Refusal.objects.count()
    with pytest.raises(kind) as caught:
        yield
    assert type(caught.value) is kind
    if message:
        assert str(caught.value) == message
    assert type(subject)._default_manager.filter(pk=subject.pk).values().get() == before
    assert counts == [one._default_manager.count() for one in (Entry, *COUNTED)]
    assert Refusal.objects.count() == refusals + 1


def only(works: Works, subject: Model, act: Any, *allowed: str, at: datetime = NOON, **facts: Any) -> None:
    """Everybody of the cast but those who are named is refused, without effect."""
    for name in CAST:
        if name not in allowed:
            with refused(NotAllowed, subject):
                act(subject, **facts, by=getattr(works.world, name), at=at)


def codes(row: Any) -> list[str]:
    """The record of a row, in its order."""
    chain = getattr(row, "record_chain", row.pk)
    return list(Entry.objects.filter(chain=chain).order_by("seq").values_list("code", flat=True))


def enter(person: PersonActor | None) -> Client:
    """A browser: of the person, or of nobody."""
    client = Client()
    if person is not None:
        client.force_login(person.person)
    return client


def post(person: PersonActor | None, address: str, /, **body: Any) -> Any:
    """An act by the API."""
    return enter(person).post(f"/api/v1/projects/{address}", body, content_type="application/json")


def example(world: World) -> dict[str, str]:
    """What addresses of projects name: a stage of the resident in progress, its first task, a review, a draft."""
    works = Works(world)
    works.owner = world.resident
    stage = works.accepted()
    review = works.review(stage)
    draft = actions.draft_template(works.template("metro-line"), by=world.administrator, at=NOON).version
    given = SharedMaterial.objects.filter(project=stage.project_id).earliest("pk")
    return {
        "project_id": str(stage.project_id),
        "stage_id": str(stage.pk),
        "task_id": str(works.task(stage, FIRE).pk),
        "joint_review_id": str(review.pk),
        "seat_id": str(review.seats.get(org=stage.org_id).pk),
        "template_version_id": str(draft.pk),
        "shared_material_id": str(given.pk),
        "need_key": given.key,
    }
