"""A request walked to each state by verbs, and what tests look at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client

from tests.world import NOON, World
from yimen.kernel.audit.models import Entry, Refusal
from yimen.kernel.base.days import local_day
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import NotAllowed, Refused
from yimen.kernel.documents.models import Document
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import PersonActor
from yimen.modules.requests import actions
from yimen.modules.requests.actions import PartGiven
from yimen.modules.requests.models import ClockEvent, Consultation, InformationRequest, Letter

ASKED = {"name": "2025年度城市道路养护计划", "document_number": "", "description": "含预算和完成情况"}
STAFF = ("officer", "disclosure_head", "leader", "keeper", "openness")
OTHERS = (
    "resident", "stranger", "enterprise", "examiner", "head", "clerk", "other_officer", "archivist", "steward",
    "supervisor", "auditor", "administrator", "public",
)  # fmt: skip


def after(days: int, at: datetime = NOON) -> datetime:
    return at + timedelta(days=days)


class Desk:
    """The construction bureau's disclosure office and those who ask it."""

    def __init__(self, world: World) -> None:
        self.world = world

    def __getattr__(self, name: str) -> Any:
        return getattr(self.world, name)

    @property
    def org(self) -> Org:
        return Org.objects.get(code="urban-rural-construction")

    @property
    def officer(self) -> PersonActor:
        return self.world.actor("disclosure.construction")

    @property
    def disclosure_head(self) -> PersonActor:
        return self.world.actor("disclosurehead.construction")

    @property
    def other_officer(self) -> PersonActor:
        return self.world.actor("disclosure.market")

    @property
    def openness(self) -> PersonActor:
        return self.world.actor("openness.office")

    def received_file(self, text: str = "attachment") -> Any:
        return self.world.received(text)

    def draft(
        self, *matters: dict[str, str], at: datetime = NOON, by: PersonActor | None = None
    ) -> InformationRequest:
        done = actions.draft_request(
            self.org,
            request_id=new_id(),
            matters=matters or (ASKED,),
            by=by or self.world.resident,
            at=at,
        )
        return fresh(done.request)

    def submitted(self, *matters: dict[str, str], at: datetime = NOON) -> InformationRequest:
        request = self.draft(*matters, at=at)
        return fresh(actions.submit_request(request, by=self.world.resident, at=at).request)

    def received(self, *matters: dict[str, str], at: datetime = NOON) -> InformationRequest:
        request = self.submitted(*matters, at=at)
        done = actions.register_request(request, confirmed_on=local_day(at), by=self.officer, at=at)
        return fresh(done.request)

    def in_process(self, *matters: dict[str, str], at: datetime = NOON) -> InformationRequest:
        return fresh(actions.take_up(self.received(*matters, at=at), by=self.officer, at=at).request)

    def correcting(self, *, due_on: date | None = None, at: datetime = NOON) -> InformationRequest:
        due_on = due_on or local_day(after(14, at))
        done = actions.ask_correction(
            self.received(at=at), items="请写明道路名称", due_on=due_on, by=self.officer, at=at
        )
        return fresh(done.request)

    def consulting(
        self, *, kind: str = "third_party", name: str = "示例养护公司", at: datetime = NOON
    ) -> tuple[InformationRequest, Consultation]:
        done = actions.consult(self.in_process(at=at), kind=kind, name=name, by=self.officer, at=at)
        return fresh(done.request), done.consultation

    def awaiting(
        self,
        request: InformationRequest | None = None,
        *,
        outcome: str = "granted",
        facts: dict[str, str] | None = None,
        at: datetime = NOON,
    ) -> InformationRequest:
        request = request or self.in_process(at=at)
        said = facts or (
            {"way": "随本答复书附送电子文件"} if outcome == "granted" else {"reason": "示例理由"}
        )
        parts = [PartGiven(one.position, outcome, said) for one in request.matters.all()]
        return fresh(actions.draft_answer(request, parts=parts, by=self.officer, at=at).request)

    def decided(
        self, request: InformationRequest | None = None, *, at: datetime = NOON, **facts: Any
    ) -> InformationRequest:
        request = self.awaiting(request, at=at, **facts)
        return fresh(actions.approve_answer(request, by=self.world.leader, at=at).request)

    def sealed(
        self, request: InformationRequest | None = None, *, at: datetime = NOON, **facts: Any
    ) -> InformationRequest:
        request = self.decided(request, at=at, **facts)
        return fresh(actions.seal_answer(request, by=self.world.keeper, at=at).request)

    def served(
        self, request: InformationRequest | None = None, *, at: datetime = NOON, **facts: Any
    ) -> InformationRequest:
        request = self.sealed(request, at=at, **facts)
        done = actions.serve_answer(request, way="online", served_on=local_day(at), by=self.officer, at=at)
        return fresh(done.request)


def fresh(request: InformationRequest) -> InformationRequest:
    return InformationRequest.objects.select_related("case", "org__parent", "outcome").get(pk=request.pk)


def standing(subject: Model) -> dict[str, Any]:
    """The row itself and how many rows of each kind the house has: equal when nothing happened."""
    own = type(subject)._default_manager.filter(pk=subject.pk).values().first()
    counts = {
        model.__name__: model.objects.count()  # type: ignore[attr-defined]
        for model in (InformationRequest, ClockEvent, Consultation, Document, Entry, Letter)
    }
    return {"own": own, **counts}


@contextmanager
def refused(
    kind: type[Refused], subject: Model, message: str = "", fields: list[str] | None = None
) -> Iterator[None]:
    """What happens inside is refused in this way: nothing changes, and the list of refusals has one more."""
    before, refusals = standing(subject), Refusal.objects.count()
    with pytest.raises(kind) as caught:
        yield
    assert type(caught.value) is kind
    if message:
        assert str(caught.value) == message
    if fields is not None:
        assert sorted(caught.value.fields) == sorted(fields)
    assert standing(subject) == before
    assert Refusal.objects.count() == refusals + 1


def only(desk: Desk, subject: Model, act: Any, *allowed: str, at: datetime = NOON, **facts: Any) -> None:
    """Everybody of the cast but those who are named is refused, without effect."""
    for name in (*STAFF, *OTHERS):
        if name not in allowed:
            with refused(NotAllowed, subject):
                act(subject, **facts, by=getattr(desk, name), at=at)


def codes(request: InformationRequest) -> list[str]:
    return list(Entry.objects.filter(chain=request.pk).order_by("seq").values_list("code", flat=True))


def waiting(request: InformationRequest) -> list[tuple[str, str, str]]:
    """The open work of the request: kind, role, due date."""
    rows = request.own_case.work.filter(done_at__isnull=True).order_by("kind")
    return [(one.kind, one.role, str(one.due_on or "")) for one in rows]


def clocks(request: InformationRequest) -> dict[str, tuple[int, str, str]]:
    """The clocks of the case by kind, the newest of each: budget, due date, state."""
    rows = request.own_case.clocks.order_by("start_on", "id")
    return {one.kind: (one.budget, one.due_on.isoformat(), one.state) for one in rows}


def letters(request: InformationRequest) -> list[str]:
    return list(request.letters.order_by("pk").values_list("kind", flat=True))


def client_of(person: PersonActor) -> Client:
    client = Client()
    client.force_login(person.person)
    return client
