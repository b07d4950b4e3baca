"""A yearly report walked to each state by verbs, those who make it, and what tests look at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar

import pytest
from django.db.models import Model
from django.test import Client

from tests.world import NOON, World
from yimen.kernel.audit.models import Entry, Refusal
from yimen.kernel.base.refusals import NotAllowed, Refused
from yimen.kernel.documents.models import Document
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import PersonActor
from yimen.modules.reports import actions, formats, queries
from yimen.modules.reports.actions import SupplementGiven
from yimen.modules.reports.models import AnnualReport, ReportCell, Supplement

M = TypeVar("M", bound=Model)
TABLES = (AnnualReport, ReportCell, Supplement, Document, Entry)
STAFF = ("officer", "head", "leader", "supervisor")
STRANGERS = ("resident", "enterprise", "clerk", "examiner", "auditor", "administrator", "manager", "public")
NUMBERED = {"3.1.natural_person": 3, "3.25.natural_person": 3}
TEXTS = {
    "1": "本机关依法公开政府信息。",
    "2": "",
    "3": "",
    "4": "",
    "5": "答复文书不够规范，将加强培训。",
    "6": "本年度收取信息处理费0元。",
}


class Office:
    """The construction bureau's disclosure office, its leader, and the body that supervises."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.officer = world.actor("disclosure.construction")
        self.head = world.actor("disclosurehead.construction")
        self.leader = world.actor("leader.construction")
        self.supervisor = world.actor("openness.office")
        self.neighbour = world.actor("disclosure.market")

    @property
    def org(self) -> Org:
        return Org.objects.get(code="urban-rural-construction")

    def opened(self, year: int = 2025, *, at: datetime = NOON, **facts: Any) -> AnnualReport:
        done = actions.open_report(self.org, org=self.org, year=year, **facts, by=self.officer, at=at)
        return self.fresh(done.report)

    def frozen(self, year: int = 2025, **facts: Any) -> AnnualReport:
        report = self.opened(year, **facts)
        return self.fresh(actions.freeze_report(report, by=self.officer, at=NOON).report)

    def complete(self, year: int = 2025, **facts: Any) -> AnnualReport:
        """Frozen, and every cell that the house does not count stands at nought, with its two people."""
        report = self.frozen(year, **facts)
        blank = [code for code in formats.form(report.format_year).leaves() if queries.cells(report)[code].number is None]  # fmt: skip
        self.supplemented(report, dict.fromkeys(blank, 0))
        return self.fresh(report)

    def supplemented(self, report: AnnualReport, numbers: dict[str, int | str]) -> None:
        rows = [SupplementGiven(code, Decimal(value), "执法系统台账") for code, value in numbers.items()]
        actions.enter_supplements(report, rows=rows, by=self.officer, at=NOON)
        waiting = [one.pk for one in queries.waiting_supplements(report)]
        actions.confirm_supplements(report, supplements=waiting, by=self.head, at=NOON)

    def drafted(self, **facts: Any) -> AnnualReport:
        report = self.complete(**facts)
        done = actions.draft_report(report, texts=TEXTS, by=self.officer, at=NOON)
        return self.fresh(done.report)

    def reviewed(self, **facts: Any) -> AnnualReport:
        report = self.drafted(**facts)
        return self.fresh(actions.review_report(report, by=self.head, at=NOON).report)

    def submitted(self, **facts: Any) -> AnnualReport:
        report = self.reviewed(**facts)
        return self.fresh(actions.submit_report(report, by=self.leader, at=NOON).report)

    def published(self, **facts: Any) -> AnnualReport:
        report = self.submitted(**facts)
        return self.fresh(actions.publish_report(report, by=self.leader, at=NOON).report)

    def fresh(self, row: M) -> M:
        return type(row)._default_manager.get(pk=row.pk)


@contextmanager
def refused(kind: type[Refused], subject: Model, message: str = "") -> Iterator[None]:
    """What happens inside is refused in this way, and leaves nothing but the note of the attempt."""
    before, refusals = _standing(subject), Refusal.objects.count()
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


def only(office: Office, subject: Model, act: Any, *allowed: str, **facts: Any) -> None:
    """Everybody but those who are named is refused, without effect."""
    people = {name: getattr(office, name) for name in STAFF}
    people |= {name: getattr(office.world, name) for name in STRANGERS} | {"neighbour": office.neighbour}
    for name, person in people.items():
        if name not in allowed:
            with refused(NotAllowed, subject):
                act(subject, **facts, by=person, at=NOON)


def codes(report: AnnualReport) -> list[str]:
    return list(Entry.objects.filter(chain=report.pk).order_by("seq").values_list("code", flat=True))


def enter(person: PersonActor | None) -> Client:
    """A browser: of the person, or of nobody."""
    client = Client()
    if person is not None:
        client.force_login(person.person)
    return client


def post(person: PersonActor | None, address: str, /, **body: Any) -> Any:
    """An act by the API."""
    return enter(person).post(f"/api/v1/reports{address}", body, content_type="application/json")
