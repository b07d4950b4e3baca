"""The question: what somebody typed, as runs of characters that are all to be found.

White space and punctuation separate runs; what stands in quotes is one run, punctuation included. A question is cut
to a length that nobody types by hand, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from . import identifiers
from .folding import CUT, folded

LONGEST = 300
LONGEST_RUN = 80
MOST_RUNS = 8
QUOTED = re.compile(r"“([^”]*)”|\"([^\"]*)\"|「([^」]*)」|『([^』]*)』|＂([^＂]*)＂")


@dataclass(frozen=True)
class Run:
    """一段 — folded characters that must stand together; ``others`` are other words for the same (synonyms)."""

    text: str
    is_exact: bool = False
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """提问 — the runs of a question, and the identifiers that it may mean."""

    text: str
    runs: tuple[Run, ...] = ()
    identifiers: tuple[str, ...] = ()
    beginning: str = ""
    is_cut: bool = False

    def __bool__(self) -> bool:
        return bool(self.runs)

    @property
    def words(self) -> tuple[str, ...]:
        """What is marked in the texts that are found: every run, and its other words."""
        return tuple(dict.fromkeys(word for run in self.runs for word in (run.text, *run.others)))


@dataclass(frozen=True)
class Asked:
    """检索条件 — a question with everything that narrows it, for a reader of these audiences."""

    question: Question
    audience: frozenset[str]
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by_date: bool = False
    entered: tuple[int, int] | None = None
    """Only what came into the search from the first of these moments (seconds) up to before the second."""
    sources: Sequence[str] = ()
    by_entry: bool = False
    """In the order in which they came into the search, the last first: for who follows what is new."""


def parse(text: str) -> Question:
    """The question behind the typed text."""
    given = text[:LONGEST]
    is_cut = len(text.strip()) > LONGEST
    plain = folded(given)
    runs = list(dict.fromkeys(run for part in _parts(given) for run in part if run.text))
    long = any(len(run.text) > LONGEST_RUN for run in runs) or len(runs) > MOST_RUNS
    if number := identifiers.spelled(given):
        runs, long = [Run(number, is_exact=True)], False
    shown = tuple(replace(run, text=run.text[:LONGEST_RUN].strip(CUT)) for run in runs[:MOST_RUNS])
    is_identifier = len(plain) <= LONGEST_RUN
    return Question(
        text=given.strip(),
        runs=shown,
        identifiers=identifiers.asked(given) if is_identifier else (),
        beginning=identifiers.beginning(given) if is_identifier else "",
        is_cut=is_cut or long,
    )


def _parts(text: str) -> list[list[Run]]:
    """Quoted parts as one run each, the rest cut at white space and punctuation."""
    parts: list[list[Run]] = []
    end = 0
    for found in QUOTED.finditer(text):
        parts.append(_loose(text[end : found.start()]))
        parts.append([Run(folded("".join(filter(None, found.groups()))), is_exact=True)])
        end = found.end()
    return [*parts, _loose(text[end:])]


def _loose(text: str) -> list[Run]:
    return [Run(run) for word in text.split() for run in folded(word).split(CUT)]
