"""The door of the network for other modules."""

from . import watched
from .progress import progress

__all__ = ["progress", "watched"]
