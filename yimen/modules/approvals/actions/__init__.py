"""行为 — the verbs of approvals, one file a noun; the only files that write."""

from .catalogue import add_item, amend_version, copy_version, draft_version
from .decisions import approve, conclude, decide_on_the_spot, record_filing, refuse
from .deliveries import archive, close, deliver
from .drafts import amend_draft, attach_material, discard_draft, expire_draft, remove_material, save_draft
from .endings import lapse_tolerance, reopen, terminate
from .holds import close_hold, extend, open_hold
from .intake import (
    accept,
    accept_with_tolerance,
    check_original,
    correct_on_the_spot,
    decide_not_competent,
    declare_not_required,
    deem_accepted,
    lapse_correction,
    propose_refusal,
    refuse_acceptance,
    require_correction,
    resubmit,
    submit,
    withdraw,
)
from .interruptions import (
    begin_suspension,
    cancel_version,
    carry_out_cancellation,
    resume_version,
    suspend_version,
)
from .records import confirm_record_correction, propose_record_correction
from .reviews import assign, examine, return_to_review, supply_tolerated
from .versions import (
    bring_into_force,
    give_legal_opinion,
    give_pricing_opinion,
    publish_version,
    return_version,
    submit_version_for_review,
)

__all__ = [
    "accept",
    "accept_with_tolerance",
    "add_item",
    "amend_draft",
    "amend_version",
    "approve",
    "archive",
    "assign",
    "attach_material",
    "begin_suspension",
    "bring_into_force",
    "cancel_version",
    "carry_out_cancellation",
    "check_original",
    "close",
    "close_hold",
    "conclude",
    "confirm_record_correction",
    "copy_version",
    "correct_on_the_spot",
    "decide_not_competent",
    "decide_on_the_spot",
    "declare_not_required",
    "deem_accepted",
    "deliver",
    "discard_draft",
    "draft_version",
    "examine",
    "expire_draft",
    "extend",
    "give_legal_opinion",
    "give_pricing_opinion",
    "lapse_correction",
    "lapse_tolerance",
    "open_hold",
    "propose_record_correction",
    "propose_refusal",
    "publish_version",
    "record_filing",
    "refuse",
    "refuse_acceptance",
    "remove_material",
    "reopen",
    "require_correction",
    "resubmit",
    "resume_version",
    "return_to_review",
    "return_version",
    "save_draft",
    "submit",
    "submit_version_for_review",
    "supply_tolerated",
    "suspend_version",
    "terminate",
    "withdraw",
]
