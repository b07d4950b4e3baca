"""A body that publishes: its people, and publications at every point of their way, each reached by verbs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

import pytest
from django.db.models import Model
from django.test import Client

from tests.world import NOON, World
from yimen.kernel.audit.models import Entry, Refusal
from yimen.kernel.base.refusals import NotAllowed, Refused
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import PersonActor
from yimen.modules.disclosure import actions, rules
from yimen.modules.disclosure.models import (
    Attachment,
    CheckOpinion,
    ClassificationNode,
    Guide,
    Publication,
    PublicationVersion,
    Referral,
    RetractionOrder,
    SecrecyCheck,
    StandingCheck,
    ValidityChange,
)

M = TypeVar("M", bound=Model)
NO = dict.fromkeys(rules.CHECKLIST, False)
TEXT = "为方便市民出行，示例路段自本月起分段施工，每段工期不超过三十日。"
COUNTED = (
    Attachment, CheckOpinion, ClassificationNode, Entry, Guide, Publication, PublicationVersion, Referral,
    RetractionOrder, SecrecyCheck, StandingCheck, ValidityChange,
)  # fmt: skip
OWN = ("drafter", "head", "reviewer", "leader", "officer", "chief_officer")
OTHERS = ("other_drafter", "other_officer", "supervisor", "authority", "resident", "administrator", "public")


class Openness:
    """The construction bureau and those around it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.org = world.org()
        self.other_org = world.org("market-regulation")
        self.city = Org.objects.get(parent=None)
        self.drafter = world.actor("drafter.construction")
        self.head = world.actor("head.construction")
        self.reviewer = world.actor("secrecy.construction")
        self.leader = world.actor("leader.construction")
        self.officer = world.actor("disclosure.construction")
        self.chief_officer = world.actor("disclosurehead.construction")
        self.other_drafter = world.actor("drafter.market")
        self.other_officer = world.actor("disclosure.market")
        self.supervisor = world.actor("openness.office")
        self.authority = world.actor("authority.secrecy")
        self.resident = world.resident
        self.administrator = world.administrator
        self.public = world.public

    def node(self, scheme: str, code: str) -> ClassificationNode:
        return ClassificationNode.objects.get(scheme=scheme, code=code)

    def content(self, **more: Any) -> dict[str, Any]:
        return {
            "title": "关于示例路段施工的通告",
            "abstract": "示例路段分段施工的时间和绕行办法。",
            "body": TEXT,
            "document_number": "沈建发[2026]7",
            "created_on": date(2026, 2, 27),
            "subject": self.node("subject", "roads"),
            "genre": self.node("genre", "public-notice"),
            "legal_category": self.node("legal_category", "a20-10"),
            **more,
        }

    # --- a version on its way

    def drafted(
        self, *, by: PersonActor | None = None, at: datetime = NOON, **more: Any
    ) -> PublicationVersion:
        done = actions.draft_publication(self.org, content=self.content(**more), by=by or self.drafter, at=at)
        return self.fresh(done.version)

    def submitted(self, *, at: datetime = NOON, **more: Any) -> SecrecyCheck:
        return self.sent(self.drafted(at=at, **more), at=at)

    def sent(self, version: PublicationVersion, *, at: datetime = NOON) -> SecrecyCheck:
        return self.fresh(actions.submit_publication(version, by=self.drafter, at=at).check)

    def at_secrecy(self, *, at: datetime = NOON, **more: Any) -> SecrecyCheck:
        check = self.submitted(at=at, **more)
        return self.fresh(actions.give_first_opinion(check, verdict="open", by=self.head, at=at).check)

    def at_signing(self, *, at: datetime = NOON, verdict: str = "open", **more: Any) -> SecrecyCheck:
        facts = {"ground": "internal", "text": "内部事务"} if verdict == "not_open" else {}
        return self.fresh(
            actions.give_secrecy_opinion(
                self.at_secrecy(at=at, **more),
                verdict=verdict,
                checklist=NO,
                **facts,
                by=self.reviewer,
                at=at,
            ).check
        )

    def referred(self, *, at: datetime = NOON, to: str = "secrecy-administration", **more: Any) -> Referral:
        done = actions.refer_doubt(
            self.at_secrecy(at=at, **more),
            to_org=self.world.org(to),
            question="第二段能否公开？",
            by=self.reviewer,
            at=at,
        )
        return self.fresh(done.referral)

    def checked(self, version: PublicationVersion, *, at: datetime = NOON) -> PublicationVersion:
        """Three signatures under a draft."""
        check = self.sent(version, at=at)
        actions.give_first_opinion(check, verdict="open", by=self.head, at=at)
        actions.give_secrecy_opinion(check, verdict="open", checklist=NO, by=self.reviewer, at=at)
        actions.sign_publication(check, verdict="open", by=self.leader, at=at)
        return self.fresh(version)

    def approved(self, *, at: datetime = NOON, **more: Any) -> PublicationVersion:
        return self.checked(self.drafted(at=at, **more), at=at)

    def withheld(self, *, at: datetime = NOON, **more: Any) -> PublicationVersion:
        check = self.at_signing(at=at, **more)
        facts = {"verdict": "not_open", "ground": "process", "text": "尚在讨论"}
        return self.fresh(actions.sign_publication(check, **facts, by=self.leader, at=at).version)

    # --- a publication

    def published(self, *, at: datetime = NOON, **more: Any) -> Publication:
        return self.out(self.approved(at=at, **more), at=at)

    def out(self, version: PublicationVersion, *, at: datetime = NOON) -> Publication:
        return self.fresh(actions.publish_information(version, by=self.officer, at=at).publication)

    def in_force(self, *, at: datetime = NOON, **more: Any) -> Publication:
        """A document that has force."""
        more = {"has_validity": True, "effective_on": date(2026, 3, 1), "normative": "normative", **more}
        return self.published(at=at, **more)

    def revised(self, publication: Publication, *, at: datetime = NOON, **changes: Any) -> Publication:
        """Another version of it, out."""
        opened = actions.revise_publication(publication, reason="调整工期", by=self.drafter, at=at)
        version = self.fresh(opened.version)
        if changes:
            actions.amend_publication(
                version, changes=changes, edition=version.edition, by=self.drafter, at=at
            )
        return self.out(self.checked(self.fresh(version), at=at), at=at)

    def retracted(self, kind: str = "wrong", *, at: datetime = NOON, **more: Any) -> Publication:
        done = actions.retract_information(
            self.published(at=at, **more), kind=kind, reason="数字有误", by=self.leader, at=at
        )
        return self.fresh(done.publication)

    def standing(self, *, at: datetime = NOON) -> StandingCheck:
        """The standing check of results of licences, in force."""
        done = actions.propose_standing_check(
            self.org,
            code="licence-results",
            title="行政许可结果",
            scope_text="许可事项、文号、相对人名称、日期；自然人隐去姓名。",
            by=self.reviewer,
            at=at,
        )
        actions.confirm_standing_check(done.standing, by=self.head, at=at)
        actions.sign_standing_check(done.standing, by=self.leader, at=at)
        return self.fresh(done.standing)

    def later(self, days: int) -> datetime:
        return NOON + timedelta(days=days)

    def fresh(self, row: M) -> M:
        return type(row)._default_manager.get(pk=row.pk)


def standing(subject: Model) -> tuple[Any, ...]:
    """The row as it stands, and how many rows the module has: equal when nothing happened."""
    row = type(subject)._default_manager.filter(pk=subject.pk).values().get()
    return row, [model._default_manager.count() for model in COUNTED]


@contextmanager
def refused(kind: type[Refused], subject: Model, message: str = "") -> Iterator[None]:
    """What happens inside is refused in this way, and nothing changes but the list of refusals."""
    before, refusals = standing(subject), Refusal.objects.count()
    with pytest.raises(kind) as caught:
        yield
    assert type(caught.value) is kind
    if message:
        assert str(caught.value) == message
    assert standing(subject) == before
    assert Refusal.objects.count() == refusals + 1


def only(stage: Openness, subject: Model, act: Any, *allowed: str, at: datetime = NOON, **facts: Any) -> None:
    """Everybody around but those who are named is refused the act, without effect."""
    before = standing(subject)
    for name in (*OWN, *OTHERS):
        if name not in allowed:
            with pytest.raises(NotAllowed):
                act(subject, **facts, by=getattr(stage, name), at=at)
    assert standing(subject) == before


def enter(person: PersonActor | None) -> Client:
    """A browser, signed in as the person; anybody's without one."""
    client = Client()
    if person is not None:
        client.force_login(person.person)
    return client


def post(person: PersonActor, path: str, **body: Any) -> Any:
    """An operation of the API."""
    return enter(person).post(f"/api/v1/disclosure/{path}", body, content_type="application/json")


def facts_of(publication: Publication) -> list[str]:
    """The codes of the record of the publication, in their order."""
    return list(Entry.objects.filter(chain=publication.pk).order_by("seq").values_list("code", flat=True))
