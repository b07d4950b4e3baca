"""The only door for other modules: what stands in __all__."""

from .loading import ensure_assignment, ensure_group
from .queries import in_office, trainings_held

__all__ = ["ensure_assignment", "ensure_group", "in_office", "trainings_held"]
