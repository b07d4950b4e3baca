"""The only door for other modules: what stands in __all__."""

from .counting import (
    ALL,
    KINDS,
    RESULTS,
    ROWS,
    cells_of_requests,
    cells_of_reviews,
    fees_collected,
)
from .progress import progress
from .queries import requests

__all__ = [
    "ALL",
    "KINDS",
    "RESULTS",
    "ROWS",
    "cells_of_requests",
    "cells_of_reviews",
    "fees_collected",
    "progress",
    "requests",
]
