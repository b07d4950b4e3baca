"""A village with its point and agents, a principal at the door; errands in each state, reached by verbs."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any, TypeVar

import pytest
from django.db.models import Model
from django.test import Client
from PIL import Image

from tests.world import NOON, World
from yimen.kernel.audit.models import Entry, Refusal
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import NotAllowed, Refused
from yimen.kernel.documents.intake import Received, receive
from yimen.kernel.people.actor import PersonActor
from yimen.modules.outreach import actions, rules
from yimen.modules.outreach.models import (
    Advice,
    AgencyPoint,
    AgencyService,
    Agent,
    Errand,
    FollowUp,
    HomeVisit,
    Mandate,
    PhoneDraft,
)

M = TypeVar("M", bound=Model)
PLAIN, ON_THE_SPOT, BY_APPLICATION = "minimum-allowance", "pension-alive", "agency-road-occupation"
VILLAGE_A, VILLAGE_B, TOWN = "210124100201", "210124100202", "210124100000"
STATED = rules.Stated("resident_id", "11010519491231002X", "示例村民", "13800000007")
POWERS = ("submit", "receive_notices", "correct", "collect")
COUNTED = (Entry, Errand, Mandate, HomeVisit, FollowUp, Advice, PhoneDraft, Agent, AgencyPoint)
CAST = (
    "resident", "stranger", "enterprise", "reception", "clerk", "examiner", "leader", "keeper", "manager",
    "supervisor", "auditor", "administrator", "public",
)  # fmt: skip
ALL = (*CAST, "agent", "town_agent", "officer", "counter", "town_manager")


class Village:
    """法库镇 with two villages: an agent in the first, one of the town; the counter and the manager of the town's centre."""

    def __init__(self, world: World) -> None:
        self.world = world

    def __getattr__(self, name: str) -> Any:
        if name in CAST:
            return getattr(self.world, name)
        raise AttributeError(name)

    @cached_property
    def agent(self) -> PersonActor:
        return self.world.actor("agent.village")

    @cached_property
    def town_agent(self) -> PersonActor:
        return self.world.actor("agent.town")

    @cached_property
    def officer(self) -> PersonActor:
        """信息员 of a community in the city."""
        return self.world.actor("officer.community")

    @cached_property
    def counter(self) -> PersonActor:
        return self.world.actor("counter.town")

    @cached_property
    def town_manager(self) -> PersonActor:
        return self.world.actor("manager.town")

    @property
    def point(self) -> AgencyPoint:
        return AgencyPoint.objects.select_related("org").get(region=VILLAGE_A, kind="village")

    @property
    def serving(self) -> Agent:
        """The agent of the first village."""
        return Agent.objects.get(person__login="agent.village")

    @property
    def other(self) -> Agent:
        """The agent of the town."""
        return Agent.objects.get(person__login="agent.town")

    def service(self, code: str = PLAIN) -> AgencyService:
        return AgencyService.objects.get(pk=code)

    def requested(
        self, code: str = PLAIN, *, by: PersonActor | None = None, at: datetime = NOON, **facts: Any
    ) -> Errand:
        """Before the agent; or by the principal in person."""
        principal = by.person if by else STATED
        wanted = {"principal": principal, "statement": "想办低保", "errand_id": new_id(), **facts}
        done = actions.request_errand(
            self.point, agent=self.serving, service=self.service(code), **wanted, by=by or self.agent, at=at
        )
        return self.fresh(done.errand)

    def mandated(
        self, code: str = PLAIN, *, at: datetime = NOON, principal: rules.Stated = STATED, **terms: Any
    ) -> Errand:
        errand = self.requested(code, at=at, principal=principal)
        done = actions.sign_mandate(errand, terms=self.terms(**terms), proof=photo(), by=self.agent, at=at)
        return self.fresh(done.errand)

    def terms(self, **changed: Any) -> rules.Terms:
        facts = {"powers": POWERS, "valid_until": date(2026, 5, 31), "signing": "thumbprint"}
        return rules.Terms(**(facts | changed))

    def accepted(self, code: str = PLAIN, *, at: datetime = NOON, **terms: Any) -> Errand:
        done = actions.accept_errand(
            self.mandated(code, at=at, **terms), materials="身份证", by=self.agent, at=at
        )
        return self.fresh(done.errand)

    def forwarded(self, code: str = PLAIN, *, at: datetime = NOON) -> Errand:
        return self.fresh(actions.forward_errand(self.accepted(code, at=at), by=self.agent, at=at).errand)

    def handled(self, code: str = PLAIN, *, at: datetime = NOON) -> Errand:
        done = actions.handle_errand(self.accepted(code, at=at), result="已登记", by=self.counter, at=at)
        return self.fresh(done.errand)

    def delivered(self, *, at: datetime = NOON) -> Errand:
        facts = {"receiver": "示例村民", "is_at_home": True, "place": "示例村甲3组", "proof": photo()}
        return self.fresh(actions.deliver_errand(self.handled(at=at), **facts, by=self.agent, at=at).errand)

    def archived(self, *, at: datetime = NOON) -> Errand:
        return self.fresh(actions.archive_errand(self.delivered(at=at), by=self.agent, at=at).errand)

    def fresh(self, row: M) -> M:
        return type(row)._default_manager.get(pk=row.pk)


@cache
def photo() -> Received:
    """A small photograph of a signed form."""
    return receive(jpeg(), filename="mandate.jpg")


def jpeg(size: int = 40) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (size, size), "white").save(out, "JPEG")
    return out.getvalue()


@contextmanager
def refused(
    kind: type[Refused], subject: Model, message: str = "", fields: tuple[str, ...] = ()
) -> Iterator[None]:
    """What happens inside is refused in this way: the row is as it was, nothing is recorded but the refusal."""
    rows = type(subject)._default_manager.filter(pk=subject.pk)
    before, counts, refusals = rows.values().get(), _counts(), Refusal.objects.count()
    with pytest.raises(kind) as caught:
        yield
    assert type(caught.value) is kind
    if message:
        assert str(caught.value) == message
    assert sorted(caught.value.fields) == sorted(fields or caught.value.fields)
    assert rows.values().get() == before
    assert _counts() == counts
    assert Refusal.objects.count() == refusals + 1


def _counts() -> list[int]:
    return [one._default_manager.count() for one in COUNTED]


def only(village: Village, subject: Model, act: Any, *allowed: str, **facts: Any) -> None:
    """Everybody but those who are named is refused, without effect."""
    rows = type(subject)._default_manager.filter(pk=subject.pk)
    before, counts, refusals = rows.values().get(), _counts(), Refusal.objects.count()
    others = [name for name in ALL if name not in allowed]
    for name in others:
        with pytest.raises(NotAllowed):
            act(subject, **facts, by=getattr(village, name), at=NOON)
    assert rows.values().get() == before
    assert _counts() == counts
    assert Refusal.objects.count() == refusals + len(others)


def codes(row: Model) -> list[str]:
    """The record of a row, in its order."""
    return list(Entry.objects.filter(chain=row.pk).order_by("seq").values_list("code", flat=True))


def enter(person: PersonActor | None) -> Client:
    """A browser: of the person, or of nobody."""
    client = Client()
    if person is not None:
        client.force_login(person.person)
    return client


def post(person: PersonActor, address: str, /, **body: Any) -> Any:
    """An act by the API."""
    return enter(person).post(f"/api/v1/outreach/{address}", body, content_type="application/json")
