"""The door of the network for other modules."""

from .progress import progress

__all__ = ["progress"]
