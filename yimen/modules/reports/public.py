"""The only door for other modules: what stands in __all__."""

from .queries import published

__all__ = ["published"]
