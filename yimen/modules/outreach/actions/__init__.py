"""The verbs of outreach."""

from .agents import appoint_agent, end_agent, lapse_agent, name_stand_in
from .carrying import (
    accept_errand,
    apply_for_principal,
    archive_errand,
    deliver_errand,
    forward_errand,
    handle_errand,
)
from .ending import cancel_errand, hand_over_errand, return_errand
from .following import follow_up_errand, note_result, note_submission
from .mandates import revoke_mandate, sign_mandate
from .phone import AdviceDraft, EntrustedDraft, ErrandDraft, VisitDraft, log_advice, receive_phone_draft
from .points import add_service_class, close_point, open_point, set_service
from .requesting import begin_errand, request_errand

__all__ = [
    "AdviceDraft",
    "EntrustedDraft",
    "ErrandDraft",
    "VisitDraft",
    "accept_errand",
    "add_service_class",
    "apply_for_principal",
    "appoint_agent",
    "archive_errand",
    "begin_errand",
    "cancel_errand",
    "close_point",
    "deliver_errand",
    "end_agent",
    "follow_up_errand",
    "forward_errand",
    "hand_over_errand",
    "handle_errand",
    "lapse_agent",
    "log_advice",
    "name_stand_in",
    "note_result",
    "note_submission",
    "open_point",
    "receive_phone_draft",
    "request_errand",
    "return_errand",
    "revoke_mandate",
    "set_service",
    "sign_mandate",
]
