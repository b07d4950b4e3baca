"""The rules of supervision: pure functions of a snapshot and their parameters; no database, no clock, no request.

One file a family. ``registry.rules()`` lists them; ``docs/guide/supervision.md`` says in words what each finds.
"""

from . import (  # noqa: F401 - the rules register themselves
    attendance,
    charges,
    conduct,
    outside_hall,
    overdue,
    procedure,
    quality,
    stopping,
)
from .registry import Definition, checked, rules

__all__ = ["Definition", "checked", "rules"]
