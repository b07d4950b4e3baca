"""Reads: what an actor may see, and what lists and detail pages show."""

from .alerts import (
    UNSETTLED,
    alerts,
    imports_registers,
    reads_alerts,
    registered_bodies,
    registers,
    unexplained,
)
from .rules import (
    city,
    current_rules,
    faults,
    measurements,
    reads_rules,
    rules,
    rules_on,
    sets_rules,
    sweeps,
    trials,
)

__all__ = [
    "UNSETTLED",
    "alerts",
    "city",
    "current_rules",
    "faults",
    "imports_registers",
    "measurements",
    "reads_alerts",
    "reads_rules",
    "registered_bodies",
    "registers",
    "rules",
    "rules_on",
    "sets_rules",
    "sweeps",
    "trials",
    "unexplained",
]
