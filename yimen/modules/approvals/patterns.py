"""审批流程: the lawful subset of acts of each pattern, who takes in, and who must act next.

Everything that is not in a pattern is refused. Steps are the seed's own: 四个一, 一审一核, 即办, 备案, 一审一验,
and those of the law: 告知承诺, 上报.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.people.roles import Role

from .states import Pattern

INTAKE = frozenset(
    {
        "submit", "resubmit", "declare_not_required", "decide_not_competent", "correct_on_the_spot",
        "require_correction", "lapse_correction", "withdraw",
    }
)  # fmt: skip
REVIEW = frozenset(
    {
        "accept", "accept_with_tolerance", "supply_tolerated", "deem_accepted", "propose_refusal", "refuse_acceptance",
        "assign", "examine", "return_to_review", "open_hold", "close_hold", "extend", "approve", "refuse", "terminate",
        "lapse_tolerance", "reopen", "expedite", "offer_hearing", "request_hearing", "waive_hearing", "lapse_hearing",
        "call_hearing", "schedule_hearing", "move_hearing", "record_hearing", "call_inspection",
    }
)  # fmt: skip
ENDING = frozenset(
    {"conclude", "deliver", "close", "archive", "propose_record_correction", "confirm_record_correction"}
)
OF_INTAKE = frozenset(
    {
        "accept", "accept_with_tolerance", "supply_tolerated", "lapse_tolerance", "deem_accepted", "propose_refusal",
        "refuse_acceptance",
    }
)  # fmt: skip
PART = frozenset({"begin_part", "admit_decision", "renew_shared_material", "lapse_part", "issue_part"})
"""What only a part of a stage knows: taken in with all others, its result given out with all others."""


@dataclass(frozen=True)
class Steps:
    """流程步骤 — what may be done in a pattern, and which role each next step waits for."""

    acts: frozenset[str]
    intake_work: str
    intake_role: Role
    approving_role: Role = Role.LEADER
    examiner_accepts: bool = False
    needs_inspection: bool = False
    approving_work: str = "approve"


PATTERNS: dict[str, Steps] = {
    Pattern.FOUR_ONES: Steps(INTAKE | REVIEW | ENDING, "accept", Role.WINDOW_CLERK),
    Pattern.EXAMINER_CONFIRMER: Steps(
        INTAKE | REVIEW | ENDING,
        "accept",
        Role.SECTION_EXAMINER,
        approving_role=Role.SECTION_HEAD,
        examiner_accepts=True,
    ),
    Pattern.ON_THE_SPOT: Steps(
        INTAKE | ENDING | {"decide_on_the_spot", "propose_refusal", "refuse_acceptance"},
        "decide_on_the_spot",
        Role.WINDOW_CLERK,
    ),
    Pattern.FILING: Steps(INTAKE | ENDING | {"record_filing"}, "record_filing", Role.WINDOW_CLERK),
    Pattern.ONE_REVIEW_ONE_INSPECTION: Steps(
        INTAKE | REVIEW | ENDING, "accept", Role.WINDOW_CLERK, needs_inspection=True
    ),
    Pattern.COMMITMENT: Steps(
        INTAKE | REVIEW | ENDING | {"sign_commitment", "withdraw_commitment", "decide_by_commitment"},
        "accept",
        Role.WINDOW_CLERK,
    ),
    Pattern.REPORT_UP: Steps(
        INTAKE
        | (REVIEW - {"approve", "refuse", "reopen"})
        | ENDING
        | {"report_up", "return_from_above", "decide_above"},
        "accept",
        Role.WINDOW_CLERK,
        approving_work="report_up",
    ),
    Pattern.PARALLEL_MEMBER: Steps(
        (REVIEW - OF_INTAKE) | (ENDING - {"deliver"}) | PART | {"withdraw"}, "accept", Role.WINDOW_CLERK
    ),
}


def steps(pattern: str) -> Steps:
    return PATTERNS[pattern]


def allows(pattern: str, act: str) -> bool:
    return act in PATTERNS[pattern].acts


def require(pattern: str, act: str) -> None:
    """Raises RuleBroken when the pinned pattern of the application does not contain the act."""
    if not allows(pattern, act):
        label = Pattern(pattern).label
        raise RuleBroken(_("此事项按“%(pattern)s”流程办理，没有这一步。") % {"pattern": label})
