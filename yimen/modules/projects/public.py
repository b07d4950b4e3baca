"""The only door for other modules: what stands in __all__."""

from .loading import ensure_criterion, ensure_stage_template

__all__ = ["ensure_criterion", "ensure_stage_template"]
