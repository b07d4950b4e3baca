"""The verbs of the hall."""

from .after_hours import confirm_after_hours, decline_after_hours, request_after_hours
from .appointments import book, cancel_appointment, change_appointment
from .business import add_business_class, add_priority, amend_business_class
from .calling import call_again, call_next, call_number, move_number, pass_over, release_number, serve_number
from .keeping import displace_appointment, miss_appointment, remind, unplace_appointment
from .numbers import TAKEN_ALREADY, check_in, expire_number, leave_queue, take_number
from .shifts import cancel_shift, come_back, copy_week, plan_shift, replace_shift, step_away

__all__ = [
    "TAKEN_ALREADY",
    "add_business_class",
    "add_priority",
    "amend_business_class",
    "book",
    "call_again",
    "call_next",
    "call_number",
    "cancel_appointment",
    "cancel_shift",
    "change_appointment",
    "check_in",
    "come_back",
    "confirm_after_hours",
    "copy_week",
    "decline_after_hours",
    "displace_appointment",
    "expire_number",
    "leave_queue",
    "miss_appointment",
    "move_number",
    "pass_over",
    "plan_shift",
    "release_number",
    "remind",
    "replace_shift",
    "request_after_hours",
    "serve_number",
    "step_away",
    "take_number",
    "unplace_appointment",
]
