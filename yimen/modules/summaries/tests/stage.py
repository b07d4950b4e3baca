"""A yearly work report walked to each state by verbs, those who make it, and what tests look at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from tests.world import NOON, World
from yimen.kernel.audit.models import Entry, Refusal
from yimen.kernel.base.refusals import NotAllowed, Refused
from yimen.kernel.documents.models import Document
from yimen.kernel.notices.models import Notice
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import PersonActor
from yimen.modules.summaries import actions
from yimen.modules.summaries.models import AnnualSummary, SummaryFigure, SummaryOutline, SummaryPart

M = TypeVar("M", bound=Model)
TABLES = (AnnualSummary, SummaryPart, SummaryFigure, SummaryOutline, Document, Entry, Notice)
MAKERS = ("manager", "office")
STRANGERS = ("resident", "enterprise", "clerk", "leader", "examiner", "administrator", "public")
NEXT_DAY = NOON + timedelta(days=1)
AS_OF = NOON.date()
"""The day of the world's cases: a report as of it is frozen on the day after."""


class Centre:
    """The city's centre, its manager, and the office of open government."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.manager = world.manager
        self.office = world.actor("openness.office")
        self.supervisor, self.auditor = world.supervisor, world.auditor

    @property
    def org(self) -> Org:
        return Org.objects.get(code="city-centre")

    def drafted(self, year: int = 2026, as_of: date = AS_OF, *, at: datetime = NOON) -> AnnualSummary:
        done = actions.draft_summary(self.org, year=year, as_of=as_of, by=self.manager, at=at)
        return self.fresh(done.summary)

    def computed(self, **facts: Any) -> AnnualSummary:
        summary = self.drafted(**facts)
        done = actions.compute_summary(summary, as_of=summary.as_of, by=self.manager, at=NOON)
        return self.fresh(done.summary)

    def reviewed(self, **facts: Any) -> AnnualSummary:
        return self.fresh(actions.review_summary(self.computed(**facts), by=self.office, at=NOON).summary)

    def frozen(self, **facts: Any) -> AnnualSummary:
        done = actions.freeze_summary(self.reviewed(**facts), by=self.manager, at=NEXT_DAY)
        return self.fresh(done.summary)

    def published(self, **facts: Any) -> AnnualSummary:
        done = actions.publish_summary(self.frozen(**facts), by=self.office, at=NEXT_DAY)
        return self.fresh(done.summary)

    def frozen_of(self, summary: AnnualSummary) -> AnnualSummary:
        """The draft, counted, reviewed and frozen."""
        actions.compute_summary(summary, as_of=summary.as_of, by=self.manager, at=NOON)
        actions.review_summary(summary, by=self.office, at=NOON)
        return self.fresh(actions.freeze_summary(summary, by=self.manager, at=NEXT_DAY).summary)

    def fresh(self, row: M) -> M:
        return type(row)._default_manager.get(pk=row.pk)

    def part(self, summary: AnnualSummary, code: str = "efficiency") -> SummaryPart:
        return summary.parts.get(code=code)

    def written(self, summary: AnnualSummary, text: str, *, by: PersonActor | None = None) -> AnnualSummary:
        part = self.part(summary)
        facts = {"part": part.pk, "title": part.title, "text": text}
        return self.fresh(actions.write_part(summary, **facts, by=by or self.manager, at=NOON).summary)


def outline(text: str, *, more: str = "") -> str:
    """An outline of one paragraph."""
    part = f'[[chapter.part]]\ncode = "one"\ntitle = "段"\ntext = """{text}"""\n'
    return f'[[chapter]]\ncode = "approvals"\ntitle = "章"\n{part}{more}'


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
    parts = list(SummaryPart.objects.order_by("pk").values())
    return row, parts, [table._default_manager.count() for table in TABLES]


def only(centre: Centre, subject: Model, act: Any, *allowed: str, at: datetime = NOON, **facts: Any) -> None:
    """Everybody but those who are named is refused, without effect."""
    people = {name: getattr(centre, name) for name in (*MAKERS, "supervisor", "auditor")}
    people |= {name: getattr(centre.world, name) for name in STRANGERS}
    for name, person in people.items():
        if name not in allowed:
            with refused(NotAllowed, subject):
                act(subject, **facts, by=person, at=at)


def codes(summary: AnnualSummary) -> list[str]:
    return list(Entry.objects.filter(chain=summary.pk).order_by("seq").values_list("code", flat=True))


def numbers(summary: AnnualSummary) -> dict[str, str]:
    """Every single number of the report by its key, as it is written."""
    from yimen.modules.summaries.rules import shown

    return {one.key: shown(one.number, one.places) for one in summary.figures.all() if not one.is_split}


def enter(person: PersonActor | None) -> Client:
    """A browser: of the person, or of nobody."""
    client = Client()
    if person is not None:
        client.force_login(person.person)
    return client


def post(person: PersonActor | None, address: str, /, **body: Any) -> Any:
    """An act by the API."""
    return enter(person).post(f"/api/v1/summaries{address}", body, content_type="application/json")


def there(name: str, summary: AnnualSummary, *more: object) -> str:
    return reverse(f"summaries:{name}", args=[summary.pk, *more])


def fetched(answer: Any) -> bytes:
    """The whole of an answer that is streamed."""
    return b"".join(answer.streaming_content)
