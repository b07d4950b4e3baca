"""What a page hands to the cache: itself, and the subjects it was made from."""

from __future__ import annotations

from typing import TypeVar

from django.http import HttpResponseBase

MARK = "kept_subjects"
MOST_SUBJECTS = 400

R = TypeVar("R", bound=HttpResponseBase)


def kept(response: R, *subjects: str) -> R:
    """Allows the page to be kept until one of the subjects is forgotten; with too many subjects it is not kept.

    The page must be the same for everybody who has not signed in and asks in the same language and size of print.
    """
    together = {*getattr(response, MARK, ()), *subjects}
    if together and len(together) <= MOST_SUBJECTS:
        setattr(response, MARK, frozenset(together))
    response.headers.setdefault("Cache-Control", "no-cache")
    return response


def subjects_of(response: object) -> frozenset[str]:
    """What the page was made from; nothing for a page that was not handed over."""
    return getattr(response, MARK, frozenset())
