"""Fields and their validation; no model forms, never saves."""

from .alerts import Decision, Explanation, Objection, RegisterFile
from .rules import Adoption, Nothing, Setting, Switching, Trial

__all__ = [
    "Adoption",
    "Decision",
    "Explanation",
    "Nothing",
    "Objection",
    "RegisterFile",
    "Setting",
    "Switching",
    "Trial",
]
