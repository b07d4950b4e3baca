"""The verbs: the only files that write."""

from .groups import amend_group, dissolve_group, establish_group
from .offices import amend_assignment, annul_assignment, appoint, relieve
from .trainings import (
    amend_training,
    cancel_training,
    enrol_attendees,
    evaluate_training,
    hold_training,
    plan_training,
    strike_attendee,
)
from .vacancies import end_vacancy, note_vacancy

__all__ = [
    "amend_assignment",
    "amend_group",
    "amend_training",
    "annul_assignment",
    "appoint",
    "cancel_training",
    "dissolve_group",
    "end_vacancy",
    "enrol_attendees",
    "establish_group",
    "evaluate_training",
    "hold_training",
    "note_vacancy",
    "plan_training",
    "relieve",
    "strike_attendee",
]
