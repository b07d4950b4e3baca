"""What must be written in an act, in one line of clean text."""

from __future__ import annotations

from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.base.text import normal


def required(text: str, field: str, message: str) -> str:
    """The text without double spaces; RuleBroken beside the field when there is none."""
    clean = normal(text)
    if not clean:
        raise RuleBroken(message, fields={field: message})
    return clean
