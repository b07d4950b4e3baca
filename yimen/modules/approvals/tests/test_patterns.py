"""The ways: which acts each contains, who takes in, who decides; everything else is refused."""

from __future__ import annotations

import pytest

from yimen.kernel.audit.action import verbs
from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.people.roles import Role
from yimen.modules.approvals import actions, patterns
from yimen.modules.approvals.states import Pattern

INTAKE = {
    "submit", "resubmit", "declare_not_required", "decide_not_competent", "correct_on_the_spot",
    "require_correction", "lapse_correction", "withdraw",
}  # fmt: skip
LONG = {
    "accept", "accept_with_tolerance", "supply_tolerated", "deem_accepted", "propose_refusal",
    "refuse_acceptance", "assign", "examine", "return_to_review", "open_hold", "close_hold", "extend",
    "approve", "refuse", "terminate", "lapse_tolerance", "reopen", "expedite", "offer_hearing", "request_hearing",
    "waive_hearing", "lapse_hearing", "call_hearing", "schedule_hearing", "move_hearing", "record_hearing",
    "call_inspection",
}  # fmt: skip
END = {"conclude", "deliver", "close", "archive", "propose_record_correction", "confirm_record_correction"}
TABLE = {
    Pattern.FOUR_ONES: INTAKE | LONG | END,
    Pattern.EXAMINER_CONFIRMER: INTAKE | LONG | END,
    Pattern.ON_THE_SPOT: INTAKE | END | {"decide_on_the_spot", "propose_refusal", "refuse_acceptance"},
    Pattern.FILING: INTAKE | END | {"record_filing"},
    Pattern.ONE_REVIEW_ONE_INSPECTION: INTAKE | LONG | END,
    Pattern.COMMITMENT: INTAKE
    | LONG
    | END
    | {"sign_commitment", "withdraw_commitment", "decide_by_commitment"},
    Pattern.REPORT_UP: INTAKE
    | (LONG - {"approve", "refuse", "reopen"})
    | END
    | {"report_up", "return_from_above", "decide_above"},
    Pattern.PARALLEL_MEMBER: (
        LONG
        - {
            "accept",
            "accept_with_tolerance",
            "supply_tolerated",
            "lapse_tolerance",
            "deem_accepted",
            "propose_refusal",
            "refuse_acceptance",
        }
    )
    | (END - {"deliver"})
    | {"withdraw", "begin_part", "admit_decision", "renew_shared_material", "lapse_part", "issue_part"},
}


@pytest.mark.parametrize("pattern", Pattern.values)
def test_contains_exactly_these_acts(pattern: str) -> None:
    assert patterns.steps(pattern).acts == TABLE[Pattern(pattern)]


def test_every_act_of_a_pattern_is_a_verb() -> None:
    assert actions
    known = {name.split(".")[1] for name in verbs() if name.startswith("approvals.")}
    assert set().union(*TABLE.values()) <= known


@pytest.mark.parametrize(
    ("pattern", "work", "takes_in", "decides", "examiner_accepts"),
    [
        ("four_ones", "accept", Role.WINDOW_CLERK, Role.LEADER, False),
        ("examiner_confirmer", "accept", Role.SECTION_EXAMINER, Role.SECTION_HEAD, True),
        ("on_the_spot", "decide_on_the_spot", Role.WINDOW_CLERK, Role.LEADER, False),
        ("filing", "record_filing", Role.WINDOW_CLERK, Role.LEADER, False),
    ],
)
def test_says_who_takes_in_and_who_decides(
    pattern: str, work: str, takes_in: Role, decides: Role, examiner_accepts: bool
) -> None:
    step = patterns.steps(pattern)
    assert (step.intake_work, step.intake_role) == (work, takes_in)
    assert (step.approving_role, step.examiner_accepts) == (decides, examiner_accepts)


@pytest.mark.parametrize("pattern", Pattern.values)
def test_what_is_not_contained_is_refused(pattern: str) -> None:
    everything = set().union(*TABLE.values())
    for act in sorted(TABLE[Pattern(pattern)]):
        patterns.require(pattern, act)
    for act in sorted(everything - TABLE[Pattern(pattern)]):
        with pytest.raises(RuleBroken, match="没有这一步"):
            patterns.require(pattern, act)


def test_a_filing_has_no_way_to_say_no() -> None:
    assert not TABLE[Pattern.FILING] & {
        "refuse",
        "propose_refusal",
        "refuse_acceptance",
        "decide_on_the_spot",
    }
