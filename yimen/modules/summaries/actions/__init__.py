"""Verbs of yearly work reports: the only place that writes."""

from .making import compute_summary, draft_summary, set_outline
from .standing import correct_summary, freeze_summary, publish_summary, rebuild_summary
from .writing import arrange_parts, return_summary, review_summary, write_part

__all__ = [
    "arrange_parts",
    "compute_summary",
    "correct_summary",
    "draft_summary",
    "freeze_summary",
    "publish_summary",
    "rebuild_summary",
    "return_summary",
    "review_summary",
    "set_outline",
    "write_part",
]
