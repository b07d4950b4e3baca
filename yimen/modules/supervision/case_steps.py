"""整改进度: the steps of a supervision case as everybody who sees it reads them; where it was referred, it stopped."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yimen.kernel.web.shapes import Step

from .case_states import CaseState, PlanState
from .models import Accountability, SupervisionCase

STEPS = (
    pgettext_lazy("监督案件", "核实"),
    _("下达整改文书"),
    _("整改方案"),
    _("整改"),
    _("复查"),
    _("结案"),
)
PLACE = {
    CaseState.OPENED: 0,
    CaseState.VERIFYING: 0,
    CaseState.SIGNING: 1,
    CaseState.SUGGESTED: 2,
    CaseState.ORDERED: 2,
    CaseState.PLAN_RECEIVED: 2,
    CaseState.RECTIFYING: 3,
    CaseState.VERIFIED: 5,
    CaseState.CLOSED: 6,
}
"""How many steps are done."""


def steps(shown: SupervisionCase) -> list[Step]:
    """整改进度; a case that was unfounded has none, one that was referred shows where rectification stopped."""
    accountability = getattr(shown, "accountability", None)
    if accountability is not None:
        return _referred(shown, accountability)
    done = PLACE.get(CaseState(shown.state))
    if done is None:
        return []
    return [
        Step(label, "done" if place < done else "current" if place == done else "waiting")
        for place, label in enumerate(STEPS)
    ]


def _referred(shown: SupervisionCase, accountability: Accountability) -> list[Step]:
    """What was done until the case was referred, where it stopped, and what became of the referral."""
    reached, last = PLACE[_reached(shown)], len(STEPS) - 1
    found = [Step(label, "done") for label in STEPS[:reached]]
    if reached < last:
        found.append(Step(STEPS[reached], "stopped", at=accountability.referred_on))
    if not accountability.outcome:
        return [*found, Step(_("责任追究"), "current", note=accountability.referred_to), Step(STEPS[last])]
    over = Step(_("责任追究"), "done", at=accountability.outcome_on)
    return [*found, over, Step(STEPS[last], "done", at=shown.closed_at)]


def _reached(shown: SupervisionCase) -> CaseState:
    """How far rectification was when the case was referred, as its papers tell."""
    if shown.checks.filter(is_passed=True).exists():
        return CaseState.VERIFIED
    if shown.plans.filter(state=PlanState.ACCEPTED).exists():
        return CaseState.RECTIFYING
    return CaseState.ORDERED
