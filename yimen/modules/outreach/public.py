"""The door of outreach for other modules."""

from . import watched
from .events import ErrandFollowedUp
from .loading import ensure_agent, ensure_point, ensure_service, ensure_service_class

__all__ = [
    "ErrandFollowedUp",
    "ensure_agent",
    "ensure_point",
    "ensure_service",
    "ensure_service_class",
    "watched",
]
