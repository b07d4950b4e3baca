"""Facts in the past tense: frozen dataclasses, each with the sentence that tells it."""

from .offices import (
    AssignmentAmended,
    AssignmentAnnulled,
    GroupAmended,
    GroupDissolved,
    GroupEstablished,
    OfficeFilled,
    OfficeLeft,
    VacancyEnded,
    VacancyNoted,
)
from .trainings import (
    AttendeesEnrolled,
    AttendeeStruck,
    TrainingAmended,
    TrainingCancelled,
    TrainingEvaluated,
    TrainingHeld,
    TrainingPlanned,
)

__all__ = [
    "AssignmentAmended",
    "AssignmentAnnulled",
    "AttendeeStruck",
    "AttendeesEnrolled",
    "GroupAmended",
    "GroupDissolved",
    "GroupEstablished",
    "OfficeFilled",
    "OfficeLeft",
    "TrainingAmended",
    "TrainingCancelled",
    "TrainingEvaluated",
    "TrainingHeld",
    "TrainingPlanned",
    "VacancyEnded",
    "VacancyNoted",
]
