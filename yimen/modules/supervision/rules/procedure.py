"""R-PC 随意变更审批程序: steps outside the procedure, more asked for than published, the same hand twice, the queue jumped."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.days import local_day
from yimen.modules.supervision.states import Level

from .answers import ASKED_FOR_MORE
from .facts import CaseRow, DecisionRow
from .findings import Evidence, Finding, of_answer, of_case, of_item, of_numbered
from .registry import Numbers, number, rule
from .snapshot import Snapshot

ASSIGNED = "approvals.application.assigned"
RETURNED = "approvals.application.returned"
SIGNS = re.compile("指定机构|指定的机构|指定中介|评估报告|另行提供|额外|另交|担保人|走访费|赞助")  # 中文
"""Words in a notice that make a person look at it: they often stand for what no guide asks for."""


@rule(
    "R-PC-1",
    _("超出审批流程的环节"),
    basis=_("行政许可法第4条；办件按受理时的流程版本办理"),
    level=Level.RED,
    reads=("cases", "procedures"),
    on_entry=True,
)
def outside_procedure(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """超出审批流程的环节 — a step that the case's own procedure does not allow where it was taken."""
    known: dict[tuple[str, tuple[str, ...]], int | None] = {}
    for case in snapshot.cases:
        way = case.pattern, tuple([one.code for one in case.steps])
        if way not in known:  # most cases of a pattern go the same few ways
            procedure = snapshot.procedures.get(case.pattern)
            known[way] = procedure.outside(way[1]) if procedure is not None else None
        if (place := known[way]) is None:
            continue
        step = case.steps[place]
        day = local_day(step.noted)
        if snapshot.covers(day):
            evidence = Evidence(f"entry:{step.entry}", "outside_procedure", step.code)
            yield of_case(case, f"step:{step.code}", day, evidence)


@rule(
    "R-PC-2",
    _("要求公布以外的材料"),
    basis=_("行政许可法第31条、第32条、第72条"),
    level=Level.RED,
    reads=("cases", "answers"),
    on_entry=True,
)
def asked_for_more(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """要求公布以外的材料 — a notice asks for what the version does not have; words that make one look; what people say."""
    for case in snapshot.cases:
        for asked in case.asked:
            if not snapshot.covers(asked.day):
                continue
            if asked.key not in case.version_keys:
                evidence = Evidence(asked.ref, "not_in_the_version", asked.key)
                yield of_case(case, f"asked:{asked.key}"[:80], asked.day, evidence)
            elif sign := SIGNS.search(asked.words):
                evidence = Evidence(asked.ref, "words_to_look_at", sign.group())
                yield of_case(case, f"words:{asked.key}"[:80], asked.day, evidence, level=Level.YELLOW)
    for one in snapshot.answers:
        if one.said == ASKED_FOR_MORE and snapshot.covers(one.day):
            yield of_answer(one)


@rule("R-PC-3", _("已公布的版本被改动"), basis=_("行政许可法第30条；改动应当经清理决定或者目录审定"), level=Level.RED,
      reads=("versions",))  # fmt: skip
def version_changed(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """已公布的版本被改动 — its content is not what was published, or nobody approved it. Judged whenever it runs."""
    for one in snapshot.versions:
        if one.kept_hash != one.true_hash:
            evidence = Evidence(one.ref, "content_changed", one.true_hash[:16])
            yield of_item(
                one.item,
                one.org,
                one.org_path,
                one.published,
                f"changed:{one.number}:{one.true_hash[:16]}",
                evidence,
            )
        elif not one.has_approval and snapshot.covers(one.published):
            evidence = Evidence(one.ref, "published_without_approval", str(one.number))
            yield of_item(
                one.item, one.org, one.org_path, one.published, f"unapproved:{one.number}", evidence
            )


TIMES = number("times", _("次数"), "3", "2", "20")


@rule("R-PC-4", _("反复退回、反复分派"), basis=_("行政许可法第6条、第26条"), level=Level.YELLOW, parameters=(TIMES,),
      on_entry=True)  # fmt: skip
def sent_back(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """反复退回、反复分派 — returned to the examiner, or assigned anew, as often as the parameter says."""
    times = int(numbers["times"])
    for case in snapshot.cases:
        for what, code, before in (("returned", RETURNED, 0), ("reassigned", ASSIGNED, 1)):
            steps = [one for one in case.steps if one.code == code]
            if len(steps) < times + before:
                continue
            last = steps[times + before - 1]
            day = local_day(last.noted)
            if snapshot.covers(day):
                shown = [Evidence(f"entry:{one.entry}", what) for one in steps]
                yield of_case(case, what, day, *shown)


@rule("R-PC-5", _("应当两人以上而为一人"), basis=_("行政许可法第34条、第48条"), level=Level.RED,
      reads=("cases", "visits"), on_entry=True)  # fmt: skip
def same_hand(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """应当两人以上而为一人 — who reviewed also approved or hosted the hearing; or one inspector went alone."""
    for case in snapshot.cases:
        reviewers = {one.reviewer for one in case.reviews if one.reviewer}
        for decision in case.decisions:
            day = local_day(decision.decided)
            if snapshot.covers(day) and _is_one_hand(decision, reviewers):
                yield of_case(
                    case,
                    f"approved:{decision.ref}"[:80],
                    day,
                    Evidence(decision.ref, "reviewed_and_approved"),
                )
        for hearing in case.hearings:
            if snapshot.covers(hearing.day) and hearing.host in reviewers:
                yield of_case(
                    case,
                    f"hosted:{hearing.ref}"[:80],
                    hearing.day,
                    Evidence(hearing.ref, "reviewed_and_hosted"),
                )
    for visit in snapshot.visits:
        if visit.recorded is not None and visit.officers < 2 and snapshot.covers(visit.recorded):
            yield of_numbered(
                visit, f"alone:{visit.ref}"[:80], visit.recorded, Evidence(visit.ref, "one_inspector")
            )


def _is_one_hand(decision: DecisionRow, reviewers: set[str]) -> bool:
    if decision.is_single:
        return False
    return decision.approver == decision.reviewer or decision.approver in reviewers


@rule("R-PC-6", _("有数量限制的事项未按先后决定"), basis=_("行政许可法第57条"), level=Level.RED)
def queue_jumped(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """有数量限制的事项未按先后决定 — granted while one that was accepted earlier was still undecided."""
    by_item: dict[str, list[CaseRow]] = defaultdict(list)
    for case in snapshot.cases:
        if (
            case.quota is not None
            and case.accepted_at is not None
            and case.state not in ("withdrawn", "deemed_withdrawn")
        ):
            by_item[case.item].append(case)
    for cases in by_item.values():
        cases.sort(key=lambda one: (one.accepted_at is None, one.accepted_at, one.number))
        for place, case in enumerate(cases):
            if case.outcome != "granted" or case.decided_at is None:
                continue
            day = local_day(case.decided_at)
            earlier = next((one for one in cases[:place] if _was_undecided(one, case)), None)
            if earlier is not None and snapshot.covers(day):
                yield of_case(
                    case, "before-earlier", day, Evidence(f"case:{earlier.number}", "accepted_earlier")
                )


def _was_undecided(earlier: CaseRow, case: CaseRow) -> bool:
    assert case.decided_at is not None  # noqa: S101 - asked of decided cases
    assert case.accepted_at is not None  # noqa: S101 - asked of accepted cases
    before = earlier.accepted_at is not None and earlier.accepted_at < case.accepted_at
    return (
        before
        and (earlier.decided_at is None or earlier.decided_at > case.decided_at)
        and not (earlier.decided_at is None and earlier.state == "closed")
    )
