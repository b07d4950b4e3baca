"""The door of the hall for other modules."""

from . import watched
from .loading import ensure_business_class, ensure_priority

__all__ = ["ensure_business_class", "ensure_priority", "watched"]
