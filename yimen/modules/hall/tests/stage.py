"""A hall with its queues; who sits there; numbers and appointments, each reached by verbs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, TypeVar

import pytest
from django.db.models import Model
from django.test import Client

from tests.world import NOON, World
from yimen.kernel.audit.models import Entry, Refusal
from yimen.kernel.base.ids import new_id
from yimen.kernel.base.refusals import NotAllowed, Refused
from yimen.kernel.orgs.models import Org, Window
from yimen.kernel.people.actor import PersonActor
from yimen.modules.hall import actions
from yimen.modules.hall.models import Appointment, BusinessClass, Shift, Ticket

M = TypeVar("M", bound=Model)
MORNING = NOON.replace(hour=9)
STAFF = ("reception", "clerk", "issuer", "manager")
OTHERS = (
    "resident", "stranger", "enterprise", "examiner", "head", "leader", "chief", "keeper", "archivist", "steward",
    "supervisor", "auditor", "administrator", "public",
)  # fmt: skip


class Hall:
    """The hall of the city's centre."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.centre = Org.objects.get(code="city-centre")
        self.general = BusinessClass.objects.select_related("centre").get(centre=self.centre, letter="A")
        self.results = BusinessClass.objects.select_related("centre").get(centre=self.centre, letter="L")
        self.building = BusinessClass.objects.select_related("centre").get(centre=self.centre, letter="J")

    def window(self, number: str = "A01") -> Window:
        return Window.objects.select_related("centre", "serves").get(centre=self.centre, number=number)

    def ticket(self, business: BusinessClass | None = None, *, at: datetime = NOON, **facts: Any) -> Ticket:
        done = actions.take_number(
            business or self.general, ticket_id=new_id(), **facts, by=self.world.public, at=at
        )
        return self.fresh(done.ticket)

    def called(self, *, number: str = "A01", at: datetime = NOON, by: PersonActor | None = None) -> Ticket:
        """A number that stands at the window."""
        self.ticket(at=at)
        return self.fresh(actions.call_next(self.window(number), by=by or self.world.reception, at=at).ticket)

    def shift(
        self,
        *,
        number: str = "A01",
        person: PersonActor | None = None,
        starts_at: datetime = MORNING,
        hours: int = 8,
    ) -> Shift:
        done = actions.plan_shift(
            self.window(number),
            person=(person or self.world.reception).person,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=hours),
            by=self.world.manager,
            at=MORNING - timedelta(days=1),
        )
        return self.fresh(done.shift)

    def appointment(
        self,
        *,
        starts_at: datetime | None = None,
        phone: str = "13800000001",
        by: PersonActor | None = None,
        at: datetime = NOON,
    ) -> Appointment:
        person = by.person if by else None
        done = actions.book(
            self.general,
            appointment_id=new_id(),
            starts_at=starts_at or at.replace(hour=14, minute=0) + timedelta(days=1),
            person=person,
            name="示例预约人",
            phone=phone,
            by=by or self.world.public,
            at=at,
        )
        return self.fresh(done.appointment)

    def requested(self, *, at: datetime = NOON, by: PersonActor | None = None) -> Appointment:
        """After-hours service that waits for an answer."""
        done = actions.request_after_hours(
            self.general,
            appointment_id=new_id(),
            starts_at=(at + timedelta(days=1)).replace(hour=19, minute=0),
            person=by.person if by else None,
            name="示例预约人",
            phone="13800000002",
            note="白天上班",
            by=by or self.world.public,
            at=at,
        )
        return self.fresh(done.appointment)

    def fresh(self, row: M) -> M:
        return type(row)._default_manager.get(pk=row.pk)


@contextmanager
def refused(kind: type[Refused], subject: Model, message: str = "") -> Iterator[None]:
    """What happens inside is refused in this way: the row is as it was, nothing is recorded but the refusal."""
    before = type(subject)._default_manager.filter(pk=subject.pk).values().get()
    counts = (
        Entry.objects.count(),
        Ticket.objects.count(),
        Appointment.objects.count(),
        Shift.objects.count(),
    )
    refusals = Refusal.objects.count()
    with pytest.raises(kind) as caught:
        yield
    assert type(caught.value) is kind
    if message:
        assert str(caught.value) == message
    assert type(subject)._default_manager.filter(pk=subject.pk).values().get() == before
    assert counts == (
        Entry.objects.count(), Ticket.objects.count(), Appointment.objects.count(), Shift.objects.count()
    )  # fmt: skip
    assert Refusal.objects.count() == refusals + 1


def only(hall: Hall, subject: Model, act: Any, *allowed: str, at: datetime = NOON, **facts: Any) -> None:
    """Everybody of the cast but those who are named is refused, without effect."""
    for name in (*STAFF, *OTHERS):
        if name not in allowed:
            with refused(NotAllowed, subject):
                act(subject, **facts, by=getattr(hall.world, name), at=at)


def codes(row: Model) -> list[str]:
    """The record of a number or an appointment, in its order."""
    return list(Entry.objects.filter(chain=row.pk).order_by("seq").values_list("code", flat=True))


def enter(person: PersonActor | None) -> Client:
    """A browser: of the person, or of nobody."""
    client = Client()
    if person is not None:
        client.force_login(person.person)
    return client


def post(person: PersonActor | None, address: str, /, **body: Any) -> Any:
    """An act by the API."""
    return enter(person).post(f"/api/v1/hall/{address}", body, content_type="application/json")
