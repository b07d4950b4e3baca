"""The verbs: the only files that write."""

from .going import (
    publish_report,
    receive_report,
    return_report,
    review_report,
    send_back_report,
    submit_report,
)
from .making import correct_report, draft_report, freeze_report, open_report, remind_report
from .supplements import SupplementGiven, confirm_supplements, enter_supplements, withdraw_supplement

__all__ = [
    "SupplementGiven",
    "confirm_supplements",
    "correct_report",
    "draft_report",
    "enter_supplements",
    "freeze_report",
    "open_report",
    "publish_report",
    "receive_report",
    "remind_report",
    "return_report",
    "review_report",
    "send_back_report",
    "submit_report",
    "withdraw_supplement",
]
