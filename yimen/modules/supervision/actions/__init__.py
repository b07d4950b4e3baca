"""The verbs of supervision."""

from .accountability import conclude_accountability, escalate_case
from .call_backs import make_call
from .campaigns import close_campaign, draw_sample, plan_campaign, set_questions, start_campaign
from .cases import (
    begin_verification,
    close_supervision_case,
    find_unfounded,
    note_overdue,
    open_supervision_case,
)
from .complaints import decide_supervision_complaint, file_supervision_complaint, set_aside_suspicion
from .plans import (
    accept_plan,
    check_rectification,
    record_resampling,
    report_rectified,
    return_plan,
    submit_plan,
)
from .questionnaires import answer_questionnaire, send_questionnaire
from .rectifications import (
    Found,
    acknowledge_notice,
    draft_notice,
    issue_notice,
    sign_notice,
    suggest_rectification,
    withdraw_notice,
)
from .visits import pay_visit

__all__ = [
    "Found",
    "accept_plan",
    "acknowledge_notice",
    "answer_questionnaire",
    "begin_verification",
    "check_rectification",
    "close_campaign",
    "close_supervision_case",
    "conclude_accountability",
    "decide_supervision_complaint",
    "draft_notice",
    "draw_sample",
    "escalate_case",
    "file_supervision_complaint",
    "find_unfounded",
    "issue_notice",
    "make_call",
    "note_overdue",
    "open_supervision_case",
    "pay_visit",
    "plan_campaign",
    "record_resampling",
    "report_rectified",
    "return_plan",
    "send_questionnaire",
    "set_aside_suspicion",
    "set_questions",
    "sign_notice",
    "start_campaign",
    "submit_plan",
    "suggest_rectification",
    "withdraw_notice",
]
