"""R-CN 违反受理和告知规定: silence that counts as acceptance, a second notice, a refusal without its reasons."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.days import local_day
from yimen.modules.supervision.states import Level

from .facts import CaseRow, StepRow
from .findings import Evidence, Finding, of_case
from .registry import Numbers, rule
from .snapshot import Snapshot

DEEMED = "approvals.application.deemed-accepted"
REQUIRED = "approvals.correction.required"


def _steps(case: CaseRow, code: str) -> list[StepRow]:
    return [one for one in case.steps if one.code == code]


@rule(
    "R-CN-1",
    _("逾期未告知，视为受理"),
    basis=_("行政许可法第32条第一款第四项、第72条"),
    level=Level.RED,
    on_entry=True,
)
def deemed_accepted(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """逾期未告知，视为受理 — five working days passed without a word; the law accepted in the window's place."""
    for case in snapshot.cases:
        if not case.is_deemed:
            continue
        for step in _steps(case, DEEMED)[:1]:
            day = local_day(step.happened)
            if snapshot.covers(day):
                yield of_case(case, "deemed", day, Evidence(f"entry:{step.entry}", "deemed_accepted"))


@rule(
    "R-CN-2",
    _("未一次告知补正内容"),
    basis=_("行政许可法第32条第一款第四项、第72条"),
    level=Level.RED,
    on_entry=True,
)
def second_notice(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """未一次告知补正内容 — a second notice that is not the first one said again."""
    for case in snapshot.cases:
        notices = _steps(case, REQUIRED)
        repeats = max((one.repeats for one in case.asked), default=0)
        if len(notices) - repeats < 2:
            continue
        day = local_day(notices[-1].noted)
        if snapshot.covers(day):
            shown = [Evidence(f"entry:{one.entry}", "correction_required") for one in notices]
            yield of_case(case, "second-notice", day, *shown)


@rule("R-CN-3", _("不予许可未说明理由"), basis=_("行政许可法第38条、第72条"), level=Level.RED, on_entry=True)
def without_reasons(snapshot: Snapshot, numbers: Numbers) -> Iterator[Finding]:
    """不予许可未说明理由 — refused, and the decision does not say why or what can be done against it."""
    for case in snapshot.cases:
        for decision in case.decisions:
            day = local_day(decision.decided)
            if decision.outcome == "refused" and not decision.has_reasons and snapshot.covers(day):
                yield of_case(
                    case, f"reasons:{decision.ref}"[:80], day, Evidence(decision.ref, "without_reasons")
                )
