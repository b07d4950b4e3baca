"""Constraints that two at once can run into: the database says no last, and says it in words.

What one act checks, another may change before it is saved; the constraint then holds. A constraint that is
registered here with its words is a refusal like any other; one that is not is a bug, and may crash.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import IntegrityError

from yimen.kernel.base.refusals import RuleBroken, Text

_WORDS: dict[str, tuple[Text, Mapping[str, Text]]] = {}


def register(constraint: str, message: Text, *, fields: Mapping[str, Text] | None = None) -> None:
    """``message`` (lazy) tells the person what stands against the act when this constraint refuses it; ``fields``
    say the same beside the fields of a form."""
    _WORDS[constraint] = message, fields or {}


def refusal_of(error: IntegrityError) -> RuleBroken | None:
    """The refusal behind what the database raised; None where the constraint has no words."""
    diagnosis = getattr(error.__cause__, "diag", None)
    found = _WORDS.get(getattr(diagnosis, "constraint_name", None) or "")
    return None if found is None else RuleBroken(found[0], fields=found[1])
