"""Reads of campaigns, samples and answers: for the supervisors in scope; to others they do not exist."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from yimen.kernel.base.actor import Actor
from yimen.kernel.cases.queries import under
from yimen.kernel.people.actor import org_paths
from yimen.kernel.people.roles import Role
from yimen.modules.supervision.models import (
    CallBack,
    FieldVisit,
    InspectionCampaign,
    Questionnaire,
    QuestionSet,
    Sample,
    SampleFrame,
    Suspicion,
)
from yimen.modules.supervision.questions import Shown, in_words
from yimen.modules.supervision.rules.answers import Answer

ASKED = (CallBack, FieldVisit, Questionnaire)


def supervised(actor: Actor) -> list[str]:
    """The paths below which the actor supervises."""
    return list(org_paths(actor, [Role.SUPERVISOR]))


def campaigns(actor: Actor) -> QuerySet[InspectionCampaign]:
    """专项检查 of the supervisors who reach the leading office, and of those with whom they inspect."""
    rows = InspectionCampaign.objects.select_related("org", "planned_by")
    return rows.filter(under("org__path", supervised(actor)))


def frames(actor: Actor) -> QuerySet[SampleFrame]:
    return (
        SampleFrame.objects.filter(campaign__in=campaigns(actor))
        .select_related("campaign__org")
        .defer("keys")
    )


def samples(actor: Actor) -> QuerySet[Sample]:
    """抽样对象 about bodies that the actor supervises."""
    rows = Sample.objects.filter(under("org__path", supervised(actor)), frame__in=frames(actor))
    return rows.select_related(
        "org", "case", "frame__campaign__org", "register_row", "complaint__person"
    ).defer("frame__keys")


def suspicions(actor: Actor) -> QuerySet[Suspicion]:
    """疑点 about bodies that the actor supervises."""
    return Suspicion.objects.filter(under("org__path", supervised(actor))).select_related("org", "case")


def question_set(day: date) -> QuestionSet | None:
    """The questions of the day."""
    return QuestionSet.objects.filter(active_from__lte=day).order_by("-active_from", "-version").first()


def questionnaire(code: str) -> Questionnaire | None:
    """问卷 with this code; None, whatever is wrong with it."""
    sha256 = hashlib.sha256(code.encode()).hexdigest()
    rows = Questionnaire.objects.select_related(
        "sample__frame__campaign", "sample__org", "question_set", "org"
    )
    return rows.filter(code_sha256=sha256).defer("sample__frame__keys").first()


def asked(sample: Sample) -> list[CallBack | FieldVisit | Questionnaire]:
    """Every time that the person was asked, the newest first."""
    rows: list[CallBack | FieldVisit | Questionnaire] = []
    for model in ASKED:
        rows += model.objects.filter(sample=sample).select_related("question_set", "asked_by", "asked_by_org")
    return sorted(rows, key=lambda one: one.asked_at, reverse=True)


def shown(one: CallBack | FieldVisit | Questionnaire) -> list[Shown]:
    """The answers in words."""
    return in_words(one.question_set.questions, one.answers)


def answers(first: date, last: date) -> Iterator[Answer]:
    """回答 as the rules read them: what was said against bodies on these days, naming nobody."""
    rows = Suspicion.objects.filter(said_on__range=(first, last)).order_by("said_on", "pk")
    for row in rows.values_list("kind", "said", "case__number", "item_code", "org__path", "said_on", "pk"):
        kind, said, number, item, path, day, identity = row
        yield Answer(kind, said, number or "", item, path, day, f"supervision.suspicion/{identity}")


def tally(campaign: InspectionCampaign) -> list[tuple[str, int, int]]:
    """问答汇总 — by question and answer: how many gave it, in one list of (question, answer, count)."""
    counts: dict[tuple[str, str], int] = {}
    for model in ASKED:
        rows = model.objects.filter(sample__frame__campaign=campaign, consents=True).select_related(
            "question_set"
        )
        for one in rows:
            for part in shown(one):
                if not part.answer.isdecimal() and len(part.answer) <= 40:
                    counts[(part.question, part.answer)] = counts.get((part.question, part.answer), 0) + 1
    totals: dict[str, int] = {}
    for (question, _answer), count in counts.items():
        totals[question] = totals.get(question, 0) + count
    return [(f"{question} {answer}", count, totals[question]) for (question, answer), count in counts.items()]
