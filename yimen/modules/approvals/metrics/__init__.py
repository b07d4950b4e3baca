"""Figures of approvals (domain 3.20), and the addresses of the cases behind each of them."""

from yimen.kernel.metrics.figures import register

from . import fees, handling, limits
from .handling import ACCEPTED, CONCLUDED, NEAR_DUE, ON_TIME, OPEN, OVERDUE
from .listing import CASE_FILTERS, cases_url

MEASURES = [*handling.MEASURES, *limits.MEASURES, *fees.MEASURES]
register(MEASURES)

__all__ = [
    "ACCEPTED",
    "CASE_FILTERS",
    "CONCLUDED",
    "MEASURES",
    "NEAR_DUE",
    "ON_TIME",
    "OPEN",
    "OVERDUE",
    "cases_url",
]
