"""Tables of projects, split by noun."""

from .corrections import ConsolidatedCorrection, MaterialDemand
from .projects import Investment, Project, ProjectMove
from .reviews import JointReview, ReviewSeat
from .stages import SharedMaterial, Stage, Task
from .templates import SharedNeed, StageItem, StageOrder, StageTemplate, TemplateVersion

__all__ = [
    "ConsolidatedCorrection",
    "Investment",
    "JointReview",
    "MaterialDemand",
    "Project",
    "ProjectMove",
    "ReviewSeat",
    "SharedMaterial",
    "SharedNeed",
    "Stage",
    "StageItem",
    "StageOrder",
    "StageTemplate",
    "Task",
    "TemplateVersion",
]
