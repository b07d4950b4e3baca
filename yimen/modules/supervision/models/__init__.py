"""Tables of supervision: rules as they stand, alerts, registers of departments."""

from .alerts import Alert
from .registers import RegisterImport, RegisterRow
from .rules import RuleFault, RuleMeasurement, SupervisionRule, Sweep

__all__ = [
    "Alert",
    "RegisterImport",
    "RegisterRow",
    "RuleFault",
    "RuleMeasurement",
    "SupervisionRule",
    "Sweep",
]
