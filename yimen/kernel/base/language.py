"""The official language: what is recorded and what is issued is Chinese, whoever acts in which language.

Message ids are Chinese, so a recorded official term is its own message id: it can be shown in another language.
"""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from django.utils.translation import get_language, gettext


class official_language(translation.override):  # noqa: N801 - used like a function: with, or as a decorator
    """正式文本 — everything translated within is in the language of the city."""

    def __init__(self) -> None:
        super().__init__(settings.LANGUAGE_CODE)


def in_readers_language(text: str) -> str:
    """A recorded term in the reader's language; names and other words stay as they are."""
    return gettext(text) if text and "\n" not in text else text


def reads_english() -> bool:
    """Whether the reader's language is English."""
    return (get_language() or "").startswith("en")


def either(chinese: str, english: str) -> str:
    """The one of two given texts that is the reader's; the official Chinese one where no English is given."""
    return english if english and reads_english() else chinese
