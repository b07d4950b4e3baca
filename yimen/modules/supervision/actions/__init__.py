"""The verbs: the only files that write."""

from .accountability import conclude_accountability, escalate_case
from .alerts import (
    acknowledge_alert,
    confirm_alert,
    contest_alert,
    decide_alert,
    explain_alert,
    raise_alert,
)
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
from .registers import import_register
from .rules import (
    adopt_rule,
    park_rule,
    record_measurement,
    record_sweep,
    resume_rule,
    set_rule,
    switch_off_rule,
    switch_on_rule,
)
from .trials import fail_trial, order_trial, record_trial
from .visits import pay_visit

__all__ = [
    "Found",
    "accept_plan",
    "acknowledge_alert",
    "acknowledge_notice",
    "adopt_rule",
    "answer_questionnaire",
    "begin_verification",
    "check_rectification",
    "close_campaign",
    "close_supervision_case",
    "conclude_accountability",
    "confirm_alert",
    "contest_alert",
    "decide_alert",
    "decide_supervision_complaint",
    "draft_notice",
    "draw_sample",
    "escalate_case",
    "explain_alert",
    "fail_trial",
    "file_supervision_complaint",
    "find_unfounded",
    "import_register",
    "issue_notice",
    "make_call",
    "note_overdue",
    "open_supervision_case",
    "order_trial",
    "park_rule",
    "pay_visit",
    "plan_campaign",
    "raise_alert",
    "record_measurement",
    "record_resampling",
    "record_sweep",
    "record_trial",
    "report_rectified",
    "resume_rule",
    "return_plan",
    "send_questionnaire",
    "set_aside_suspicion",
    "set_questions",
    "set_rule",
    "sign_notice",
    "start_campaign",
    "submit_plan",
    "suggest_rectification",
    "switch_off_rule",
    "switch_on_rule",
    "withdraw_notice",
]
