"""发现: what a rule found, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from yimen.modules.supervision.states import SubjectKind

from .answers import Answer
from .facts import CaseRow
from .snapshot import code_of


@dataclass(frozen=True, slots=True)
class Evidence:
    """依据 — an entry of the record (``entry:<id>``) or a row, what it shows, and its value; nobody is named."""

    ref: str
    shows: str
    value: str = ""

    def as_data(self) -> dict[str, str]:
        return {"ref": self.ref, "shows": self.shows, "value": self.value}


@dataclass(frozen=True, slots=True)
class Finding:
    """发现 — one occurrence: its subject, its key, the day on which it was so, what it rests on.

    ``level`` is empty where the rule's own level holds. ``org`` is the code of the body that answers for it.
    """

    kind: str
    key: str
    occurrence: str
    day: date
    org: str
    org_path: str
    evidence: tuple[Evidence, ...] = ()
    case_id: str = ""
    item: str = ""
    level: str = ""

    @property
    def identity(self) -> tuple[str, str, str]:
        """What makes it the same occurrence, whenever and however it is found again."""
        return self.kind, self.key, self.occurrence


def of_case(case: CaseRow, occurrence: str, day: date, *evidence: Evidence, level: str = "") -> Finding:
    """A finding about one case."""
    return Finding(
        SubjectKind.CASE,
        case.number,
        occurrence,
        day,
        case.org,
        case.org_path,
        evidence,
        case.id,
        case.item,
        level,
    )


def of_numbered(row: Any, occurrence: str, day: date, *evidence: Evidence) -> Finding:
    """A finding about the case that a row of another table names."""
    return Finding(
        SubjectKind.CASE, row.case_number, occurrence, day, row.org, row.org_path, evidence, row.case_id
    )


def of_item(
    item: str, org: str, org_path: str, day: date, occurrence: str, *evidence: Evidence, level: str = ""
) -> Finding:
    """A finding about an item of a body from a day on."""
    key = f"{item}/{org}/{day.isoformat()}"
    return Finding(SubjectKind.ITEM, key, occurrence, day, org, org_path, evidence, "", item, level)


def of_org(org: str, org_path: str, day: date, occurrence: str, *evidence: Evidence) -> Finding:
    """A finding about a body in a month."""
    key = f"{org}/{day:%Y-%m}"
    return Finding(SubjectKind.ORG, key, occurrence, day, org, org_path, evidence)


def of_answer(answer: Answer) -> Finding:
    """A finding from what somebody said: about the case where one is known, else about the item on the day."""
    evidence = Evidence(answer.row, answer.said)
    occurrence, org = f"{answer.said}:{answer.row}"[:80], code_of(answer.org_path)
    if not answer.case_id:
        return of_item(answer.item_code, org, answer.org_path, answer.day, occurrence, evidence)
    return Finding(
        SubjectKind.CASE, answer.case_number, occurrence, answer.day, org, answer.org_path, (evidence,),
        answer.case_id, answer.item_code,
    )  # fmt: skip
