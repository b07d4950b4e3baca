"""The only door for other modules: results published by a class's check, counts for the yearly report, loading."""

from .columns import register_reports
from .counting import NormativeCount, count_published, normative_counts
from .loading import (
    Cast,
    ensure_classification,
    ensure_compilation,
    ensure_guide,
    ensure_publication,
    ensure_repeal,
    ensure_retraction,
    ensure_revision,
    ensure_standing_check,
)
from .loading_collections import ensure_collection, ensure_inclusion
from .queries import publications
from .results import publish_result

__all__ = [
    "Cast",
    "NormativeCount",
    "count_published",
    "ensure_classification",
    "ensure_collection",
    "ensure_compilation",
    "ensure_guide",
    "ensure_inclusion",
    "ensure_publication",
    "ensure_repeal",
    "ensure_retraction",
    "ensure_revision",
    "ensure_standing_check",
    "normative_counts",
    "publications",
    "publish_result",
    "register_reports",
]
