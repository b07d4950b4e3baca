"""行为 — the verbs of projects, one file a noun; the only files that write."""

from .accepting import accept_stage, decline_stage, extend_stage
from .corrections import consolidate_correction, finish_correction
from .issuing import issue_stage, settle_stage
from .projects import amend_project, complete_project, hand_over_project, register_project
from .reviews import (
    call_joint_visit,
    call_review,
    cancel_review,
    deem_consent,
    excuse_seat,
    give_review_opinion,
    hold_review,
)
from .stages import fill_stage, prepare_stage, share_material, state_wish, submit_stage, withdraw_stage
from .tasks import acknowledge_task, deem_complete, end_task, find_complete, release_task, want_supplement
from .templates import (
    add_stage_template,
    draft_template,
    drop_shared_need,
    drop_stage_item,
    drop_stage_order,
    publish_template,
    put_shared_need,
    put_stage_item,
    put_stage_order,
)

__all__ = [
    "accept_stage",
    "acknowledge_task",
    "add_stage_template",
    "amend_project",
    "call_joint_visit",
    "call_review",
    "cancel_review",
    "complete_project",
    "consolidate_correction",
    "decline_stage",
    "deem_complete",
    "deem_consent",
    "draft_template",
    "drop_shared_need",
    "drop_stage_item",
    "drop_stage_order",
    "end_task",
    "excuse_seat",
    "extend_stage",
    "fill_stage",
    "find_complete",
    "finish_correction",
    "give_review_opinion",
    "hand_over_project",
    "hold_review",
    "issue_stage",
    "prepare_stage",
    "publish_template",
    "put_shared_need",
    "put_stage_item",
    "put_stage_order",
    "register_project",
    "release_task",
    "settle_stage",
    "share_material",
    "state_wish",
    "submit_stage",
    "want_supplement",
    "withdraw_stage",
]
