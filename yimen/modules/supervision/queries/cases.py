"""Reads of complaints and supervision cases. What one may not see does not exist; the unit sees its part once told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from yimen.kernel.base.actor import Actor
from yimen.kernel.cases.queries import under
from yimen.kernel.orgs.models import Org
from yimen.kernel.orgs.queries import open_orgs
from yimen.kernel.people.actor import person_actor
from yimen.kernel.people.roles import Role
from yimen.modules.supervision.case_states import (
    ENDED,
    PLAN_WAITS,
    CaseState,
    ComplaintState,
    SignatureState,
    SuspicionState,
)
from yimen.modules.supervision.models import (
    Alert,
    CaseFinding,
    NoticeSignature,
    SampleFrame,
    SupervisionCase,
    SupervisionComplaint,
    Suspicion,
)
from yimen.modules.supervision.states import AlertState

from .enquiries import frames, supervised

ANSWERS = (Role.LEADER, Role.CHIEF_REPRESENTATIVE, Role.SECTION_HEAD)
"""Who answers for a unit: they see its cases once it was told."""


def supervision_cases(actor: Actor) -> QuerySet[SupervisionCase]:
    """监督案件: supervisors and auditors in scope, the leader of the city; signing bodies; the unit once it was told."""
    person = person_actor(actor)
    rows = SupervisionCase.objects.select_related("case", "unit", "lead", "opened_by")
    if person is None:
        return rows.none()
    oversight = list(person.org_paths(Role.SUPERVISOR, Role.AUDITOR))
    city = [post.org.path for post in person.posts if post.role == Role.LEADER and post.org.parent_id is None]
    units = [
        post.org.path for post in person.posts if post.role in ANSWERS and post.org.parent_id is not None
    ]
    bodies = [post.org_id for post in person.posts if post.role == Role.LEADER]
    seen = under("unit__path", oversight + city) | (under("unit__path", units) & Q(told_at__isnull=False))
    signs = NoticeSignature.objects.filter(org__in=bodies).values("notice__supervision_case")
    return rows.filter(seen | Q(pk__in=signs))


def oversees(actor: Actor, shown: SupervisionCase) -> bool:
    """Whether the actor sees the whole case: leads, reasons, what is not told to the unit."""
    person = person_actor(actor)
    if person is None:
        return False
    paths = person.org_paths(Role.SUPERVISOR, Role.AUDITOR)
    city = [post.org.path for post in person.posts if post.role == Role.LEADER and post.org.parent_id is None]
    return shown.unit.path.startswith((*paths, *city))


def reads_findings(actor: Actor, shown: SupervisionCase) -> bool:
    """Whether what was found is shown: to who oversees and who signs; to the unit as it stands in an issued paper.

    While a notice is being signed, the unit does not read what may still change.
    """
    if oversees(actor, shown) or not is_of_unit(actor, shown):
        return True
    return shown.told_at is not None and shown.state != CaseState.SIGNING


def supervises(actor: Actor, shown: SupervisionCase) -> bool:
    """Whether the actor handles it as a supervisor: only they read what a person said."""
    return any(shown.unit.path.startswith(path) for path in supervised(actor))


def is_of_unit(actor: Actor, shown: SupervisionCase) -> bool:
    """Whether the actor reads it as the unit."""
    person = person_actor(actor)
    posts = person.posts if person is not None else ()
    return any(post.role in ANSWERS and post.org.path.startswith(shown.unit.path) for post in posts)


def reads_cases(actor: Actor) -> bool:
    """Whether there may be something to read for the actor."""
    person = person_actor(actor)
    return person is not None and person.has(Role.SUPERVISOR, Role.AUDITOR, *ANSWERS)


def own_signature(actor: Actor, shown: SupervisionCase) -> NoticeSignature | None:
    """会签 that waits for the actor: of the body that they lead."""
    person = person_actor(actor)
    bodies = [post.org_id for post in person.posts if post.role == Role.LEADER] if person else []
    rows = NoticeSignature.objects.filter(
        notice__supervision_case=shown, state=SignatureState.AWAITED, org__in=bodies
    )
    return rows.select_related("org", "notice__supervision_case__case").first()


def complaints(actor: Actor) -> QuerySet[SupervisionComplaint]:
    """审批投诉: the own ones, and those about bodies that the actor supervises. The body itself sees none."""
    person = person_actor(actor)
    rows = SupervisionComplaint.objects.select_related("org", "case", "person", "decided_by")
    if person is None:
        return rows.none()
    return rows.filter(under("org__path", supervised(actor)) | Q(person=person.person))


def units(actor: Actor, on: date) -> QuerySet[Org]:
    """Bodies that the actor supervises."""
    return open_orgs(on).filter(under("path", supervised(actor))).order_by("pinyin", "path")


def handling_bodies(on: date) -> QuerySet[Org]:
    """Bodies about which one can complain."""
    return open_orgs(on).exclude(parent=None).order_by("pinyin", "path")


def centres(on: date) -> QuerySet[Org]:
    """Centres with which a notice can be issued."""
    return open_orgs(on).filter(kind="centre").order_by("path")


def open_alerts(actor: Actor, unit: Org | None = None) -> QuerySet[Alert]:
    """预警 from which a case can be opened: not yet led to one, neither justified nor cancelled."""
    rows = Alert.objects.filter(under("org_path", supervised(actor)), leads__isnull=True)
    rows = rows.exclude(state__in=[AlertState.JUSTIFIED, AlertState.CANCELLED]).select_related("org")
    return rows.filter(org_path__startswith=unit.path) if unit else rows


def open_suspicions(actor: Actor, unit: Org | None = None) -> QuerySet[Suspicion]:
    """疑点 from which a case can be opened."""
    rows = Suspicion.objects.filter(under("org__path", supervised(actor)), state=SuspicionState.OPEN)
    return (rows.filter(org__path__startswith=unit.path) if unit else rows).select_related("org", "case")


def open_complaints(actor: Actor, unit: Org | None = None) -> QuerySet[SupervisionComplaint]:
    """审批投诉 that were taken up and have not led to a case."""
    rows = complaints(actor).filter(
        under("org__path", supervised(actor)), decision="taken_up", leads__isnull=True
    )
    return rows.filter(org__path__startswith=unit.path) if unit else rows


def frames_after(actor: Actor, shown: SupervisionCase) -> QuerySet[SampleFrame]:
    """抽样框 drawn after the case was closed, with people whom this unit served."""
    if shown.closed_at is None:
        return frames(actor).none()
    rows = frames(actor).filter(drawn_at__gt=shown.closed_at, samples__org__path__startswith=shown.unit.path)
    return rows.distinct()


def overdue(on: date) -> QuerySet[SupervisionCase]:
    """Cases whose plan or rectification did not come in time and that were not yet noted for it."""
    plan = Q(state__in=PLAN_WAITS, plan_due_on__lt=on) & (
        Q(overdue_noted_on__isnull=True) | Q(overdue_noted_on__lte=F("plan_due_on"))
    )
    done = Q(state=CaseState.RECTIFYING, due_on__lt=on, reported_at__isnull=True) & (
        Q(overdue_noted_on__isnull=True) | Q(overdue_noted_on__lte=F("due_on"))
    )
    return SupervisionCase.objects.filter(plan | done).order_by("pk")


def waiting_complaints(actor: Actor) -> int:
    return complaints(actor).filter(state=ComplaintState.FILED).count()


@dataclass(frozen=True)
class Results:
    """监督结果 of the cases opened in a year, for everybody: counts by kind and end; neither body nor person."""

    opened: int
    ended: int
    rectified: int
    accountable: int
    unit_count: int
    kinds: list[dict[str, Any]]


def results(year: int) -> Results:
    """监督结果 of one year; years without a calendar have none."""
    rows = SupervisionCase.objects.none()
    if MINYEAR <= year < MAXYEAR:
        rows = SupervisionCase.objects.filter(opened_at__year=year)
    findings = CaseFinding.objects.filter(supervision_case__in=rows.filter(told_at__isnull=False))
    kinds = findings.values("violation").annotate(cases=Count("supervision_case", distinct=True))
    return Results(
        opened=rows.count(),
        ended=rows.filter(state__in=ENDED).count(),
        rectified=rows.filter(state=CaseState.CLOSED, case__outcome="rectified").count(),
        accountable=rows.filter(accountability__isnull=False).count(),
        unit_count=rows.filter(told_at__isnull=False).values("unit").distinct().count(),
        kinds=[dict(one) for one in kinds.order_by("violation")],
    )
