"""词表: other words for what was asked, and what editors put above the rest, as both are in force on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet

from . import marking
from .asking import Asked, Question, Run
from .folding import folded
from .marking import Marked
from .models import Promotion, StoredDocument, Synonym, SynonymKind

MOST_OTHERS = 6


@dataclass(frozen=True)
class Promoted:
    """推荐结果 — a document that editors show first for exactly this question."""

    source: str
    key: str
    title: Marked
    href: str
    note: str

    @property
    def name(self) -> str:
        return "".join(piece.text for piece in self.title)


@dataclass(frozen=True)
class Vocabulary:
    """词表 — the synonyms of a day, folded: (kind, word, other word)."""

    synonyms: Sequence[tuple[str, str, str]]
    day: date

    def widened(self, question: Question) -> Question:
        """The question with other words for its runs; what stands in quotes stays as it is."""
        return replace(question, runs=tuple(self._widened(run) for run in question.runs))

    def _widened(self, run: Run) -> Run:
        if run.is_exact:
            return run
        others = [
            run.text.replace(word, other)
            for kind, word, other in self.synonyms
            if kind != SynonymKind.RELATED and word in run.text and other not in run.text
        ]
        return replace(run, others=tuple(dict.fromkeys(others))[:MOST_OTHERS])

    def related(self, question: Question) -> tuple[str, ...]:
        """Words that are shown beside the answer, to ask further."""
        asked = {run.text for run in question.runs}
        found = [
            other for kind, word, other in self.synonyms if kind == SynonymKind.RELATED and word in asked
        ]
        return tuple(dict.fromkeys(found))[:MOST_OTHERS]

    def promoted(self, asked: Asked) -> tuple[Promoted, ...]:
        """What editors show first for exactly these words, as far as this reader may find it."""
        words = folded(asked.question.text)
        if not words:
            return ()
        rows = in_force(Promotion.objects.filter(words=words), self.day).order_by("since", "id")[:3]
        return tuple(one for row in rows if (one := _promoted(row, asked)) is not None)


def on(day: date) -> Vocabulary:
    """The words in force on a day; one query."""
    found: list[tuple[str, str, str]] = []
    rows = in_force(Synonym.objects.all(), day).values_list("kind", "term", "other")
    for kind, term, other in rows:
        word, meant = folded(term), folded(other)
        found.append((kind, word, meant))
        if kind != SynonymKind.TOWARDS:
            found.append((kind, meant, word))
    return Vocabulary(tuple(found), day)


def in_force(rows: QuerySet[Synonym] | QuerySet[Promotion], day: date):  # type: ignore[no-untyped-def]  # of the same kind
    """The rows that hold on the day."""
    return rows.filter(Q(until=None) | Q(until__gte=day), since__lte=day)


def _promoted(row: Promotion, asked: Asked) -> Promoted | None:
    document = StoredDocument.objects.filter(
        source=row.source, key=row.key, is_gone=False, audience__overlap=sorted(asked.audience)
    ).first()
    if document is None:
        return None
    title = marking.marked(document.title, asked.question.words)
    return Promoted(row.source, row.key, title, document.href, row.note)
