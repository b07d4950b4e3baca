"""The door of approvals for other modules."""

from .deadlines import Deadline
from .metrics import ACCEPTED, CONCLUDED
from .progress import Paper, Progress, progress
from .queries import guide, items_named
from .states import Audience

__all__ = [
    "ACCEPTED",
    "CONCLUDED",
    "Audience",
    "Deadline",
    "Paper",
    "Progress",
    "guide",
    "items_named",
    "progress",
]
