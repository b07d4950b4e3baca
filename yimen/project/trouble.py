"""What went wrong, said in one clear line, in Chinese and in English."""

from __future__ import annotations


class Trouble(Exception):  # noqa: N818 - a person reads it, as a Refused
    """Something a person can mend; `up` prints it as one line, without a traceback."""

    def __init__(self, chinese: str, english: str) -> None:
        super().__init__(both(chinese, english))


def both(chinese: str, english: str) -> str:
    """One line for both readers: these lines are printed before Django and its languages are there."""
    return f"{chinese} / {english}"
