"""检验: how many of the problems that are known the rules find, and how much of what they find is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from . import actions, queries, rules, running
from .models import RuleMeasurement, SupervisionRule
from .rules.findings import Finding
from .states import SubjectKind
from .suppliers import building

NEAR = timedelta(days=45)
"""How far from the known day something about an item counts as found: silence is told from its first day."""


@dataclass(frozen=True)
class Known:
    """已知问题 — which rule should find it, and about what: a case by its number, an item (``item/body``) near a day."""

    rule: str
    kind: str
    key: str
    day: date


@dataclass(frozen=True)
class Measured:
    """检验结果 — of one rule: how many are known, how many it found, how many of these are known."""

    rule: str
    known: int
    found: int
    true: int


def measure(known: Sequence[Known], first: date, last: date, *, at: datetime) -> list[RuleMeasurement]:
    """检验规则 — each rule of the list as it stands now runs over these days; what comes out is recorded."""
    city = queries.city()
    if city is None:
        return []
    return [
        actions.record_measurement(
            city,
            code=one.rule,
            first_day=first,
            last_day=last,
            planted_count=one.known,
            found_count=one.found,
            true_count=one.true,
            by=running.BY,
            at=at,
        ).measurement
        for one in measured(_found({one.rule for one in known}, first, last), known)
    ]


def _found(codes: Collection[str], first: date, last: date) -> dict[str, list[Finding]]:
    asked = [one for code, one in rules.rules().items() if code in codes]
    snapshot = building.of_period(first, last, frozenset().union(*(one.reads for one in asked)))
    rows = SupervisionRule.objects.filter(code__in=codes, active_to=None)
    settings = dict(rows.values_list("code", "parameters"))
    return {one.code: one.run(snapshot, settings.get(one.code, {})) for one in asked}


def measured(found: Mapping[str, Iterable[Finding]], known: Iterable[Known]) -> list[Measured]:
    """By rule. What follows from a problem that another rule should find is not counted against this one:
    a case beyond the law's day is beyond the promised day too.
    """
    by_rule: dict[str, list[Known]] = defaultdict(list)
    for one in known:
        by_rule[one.rule].append(one)
    return [_of_rule(code, by_rule, found[code]) for code in sorted(by_rule)]


def _of_rule(code: str, by_rule: Mapping[str, list[Known]], found: Iterable[Finding]) -> Measured:
    mine = by_rule[code]
    implied = rules.rules()[code].implied_by
    excused = {one.key for other in implied for one in by_rule.get(other, ())}
    subjects = {(one.kind, one.key): one for one in found}
    hits = [one for one in mine if _is_found(one, subjects)]
    keys = {(one.kind, one.key) for one in mine}
    counted = [one for place, one in subjects.items() if place in keys or one.key not in excused]
    return Measured(code, len(mine), max(len(counted), len(hits)), len(hits))


def _is_found(known: Known, subjects: Mapping[tuple[str, str], Finding]) -> bool:
    if known.kind != SubjectKind.ITEM:
        return (known.kind, known.key) in subjects
    place = known.key.split("/")[:2]
    return any(
        one.key.split("/")[:2] == place and abs(one.day - known.day) <= NEAR
        for one in subjects.values()
        if one.kind == SubjectKind.ITEM
    )
