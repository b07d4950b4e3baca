"""并联事项 for whoever joins several items into one stage: the versions that can be applied for, and how parts stand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.people.models import Person

from .content import Material
from .item_forms import (
    FormFault,
    ItemForm,
    clean_form,
    faults_of,
    known_answers,
    sealed_form,
    settled_keys,
)
from .known import Known, asked_fields
from .models import Application, ItemVersion
from .models.reference import item_versions
from .outline import Outline, outline
from .queries import current_versions
from .states import Outcome, State

BEFORE_DECISION = (State.ACCEPTED, State.IN_REVIEW, State.IN_APPROVAL)
GRANTED = (Outcome.GRANTED, Outcome.FILED)


def offered(codes: Collection[str], on: date) -> dict[str, ItemVersion]:
    """The versions under which these items can be applied for on the day, by code; what cannot be is not there."""
    keys = list(current_versions(on).filter(item__code__in=codes).values_list("pk", flat=True))
    return {one.item.code: one for one in item_versions(keys).values()}


def asked_of(version: ItemVersion, known: Known) -> tuple[list[str], list[str], list[Material]]:
    """What an item asks, as far as it is known: keys of questions, keys of fields, materials that the applicant brings."""
    content = version.body
    questions = [one.key for one in content.asked(known)]
    fields = [one.key for one in asked_fields(content, known)]
    materials = [one for one in content.checklist(known) if one.is_asked_of_applicant]
    return questions, fields, materials


def follows(version: ItemVersion, known: Known, *, settled: bool = False) -> Outline:
    """办理要求 of one item in this situation."""
    return outline(version, known, settled=settled)


class PartStanding(NamedTuple):
    """部分办件现状 — one part of a stage as it stands with its department."""

    id: UUID
    number: str
    item_code: str
    item_name: str
    item_name_en: str
    state: str
    outcome: str
    waits_for: str
    decided_at: datetime | None
    concluded_at: datetime | None
    ended_at: datetime | None
    due_on: date | None
    is_provisional: bool
    is_held: bool
    days: int | None

    @property
    def is_decided(self) -> bool:
        """A decision was made; it may not be sealed yet."""
        return self.state not in BEFORE_DECISION and self.outcome in (*GRANTED, Outcome.REFUSED)

    @property
    def is_granted(self) -> bool:
        return self.is_decided and self.outcome in GRANTED

    @property
    def is_sealed(self) -> bool:
        return self.concluded_at is not None and self.state == State.SEALED

    @property
    def is_open(self) -> bool:
        """Nothing was decided and nothing ended it."""
        return self.state in BEFORE_DECISION

    @property
    def has_failed(self) -> bool:
        """It ended, or was decided, without what it was applied for."""
        return not self.is_open and not self.is_granted

    @property
    def shown_state(self) -> str:
        return str(State(self.state).label)

    @property
    def shown_outcome(self) -> str:
        return str(Outcome(self.outcome).label) if self.outcome else ""


def parts_of(whole: UUID) -> Mapping[UUID, PartStanding]:
    """How every part of a case stands, by its id."""
    return _standings(Application.objects.filter(case__parent=whole))


def parts_with(ids: Iterable[UUID]) -> Mapping[UUID, PartStanding]:
    """How these parts stand, by their ids."""
    return _standings(Application.objects.filter(pk__in=list(ids)))


def _standings(rows: QuerySet[Application]) -> dict[UUID, PartStanding]:
    values = rows.order_by().values_list(
        "pk", "case__number", "item__code", "item__name", "item__name_en", "state", "outcome", "waits_for",
        "decided_at", "concluded_at", "ended_at", "case__due_on", "case__is_due_provisional", "case__is_held",
        "outline__promised_days",
    )  # fmt: skip
    return {row[0]: PartStanding._make(row) for row in values}


def part_with(part_id: UUID) -> Application:
    """The application behind a part, for acts; raises Application.DoesNotExist."""
    return Application.objects.get(pk=part_id)


def form_of_parts(
    versions: Mapping[str, ItemVersion],
    asked: Collection[tuple[str, str]],
    name: Callable[[str, str], str],
) -> ItemForm:
    """一张表单 — the fields of these items that are asked, each once under the name that it has for all of them."""
    seen: set[str] = set()
    sections = []
    for code, version in versions.items():
        for part in version.body.form.sections:
            fields = []
            for one in part.fields:
                key = name(code, one.key)
                if (code, one.key) in asked and key not in seen:
                    seen.add(key)
                    fields.append(replace(one, key=key, rule={}))
            if fields:
                sections.append(replace(part, key=f"{code}.{part.key}", fields=tuple(fields)))
    return ItemForm(sections=tuple(sections))


def taken_form(
    form: ItemForm, given: Mapping[str, Any], before: Mapping[str, Any], applicant: Person, *, owner: UUID
) -> dict[str, Any]:
    """The answers to a form of parts, trimmed, personal numbers sealed for the owner; raises RuleBroken."""
    try:
        cleaned = clean_form(form, given)
    except FormFault as fault:
        raise RuleBroken(str(fault)) from None
    known = known_answers(form, applicant, owner=owner)
    sealed = sealed_form(form, cleaned, before, owner=owner)
    return sealed | {key: known[key] for key in settled_keys(form, known)}


def faults_of_form(form: ItemForm, data: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with the answers, by the name of the field in the page."""
    return faults_of(form, data, [one.key for one in form.fields])
