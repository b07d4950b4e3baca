"""照片 — photographs that agents take: how large they may be, and what is said when they are larger."""

from __future__ import annotations

from typing import Any, Protocol

from yimen.kernel.base.refusals import Refused
from yimen.kernel.documents.content import Limits
from yimen.kernel.documents.intake import Received, receive

LARGEST = 8 * 1024 * 1024
"""The telephone scales a photograph to far less; what is larger was not scaled, and is refused before it is read whole."""
FORMATS = ("jpg", "png", "pdf")
LIMITS = Limits(size=LARGEST, pages=20)


class Uploaded(Protocol):
    """A file as a form or an operation has it."""

    @property
    def name(self) -> str | None:
        """What it is called."""

    @property
    def file(self) -> Any:
        """What is in it."""


def photograph(given: Uploaded) -> Received:
    """The photograph in the store; raises RuleBroken, with what to do, when it is too large or no picture."""
    return receive(given.file, filename=given.name or "photo", formats=FORMATS, limits=LIMITS)


def received_photograph(given: Uploaded, *, field: str, form: Any) -> Received | None:
    """The same for a form: a refusal stands beside the field."""
    try:
        return photograph(given)
    except Refused as refusal:
        form.add_error(field, str(refusal.message))
        return None
