"""语句 — a message that is kept and read later, by each reader in the own language.

What only passes by is translated once and shown. What is stored, such as the errors of a file, keeps the id of its message and what
stands in its places, as a fact of the record does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from .language import in_readers_language
from .punctuation import joined
from .refusals import Text


class Phrase(str):
    """语句 — a text in the language of the moment that still knows its message and its facts."""

    __slots__ = ("facts", "message")

    message: str
    facts: Mapping[str, Any]


def phrase(message: str, /, **facts: Any) -> Phrase:
    """The message with its facts; ``message`` is marked by ``gettext_noop``. A list is shown as a row of names."""
    found = Phrase(_said(message, facts))
    found.message, found.facts = message, facts
    return found


def kept(text: Text) -> dict[str, Any]:
    """What is stored of a text: the message and its facts; of any other text itself."""
    if not isinstance(text, Phrase):
        return {"message": str(text)}
    return {"message": text.message, "facts": {key: _plain(one) for key, one in text.facts.items()}}


def shown(stored: Mapping[str, Any]) -> str:
    """What was stored, as the reader reads it; a text without facts may be a message of its own."""
    facts = stored.get("facts")
    return _said(stored["message"], facts) if facts else in_readers_language(stored["message"])


def _said(message: str, facts: Mapping[str, Any]) -> str:
    return gettext(message) % {key: _fact(one) for key, one in facts.items()}


def _fact(value: Any) -> Any:
    if isinstance(value, Mapping):
        return shown(value)
    if isinstance(value, list | tuple):
        return joined((_fact(one) for one in value), "、")
    return (
        in_readers_language(str(value)) if isinstance(value, str) and not isinstance(value, Phrase) else value
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Phrase):
        return kept(value)
    if isinstance(value, list | tuple):
        return [str(one) for one in value]
    return value if isinstance(value, int) else str(value)
