"""The verbs: the only files that write."""

from .alerts import (
    acknowledge_alert,
    confirm_alert,
    contest_alert,
    decide_alert,
    explain_alert,
    raise_alert,
)
from .registers import import_register
from .rules import (
    adopt_rule,
    park_rule,
    record_measurement,
    record_sweep,
    resume_rule,
    set_rule,
    switch_off_rule,
    switch_on_rule,
)

__all__ = [
    "acknowledge_alert",
    "adopt_rule",
    "confirm_alert",
    "contest_alert",
    "decide_alert",
    "explain_alert",
    "import_register",
    "park_rule",
    "raise_alert",
    "record_measurement",
    "record_sweep",
    "resume_rule",
    "set_rule",
    "switch_off_rule",
    "switch_on_rule",
]
