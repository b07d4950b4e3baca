"""The only door for other modules: results published by a class's check, counts for the yearly report, loading."""

from .columns import register_reports
from .counting import count_published, normative_counts
from .loading import ensure_classification, ensure_guide
from .results import publish_result

__all__ = [
    "count_published",
    "ensure_classification",
    "ensure_guide",
    "normative_counts",
    "publish_result",
    "register_reports",
]
