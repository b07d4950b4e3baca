"""The leadership of the example city, its keepers, and trainings; each state is reached by verbs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

import pytest
from django.db.models import Model
from django.test import Client

from tests.world import NOON, World
from yimen.kernel.audit.models import Entry, Refusal
from yimen.kernel.base.refusals import NotAllowed, Refused
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import PersonActor
from yimen.modules.leadership import actions
from yimen.modules.leadership.models import (
    Attendance,
    LeadershipGroup,
    OfficeAssignment,
    TrainingSession,
    Vacancy,
)

TABLES = (LeadershipGroup, OfficeAssignment, Vacancy, TrainingSession, Attendance, Entry)
STRANGERS = (
    "resident", "enterprise", "clerk", "examiner", "head", "leader", "manager", "supervisor", "auditor", "public",
)  # fmt: skip
M = TypeVar("M", bound=Model)
FIRST = date(2026, 2, 1)


class Leaders:
    """The groups of the example city and those who keep them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.keeper = world.actor("openness.office")
        self.officer = world.actor("disclosure.construction")

    def org(self, code: str = "water") -> Org:
        """A body that has no group yet, unless another is named."""
        return Org.objects.get(code=code)

    def group(self, code: str = "urban-rural-construction") -> LeadershipGroup:
        return LeadershipGroup.objects.select_related("org").get(org__code=code)

    def established(self, code: str = "water", *, on: date = FIRST) -> LeadershipGroup:
        done = actions.establish_group(
            self.org(code), level="city", name="示例领导小组", established_on=on,
            order_document="示例〔2026〕1号", by=self.keeper, at=NOON,
        )  # fmt: skip
        return done.group

    def appointed(
        self, group: LeadershipGroup, office: str = "leader", *, name: str = "示例·甲", **facts: Any
    ) -> OfficeAssignment:
        told = {"since": FIRST, "order_document": "示例〔2026〕2号", **facts}
        done = actions.appoint(group, office=office, name=name, **told, by=self.keeper, at=NOON)
        return self.fresh(done.assignment)

    def planned(
        self, *, starts_at: datetime = NOON - timedelta(days=1), topic: str = "依申请公开实务"
    ) -> TrainingSession:
        done = actions.plan_training(
            self.org("general-office"), kind="system_training", topic=topic, trainer="示例·讲师", place="一号会议室",
            starts_at=starts_at, hours=Decimal("3.0"), by=self.keeper, at=NOON - timedelta(days=9),
        )  # fmt: skip
        return self.fresh(done.training)

    def enrolled(self) -> TrainingSession:
        """Two of the construction bureau, one of the market bureau."""
        training = self.planned()
        construction, market = self.org("urban-rural-construction"), self.org("market-regulation")
        people = [(construction, "示例·甲"), (construction, "示例·乙"), (market, "示例·丙")]
        actions.enrol_attendees(training, attendees=people, by=self.keeper, at=NOON)
        return self.fresh(training)

    def held(self) -> TrainingSession:
        """甲 and 丙 came."""
        training = self.enrolled()
        came = [one.pk for one in training.attendances.exclude(name="示例·乙")]
        actions.hold_training(training, present=came, by=self.keeper, at=NOON)
        return self.fresh(training)

    def fresh(self, row: M) -> M:
        return type(row)._default_manager.get(pk=row.pk)


@contextmanager
def refused(kind: type[Refused], subject: Model, message: str = "") -> Iterator[None]:
    """What happens inside is refused in this way, and leaves nothing but the note of the attempt."""
    before = _standing(subject)
    refusals = Refusal.objects.count()
    with pytest.raises(kind) as caught:
        yield
    assert type(caught.value) is kind
    if message:
        assert str(caught.value) == message
    assert _standing(subject) == before
    assert Refusal.objects.count() == refusals + 1


def _standing(subject: Model) -> tuple[Any, ...]:
    row = type(subject)._default_manager.filter(pk=subject.pk).values().get()
    return row, [table._default_manager.count() for table in TABLES]


def only_keepers(leaders: Leaders, subject: Model, act: Any, **facts: Any) -> None:
    """Neither the people, nor the officials of the bodies, nor those who watch approvals may."""
    for name in STRANGERS:
        with refused(NotAllowed, subject):
            act(subject, **facts, by=getattr(leaders.world, name), at=NOON)
    with refused(NotAllowed, subject):
        act(subject, **facts, by=leaders.officer, at=NOON)


def codes(row: Model) -> list[str]:
    """The record of a group or a training, in its order."""
    return list(Entry.objects.filter(chain=row.pk).order_by("seq").values_list("code", flat=True))


def enter(person: PersonActor | None) -> Client:
    """A browser: of the person, or of nobody."""
    client = Client()
    if person is not None:
        client.force_login(person.person)
    return client


def post(person: PersonActor | None, address: str, /, **body: Any) -> Any:
    """An act by the API."""
    return enter(person).post(f"/api/v1/leadership/{address}", body, content_type="application/json")
