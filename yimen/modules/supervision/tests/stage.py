"""Alerts and rules on the example city: a case of the construction bureau, an alert about it, a second supervisor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from typing import Any

import pytest
from django.test import Client

from tests.world import NOON, World
from yimen.kernel.audit.models import Entry, Refusal
from yimen.kernel.base.actor import Machine
from yimen.kernel.base.refusals import NotAllowed, Refused
from yimen.kernel.orgs.models import Org
from yimen.kernel.people import actions as people
from yimen.kernel.people.actor import PersonActor
from yimen.kernel.people.models import Person
from yimen.modules.supervision import actions
from yimen.modules.supervision.models import (
    Alert,
    RegisterImport,
    RuleFault,
    RuleMeasurement,
    RuleTrial,
    SupervisionRule,
)
from yimen.modules.supervision.rules.findings import Evidence, Finding

BY = Machine("supervision")
LOADER = Machine("city data", origin="command")
OTHERS = (
    "resident", "stranger", "enterprise", "clerk", "outsider", "examiner", "keeper", "issuer", "manager", "steward",
    "auditor", "administrator", "editor", "public",
)  # fmt: skip
UNIT = ("head", "leader", "chief")


class Watch:
    """The construction bureau, and those who watch it."""

    def __init__(self, world: World) -> None:
        self.world = world

    def __getattr__(self, name: str) -> Any:
        return getattr(self.world, name)

    @cached_property
    def second(self) -> PersonActor:
        """Another supervisor of the same office."""
        city = Org.objects.get(parent=None)
        person = people.enrol(
            city, login="watch.two", name="示例·路明", kind="staff", by=LOADER, at=NOON
        ).person
        office = Org.objects.get(code="supervision")
        people.appoint(
            office,
            person=person,
            role="supervisor",
            since=date(2026, 1, 1),
            instrument="示例",
            by=LOADER,
            at=NOON,
        )
        return PersonActor(Person.objects.get(pk=person.pk), NOON.date(), is_secured=True)

    def finding(self, occurrence: str = "promised:2026-02-27", **more: Any) -> Finding:
        case = more.pop("case", None) or self.world.submitted().case
        facts: dict[str, Any] = {
            "kind": "case", "key": case.number, "occurrence": occurrence, "day": date(2026, 2, 28),
            "org": case.org.code, "org_path": case.org_path, "case_id": str(case.pk), "item": "road-occupation",
            "evidence": (Evidence(f"entry:{Entry.objects.filter(chain=case.pk).first().pk}", "promised", "2026-02-27"),),
        }  # fmt: skip
        return Finding(**facts | more)

    def alert(self, *, level: str = "red", **more: Any) -> Alert:
        org = self.world.org()
        facts = {"rule": "R-OD-3", "version": 1, "level": level, "finding": self.finding(**more)}
        return actions.raise_alert(org, **facts, by=BY, at=NOON).alert

    def rule(self, code: str = "R-OH-3") -> SupervisionRule:
        return SupervisionRule.objects.get(code=code, active_to=None)

    def fresh(self, alert: Alert) -> Alert:
        return Alert.objects.get(pk=alert.pk)


def rows() -> list[Any]:
    """Everything of supervision that an act could change."""
    models = (Alert, SupervisionRule, RuleFault, RuleMeasurement, RuleTrial, RegisterImport)
    return [list(one.objects.order_by("pk").values()) for one in models] + [Entry.objects.count()]


@contextmanager
def refused(kind: type[Refused], message: str = "") -> Iterator[None]:
    """What happens inside is refused in this way; nothing changes, and one more refusal is noted."""
    before, noted = rows(), Refusal.objects.count()
    with pytest.raises(kind) as caught:
        yield
    assert type(caught.value) is kind
    assert str(caught.value) == (message or str(caught.value))
    assert rows() == before
    assert Refusal.objects.count() == noted + 1


def nobody_of(
    watch: Watch, names: tuple[str, ...], act: Callable[..., Any], subject: Any, **facts: Any
) -> None:
    """Each of these is refused, and nothing changes."""
    before = rows()
    for name in names:
        with pytest.raises(NotAllowed):
            act(subject, **facts, by=getattr(watch, name), at=NOON)
    assert rows() == before


def client(actor: PersonActor) -> Client:
    browser = Client()
    browser.force_login(actor.person)
    return browser


def moment(day: date, hour: int = 10) -> datetime:
    return NOON.replace(year=day.year, month=day.month, day=day.day, hour=hour)
