"""Every verb of an application from every state that it does not name: refused, nothing changed, one refusal noted."""

from __future__ import annotations

from typing import Any

import pytest

from tests.trials import standing
from tests.world import NOON, World
from yimen.kernel.audit.action import Verb, verbs
from yimen.kernel.audit.models import Refusal
from yimen.kernel.base.refusals import WrongState
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.states import State

pytestmark = pytest.mark.django_db
BY = {
    "accept": "clerk", "accept_with_tolerance": "clerk", "amend_draft": "resident", "approve": "leader",
    "archive": "archivist", "assign": "examiner", "check_original": "clerk", "close": "closing",
    "close_hold": "examiner", "conclude": "keeper", "correct_on_the_spot": "clerk",
    "decide_not_competent": "clerk", "decide_on_the_spot": "clerk", "declare_not_required": "clerk",
    "deem_accepted": "deadline sweep", "deliver": "issuer", "discard_draft": "resident", "examine": "examiner",
    "expire_draft": "draft sweep", "extend": "leader", "lapse_correction": "deadline sweep",
    "lapse_tolerance": "deadline sweep", "reopen": "leader",
    "open_hold": "examiner", "migrate_case": "head", "propose_refusal": "clerk", "record_filing": "clerk", "refuse": "leader",
    "refuse_acceptance": "chief", "require_correction": "clerk", "resubmit": "resident",
    "fill_form": "resident", "renew_draft": "resident", "check_prerequisite": "clerk",
    "return_to_review": "leader", "submit": "resident", "supply_tolerated": "resident", "terminate": "leader",
    "withdraw": "resident",
}  # fmt: skip
IN_ANY_STATE = {
    "attach_material",
    "confirm_record_correction",
    "draft_charge",
    "propose_record_correction",
    "remove_material",
    "save_draft",
}
OF_THE_CATALOGUE = {
    "add_item", "amend_version", "amend_version_content", "set_prerequisite", "end_prerequisite",
    "begin_suspension", "bring_into_force", "cancel_version",
    "carry_out_cancellation", "copy_version", "draft_version", "give_legal_opinion", "give_pricing_opinion",
    "add_basic_item",
    "amend_basic_item", "identify_item",
    "apply_import", "confirm_import", "fail_import", "record_check",
    "upload_import", "publish_version", "resume_version", "return_version",
    "submit_version_for_review", "suspend_version",
}  # fmt: skip
OF_BILLS = {
    "amend_charge", "approve_refund", "change_fee_standard", "confirm_charge", "confirm_match", "end_fee_standard",
    "import_bank_file", "issue_charge", "propose_match", "propose_refund", "propose_return", "publish_fee_standard",
    "reject_match", "reject_refund", "settle_charge", "void_charge",
}  # fmt: skip
PASSED_AT_ONCE = {State.DELIVERED}


@pytest.fixture(scope="module")
def in_each_state(
    draft: Application, discarded: Application, submitted: Application, correction_requested: Application,
    accepted: Application, in_review: Application, in_approval: Application, decided: Application,
    sealed: Application, closed: Application, archived: Application, not_required: Application,
    not_competent: Application, refused_acceptance: Application, withdrawn: Application,
    deemed_withdrawn: Application,
) -> dict[str, Application]:  # fmt: skip
    given = locals().values()
    return {str(one.state): one for one in given}


def own_verbs() -> dict[str, Verb]:
    return {name.split(".")[1]: verb for name, verb in verbs().items() if name.startswith("approvals.")}


def test_every_verb_is_asked_and_every_state_is_reached(in_each_state: dict[str, Application]) -> None:
    assert set(own_verbs()) == set(BY) | IN_ANY_STATE | OF_THE_CATALOGUE | OF_BILLS
    assert set(in_each_state) == set(State.values) - PASSED_AT_ONCE
    assert {name for name in IN_ANY_STATE if own_verbs()[name].sources} == set()


@pytest.mark.parametrize("name", sorted(BY))
def test_refuses_every_other_state(world: World, in_each_state: dict[str, Application], name: str) -> None:
    verb = own_verbs()[name]
    actor = getattr(world, BY[name]) if hasattr(world, BY[name]) else world.machine(BY[name])
    tried: list[Any] = [
        application for state, application in in_each_state.items() if state not in verb.sources
    ]
    assert len(tried) == len(in_each_state) - len(set(verb.sources) - PASSED_AT_ONCE)
    for application in tried:
        before, refusals = standing(application), Refusal.objects.count()
        with pytest.raises(WrongState) as caught:
            verb_of(name)(application, by=actor, at=NOON)
        assert str(application.get_state_display()) in str(caught.value)
        assert standing(application) == before
        assert Refusal.objects.count() == refusals + 1


def verb_of(name: str) -> Any:
    from yimen.modules.approvals import actions

    return getattr(actions, name)
