"""What a page hands to the cache: itself, and the subjects it was made from."""

from __future__ import annotations

from typing import TypeVar

from django.http import HttpResponseBase

MARK = "kept_subjects"
AGE = "kept_seconds"
MOST_SUBJECTS = 400
OLDEST = 300.0

R = TypeVar("R", bound=HttpResponseBase)


def kept(response: R, *subjects: str, seconds: float = OLDEST) -> R:
    """Allows the page to be kept until one of the subjects is forgotten; with too many subjects it is not kept.

    ``seconds`` is the longest that it is kept anyhow: what depends on the clock alone is made again then. The
    page must be the same for everybody who has not signed in and asks in the same language and size of print.
    """
    together = {*getattr(response, MARK, ()), *subjects}
    if together and len(together) <= MOST_SUBJECTS:
        setattr(response, MARK, frozenset(together))
        setattr(response, AGE, min(seconds, longest_of(response)))
    response.headers.setdefault("Cache-Control", "no-cache")
    return response


def subjects_of(response: object) -> frozenset[str]:
    """What the page was made from; nothing for a page that was not handed over."""
    return getattr(response, MARK, frozenset())


def longest_of(response: object) -> float:
    """How many seconds the page may be kept at most."""
    return float(getattr(response, AGE, OLDEST))
