"""The only door for other modules: what stands in __all__."""

from .loading import ensure_rules
from .metrics import LATE as ALERTS_LATE
from .metrics import UNSETTLED as ALERTS_OPEN
from .queries import alerts
from .registers import read as read_register

__all__ = ["ALERTS_LATE", "ALERTS_OPEN", "alerts", "ensure_rules", "read_register"]
