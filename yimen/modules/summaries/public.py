"""The only door for other modules: what stands in __all__."""

from .loading import ensure_outline

__all__ = ["ensure_outline"]
