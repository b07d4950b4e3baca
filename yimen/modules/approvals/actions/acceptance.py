"""What every acceptance does: clocks start, the intake work is done, the section's work begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from yimen.kernel.base.actor import Actor
from yimen.kernel.base.punctuation import joined
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.cases import clocks, work
from yimen.kernel.cases.models import ClockKind
from yimen.kernel.orgs.models import Window
from yimen.kernel.people.actor import PersonActor
from yimen.kernel.people.models import Person
from yimen.kernel.people.roles import Role
from yimen.modules.approvals import licence_register, patterns, rules
from yimen.modules.approvals.commitment_terms import covered_keys, may_decide
from yimen.modules.approvals.handed_in import HandedIn, handed_in
from yimen.modules.approvals.limits import limit
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.outline import known_of, promised_days
from yimen.modules.approvals.states import Pattern, State

from .acting import way_done


@dataclass(frozen=True)
class Begun:
    """起算结果 — the due dates of the two clocks that acceptance started."""

    promised_on: date
    statutory_on: date
    is_provisional: bool


def present_keys(application: Application, materials: Sequence[HandedIn] | None = None) -> set[str]:
    """The keys of the materials that are there now, or for which a commitment stands in."""
    there = handed_in(application) if materials is None else materials
    return {one.key for one in there} | covered_keys(application)


def missing_tolerated(application: Application) -> list[str]:
    """The names of the materials that were tolerated at acceptance and are still not there."""
    tolerance = getattr(application, "tolerance", None)
    wanted = set(tolerance.keys) - present_keys(application) if tolerance else set()
    return [one.name for one in application.version.body.materials if one.key in wanted]


def require_ready(application: Application, *, on: date) -> None:
    """Complete, and every original that must be seen was seen, for what was handed in on paper."""
    known, materials = known_of(application), handed_in(application)
    rules.require_complete(application.version.body, known, present_keys(application, materials))
    rules.require_form(application.version.body, known)
    require_originals_seen(application, materials)
    licence_register.require_still_in_force(application, materials, on)


def require_no_commitment(application: Application, *, on: date) -> None:
    """Raises RuleBroken where the applicant chose to commit: that way is decided at once, not accepted (优化营商环境条例 40)."""
    if may_decide(application, on):
        raise RuleBroken(
            _("申请人已经签署告知承诺，请作出告知承诺决定；申请人撤回承诺之后，再按一般程序受理。")
        )


def require_originals_seen(application: Application, materials: Sequence[HandedIn]) -> None:
    """核对原件 — raises RuleBroken, naming what was handed in on paper and whose original nobody saw."""
    unseen = {one.key for one in materials if one.is_paper and not one.is_original_seen}
    if not unseen:
        return
    listed = [
        one for one in application.version.body.checklist(known_of(application)) if one.needs_original_check
    ]
    names = [one.shown for one in listed if one.key in unseen]
    if names:
        raise RuleBroken(_("请先核对原件：%(names)s") % {"names": joined(names, "、")})


def begin_handling(
    application: Application, *, window: Window | None, accepted_on: date, by: Actor, at: datetime
) -> Begun:
    """Sets the acceptance on the application, starts both clocks, ends intake work, opens the section's work."""
    case = application.own_case
    clocks.stop(case, ClockKind.ACCEPTANCE, on=accepted_on)
    begun = _start_clocks(application, accepted_on)
    application.accepted_at, application.accepted_on = at, accepted_on
    application.window = window
    way_done(application, at=at)
    _begin_review(application, begun.promised_on, by=by, at=at)
    return begun


def _start_clocks(application: Application, accepted_on: date) -> Begun:
    """Promised and statutory time; in a report to the upper level the first review has its own (行政许可法 43)."""
    version, case = application.version, application.own_case
    if application.pattern == Pattern.REPORT_UP:
        allowed = limit("first_review_limit", accepted_on)
        first = clocks.start(
            case, ClockKind.FIRST_REVIEW, budget=allowed.days, start_on=accepted_on, basis=allowed.basis
        )
        return Begun(first.due_on, first.due_on, first.is_provisional)
    promised = clocks.start(case, ClockKind.PROMISED, budget=promised_days(application), start_on=accepted_on)
    statutory = clocks.start(
        case,
        ClockKind.STATUTORY,
        budget=version.statutory_days,
        start_on=accepted_on,
        basis=version.statutory_basis,
    )
    return Begun(promised.due_on, statutory.due_on, statutory.is_provisional)


def _begin_review(application: Application, due_on: date, *, by: Actor, at: datetime) -> None:
    """Where the examiner accepts, the same examiner reviews; what a window or the law accepted waits for one."""
    examiner = _accepting_examiner(application, by)
    application.reviewer = examiner
    application.state = State.IN_REVIEW if examiner else State.ACCEPTED
    work.wait_for(
        application.own_case,
        "examine" if examiner else "assign",
        role=Role.SECTION_EXAMINER,
        at=at,
        due_on=due_on,
        assignee_id=examiner.pk if examiner else None,
    )


def _accepting_examiner(application: Application, by: Actor) -> Person | None:
    if not patterns.steps(application.pattern).examiner_accepts or not isinstance(by, PersonActor):
        return None
    return by.person if by.holds(Role.SECTION_EXAMINER, application.org_path) else None
