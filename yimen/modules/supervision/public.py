"""The only door for other modules: what stands in __all__."""

from .loading import ensure_rules
from .queries import alerts
from .registers import read as read_register

__all__ = ["alerts", "ensure_rules", "read_register"]
