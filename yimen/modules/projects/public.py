"""The only door for other modules: what stands in __all__."""

from . import watched
from .loading import ensure_criterion, ensure_stage_template
from .models import Project, Stage, Task

__all__ = ["Project", "Stage", "Task", "ensure_criterion", "ensure_stage_template", "watched"]
