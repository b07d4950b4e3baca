"""Facts in the past tense: frozen dataclasses, each with the sentence that tells it."""

from .alerts import (
    AlertAcknowledged,
    AlertConfirmed,
    AlertContested,
    AlertDecided,
    AlertExplained,
    AlertRaised,
)
from .registers import RegisterImported
from .rules import (
    RuleAdopted,
    RuleMeasured,
    RuleParked,
    RuleResumed,
    RuleSet,
    RulesSwept,
    RuleSwitchedOff,
    RuleSwitchedOn,
)
from .trials import TrialFailed, TrialOrdered, TrialRecorded

__all__ = [
    "AlertAcknowledged",
    "AlertConfirmed",
    "AlertContested",
    "AlertDecided",
    "AlertExplained",
    "AlertRaised",
    "RegisterImported",
    "RuleAdopted",
    "RuleMeasured",
    "RuleParked",
    "RuleResumed",
    "RuleSet",
    "RuleSwitchedOff",
    "RuleSwitchedOn",
    "RulesSwept",
    "TrialFailed",
    "TrialOrdered",
    "TrialRecorded",
]
