"""适用条件: when something of an item applies, as data — read, checked, put into words, asked. Nothing is evaluated as code."""

from .circles import circle
from .holding import Value, Values, holds
from .reading import BadCriterion, as_data, criterion_from
from .satisfying import TooComplicated, can_hold
from .saying import in_words
from .shapes import NEVER, All, AnyOf, Compare, Criterion, Kind, Not, Operator, Term, uses

__all__ = [
    "NEVER",
    "All",
    "AnyOf",
    "BadCriterion",
    "Compare",
    "Criterion",
    "Kind",
    "Not",
    "Operator",
    "Term",
    "TooComplicated",
    "Value",
    "Values",
    "as_data",
    "can_hold",
    "circle",
    "criterion_from",
    "holds",
    "in_words",
    "uses",
]
