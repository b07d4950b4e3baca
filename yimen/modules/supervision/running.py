"""按规则检查: the rules run over a snapshot; one that fails is set aside with its reason, and the others go on."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from yimen.kernel.base.actor import Machine
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases.models import Case
from yimen.kernel.orgs.models import Org

from . import actions, queries, rules
from .models import Alert, SupervisionRule
from .permissions import RULES
from .rules.findings import Finding
from .rules.registry import Definition
from .rules.snapshot import Snapshot
from .states import SweepKind
from .suppliers import building

log = logging.getLogger(__name__)
BY = Machine(RULES)


@dataclass(frozen=True)
class Fault:
    """出错 — a rule that raised instead of answering."""

    definition: Definition
    reason: str


@dataclass
class Results:
    """检查结果 — what each rule found under which setting, and those that failed."""

    found: list[tuple[SupervisionRule, Finding]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    rules: set[str] = field(default_factory=set)


def examine(rows: Iterable[SupervisionRule], snapshot: Snapshot) -> Results:
    """Runs each rule as it is set; what belongs to days on which it was set otherwise, or off, is left out."""
    results = Results()
    failed: set[str] = set()
    for row in rows:
        definition = rules.rules().get(row.code)
        if definition is None or row.code in failed:
            continue
        results.rules.add(row.code)
        try:
            found = definition.run(snapshot, row.parameters)
        except Exception as error:  # whatever a rule does wrong, the others go on
            log.exception("rule %s failed", row.code)
            failed.add(row.code)
            results.faults.append(Fault(definition, reason_of(error)))
            continue
        results.found += [(row, one) for one in found if _holds_for(row, one, snapshot)]
    return results


def _holds_for(row: SupervisionRule, finding: Finding, snapshot: Snapshot) -> bool:
    """Whether the row held on the day; what began before the judged days counts on their first one."""
    day = min(max(finding.day, snapshot.first), snapshot.last)
    return row.active_from <= day and (row.active_to is None or day < row.active_to)


def reads_of(rows: Iterable[SupervisionRule]) -> frozenset[str]:
    """What a snapshot for these rules must hold."""
    known = rules.rules()
    return frozenset().union(*(known[row.code].reads for row in rows if row.code in known))


def raise_new(results: Results, *, at: datetime) -> int:
    """Raises what nobody has raised yet, one act each; returns how many. What another run raised meanwhile is left."""
    fresh = _unraised(results.found)
    orgs = {one.code: one for one in Org.objects.filter(code__in={finding.org for _row, finding in fresh})}
    count = 0
    for row, finding in fresh:
        org = orgs.get(finding.org)
        if org is None:
            log.warning("rule %s found something of the unknown body %r", row.code, finding.org)
            continue
        try:
            actions.raise_alert(
                org, rule=row.code, version=row.version, level=row.level, finding=finding, by=BY, at=at
            )
        except RuleBroken:
            continue
        count += 1
    return count


def _unraised(found: Sequence[tuple[SupervisionRule, Finding]]) -> list[tuple[SupervisionRule, Finding]]:
    """Each occurrence once, without those that stand already."""
    codes = {row.code for row, _finding in found}
    keys = ("rule", "subject_kind", "subject_key", "occurrence_key")
    rows = Alert.objects.filter(rule__in=codes, subject_key__in={one.key for _row, one in found})
    known = {(rule, (str(kind), key, occurrence)) for rule, kind, key, occurrence in rows.values_list(*keys)}
    fresh: dict[tuple[str, Any], tuple[SupervisionRule, Finding]] = {}
    for row, finding in found:
        kind, key, occurrence = finding.identity
        identity = (row.code, (str(kind), key, occurrence))
        if identity not in known:
            fresh.setdefault(identity, (row, finding))
    return list(fresh.values())


def park(results: Results, first: date, last: date, *, at: datetime) -> None:
    """Sets the rules that failed aside, each with its reason."""
    city = queries.city()
    for fault in results.faults:
        if city is not None:
            actions.park_rule(
                city, code=fault.definition.code, version=fault.definition.version, reason=fault.reason,
                first_day=first, last_day=last, by=BY, at=at,
            )  # fmt: skip


def sweep(first: date, last: date, kind: SweepKind, *, started_at: datetime, at: datetime) -> int:
    """按规则检查 — every rule that was on, over these days; returns how many alerts are new. May be run again."""
    city = queries.city()
    rows = list(queries.rules_on(first, last))
    if city is None or not rows:
        return 0
    results = examine(rows, building.of_period(first, last, reads_of(rows)))
    raised = raise_new(results, at=at)
    park(results, first, last, at=at)
    actions.record_sweep(
        city, kind=kind, first_day=first, last_day=last, rule_count=len(results.rules),
        parked_count=len(results.faults), found_count=max(len(results.found), raised), raised_count=raised,
        started_at=started_at, by=BY, at=at,
    )  # fmt: skip
    return raised


def judge_cases(ids: Collection[Any], day: date, *, at: datetime) -> int:
    """What has just been recorded about these cases, by the rules for which one case is enough."""
    known = rules.rules()
    rows = [one for one in queries.rules_on(day, day) if one.code in known and known[one.code].on_entry]
    if not rows or not ids:
        return 0
    results = examine(rows, building.of_cases(Case.objects.filter(pk__in=list(ids)), day, reads_of(rows)))
    raised = raise_new(results, at=at)
    park(results, day, day, at=at)
    return raised


def trial(
    code: str, parameters: Mapping[str, Any], first: date, last: date, tell: Callable[[int], None]
) -> Counter[tuple[str, str]]:
    """回测 — how many alerts the rule would have given, by body and month; nothing is written.

    ``tell`` hears how many parts are behind it. Raises what the rule raises.
    """
    definition = rules.rules()[code]
    snapshot = building.of_period(first, last, definition.reads, tell)
    found = definition.run(snapshot, parameters)
    return Counter((one.org, f"{min(max(one.day, first), last):%Y-%m}") for one in found)


def reason_of(error: Exception) -> str:
    """What went wrong, as it is kept with what failed."""
    return f"{type(error).__name__}: {error}"[:500]
