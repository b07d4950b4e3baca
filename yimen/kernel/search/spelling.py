"""您是不是要找: a run that nothing contains, as titles write what sounds the same (公集金: 公积金)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from .asking import Asked, Question, Run
from .engine import Engine
from .folding import HAN, folded
from .models import StoredDocument
from .plain import Plain
from .sound import syllables

LOOKED_AT = 30
LONGEST = 12
SHORTEST = 2
HAS_HAN = re.compile(f"[{HAN}]")


def spellings(engine: Engine | Plain, asked: Asked) -> tuple[str, ...]:
    """Questions that somebody may have meant, the likeliest first; for this reader, from titles that the reader may see."""
    runs = asked.question.runs
    if not runs or any(run.is_exact for run in runs):
        return ()
    better = [_spelled(engine, asked, run.text) for run in runs]
    meant = " ".join(one or run.text for one, run in zip(better, runs, strict=True))
    return (meant,) if any(better) and meant != " ".join(run.text for run in runs) else ()


def _spelled(engine: Engine | Plain, asked: Asked, run: str) -> str:
    """The run as titles write it: whole, or in two parts; empty when nothing better is known."""
    if not SHORTEST <= len(run) <= LONGEST or _exists(engine, asked, run):
        return ""
    if whole := _like(engine, asked, run):
        return whole
    for cut in range(len(run) - SHORTEST, SHORTEST - 1, -1):
        parts = run[:cut], run[cut:]
        found = [part if _exists(engine, asked, part) else _like(engine, asked, part) for part in parts]
        if all(found):
            return "".join(found)
    return ""


def _exists(engine: Engine | Plain, asked: Asked, run: str) -> bool:
    question = Question(run, (Run(run, is_exact=True),))
    return engine.find(replace(asked, question=question, chosen={}), limit=0).total > 0


def _like(engine: Engine | Plain, asked: Asked, run: str) -> str:
    """What sounds like the run in most of the weightiest titles."""
    if not HAS_HAN.search(run):
        return ""
    sounds = syllables(run)
    rows = engine.sounding_like(sounds, replace(asked, chosen={}), limit=LOOKED_AT)
    titles = StoredDocument.objects.filter(
        pk__in=rows, is_gone=False, audience__overlap=sorted(asked.audience)
    ).values_list("title", flat=True)
    heard = Counter(found for title in titles for found in _heard(folded(title), sounds))
    del heard[run]
    return heard.most_common(1)[0][0] if heard else ""


def _heard(title: str, sounds: list[str]) -> set[str]:
    """The parts of a title that sound so."""
    said, size = syllables(title), len(sounds)
    if len(said) != len(title):
        return set()
    return {title[at : at + size] for at in range(len(said) - size + 1) if said[at : at + size] == sounds}
