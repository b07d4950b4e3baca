"""Tables of projects, split by noun."""

from .consultations import ConsultationFollowUp, ProjectConsultation
from .corrections import ConsolidatedCorrection, MaterialDemand
from .escort import EscortMeeting, EscortObstacle, EscortService, EscortStep
from .green_channel import GreenChannelCriterion, GreenChannelEnrolment
from .programmes import Programme, ProgrammeCase, ProgrammeClass, ProgrammeProject
from .projects import Investment, Project, ProjectMove
from .reviews import JointReview, ReviewSeat
from .special_handling import SpecialHandlingOrder
from .stages import SharedMaterial, Stage, Task
from .templates import SharedNeed, StageItem, StageOrder, StageTemplate, TemplateVersion

__all__ = [
    "ConsolidatedCorrection",
    "ConsultationFollowUp",
    "EscortMeeting",
    "EscortObstacle",
    "EscortService",
    "EscortStep",
    "GreenChannelCriterion",
    "GreenChannelEnrolment",
    "Investment",
    "JointReview",
    "MaterialDemand",
    "Programme",
    "ProgrammeCase",
    "ProgrammeClass",
    "ProgrammeProject",
    "Project",
    "ProjectConsultation",
    "ProjectMove",
    "ReviewSeat",
    "SharedMaterial",
    "SharedNeed",
    "SpecialHandlingOrder",
    "Stage",
    "StageItem",
    "StageOrder",
    "StageTemplate",
    "Task",
    "TemplateVersion",
]
