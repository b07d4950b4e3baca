"""The engine: a question put to the index; exact in what is found, counted whole, the best first.

What is found comes in tiers: what bears the number that was asked for; what has every run in its title; the rest.
Within a tier the score of the text is multiplied with what the document weighs (index.prior).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import tantivy
from tantivy import Occur, Query

from .asking import Asked, Run
from .frequent import Frequent
from .index import LIMITED, schema
from .sound import may_be_pinyin, readings

FARTHEST = 500
"""So many places can be paged through; whoever looks farther is asked to narrow the question."""
MOST_VALUES = 5000
MOST_NUMBERS = 200
BY_WORD = 0.2
BY_SOUND = 0.5
SCHEMA = schema()
COUNTING = ThreadPoolExecutor(3, thread_name_prefix="search-counts")
"""As many as requests a process answers at once: nobody's counts wait for another's."""


@dataclass(frozen=True)
class Found:
    """What an index answers: how many in all, the rows of the best, their families, and the counts of the facets."""

    total: int = 0
    rows: tuple[int, ...] = ()
    families: tuple[int, ...] = ()
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


class Engine:
    """检索引擎 — one state of one index."""

    def __init__(self, searcher: tantivy.Searcher, frequent: Frequent) -> None:
        self._searcher = searcher
        self._frequent = frequent

    def find(self, asked: Asked, *, limit: int, any_run: bool = False) -> Found:
        """The best ``limit`` documents of all that contain every run (or any run, when told so).

        All is counted on one core while another looks for the best: a word that stands everywhere takes as long
        for the one as for the other, and neither holds Python's lock.
        """
        matching = self._any(asked) if any_run else self._all(asked)
        everything = self._within(matching, asked)
        counting = COUNTING.submit(self._counts, everything)
        tiers = [everything] if any_run else self._tiers(everything, asked)
        places = self._best(tiers, asked, min(limit, FARTHEST)) if limit else []
        counts = counting.result()
        total = sum(counts.get("source", {}).values())
        return Found(total, self._column("row", places), self._column("family", places), counts)

    def titles(self, asked: Asked, *, limit: int) -> tuple[int, ...]:
        """Rows of the best titles that contain every run, also by sound: for suggestions."""
        if not asked.question:
            return ()
        named = self._within(self._in_titles(asked), asked)
        found = self._searcher.search(named, limit=limit, count=False, weight_by_field="prior")
        return self._column("row", [place for _score, place in found.hits])

    def sounding_like(self, syllables: list[str], asked: Asked, *, limit: int) -> tuple[int, ...]:
        """Rows whose titles sound like this somewhere, the weightiest first: for homophones."""
        like = self._within(_phrase("sound", syllables), asked)
        found = self._searcher.search(like, limit=limit, count=False, weight_by_field="prior")
        return self._column("row", [place for _score, place in found.hits])

    # --- what matches

    def _all(self, asked: Asked) -> Query:
        """Every run, or the number that was asked for."""
        runs = asked.question.runs
        if not runs:
            return Query.all_query()
        texts = [self._run(run, "text") for run in runs]
        numbers = self._numbers(asked)
        together = texts[0] if len(texts) == 1 else _must(*texts)
        return _either([together, numbers]) if numbers is not None else together

    def _any(self, asked: Asked) -> Query:
        """Some of the runs; of a single one at least half of its pairs of characters."""
        runs = asked.question.runs
        if len(runs) > 1:
            return _either([self._run(run, "text") for run in runs])
        parts = [self._contains("text", piece) for run in runs for piece in pieces(run.text)]
        if not parts:
            return Query.empty_query()
        return Query.boolean_query(
            [(Occur.Should, one) for one in parts], minimum_number_should_match=enough_of(parts)
        )

    def _in_titles(self, asked: Asked) -> Query:
        """Every run in the title; a title that is the question itself comes first."""
        runs = asked.question.runs
        named = [(Occur.Must, self._run(run, "title")) for run in runs]
        whole = [
            Query.boost_query(Query.const_score_query(_term("title_whole", word), 1.0), 40.0)
            for word in _whole(runs)
        ]
        return Query.boolean_query([*named, *((Occur.Should, one) for one in whole)])

    def _run(self, run: Run, where: str) -> Query:
        """A run as it is, by its other words, and in titles by its sound."""
        ways = [self._contains(where, run.text)]
        ways += [Query.boost_query(self._contains(where, other), BY_WORD) for other in run.others]
        if not run.is_exact and may_be_pinyin(run.text):
            ways += [Query.boost_query(one, BY_SOUND) for one in _sounding(run.text)]
        return _either(ways)

    def _contains(self, where: str, run: str) -> Query:
        """The folded text contains this run: exactly, whatever is the fastest way."""
        before = "" if where == "text" else f"{where}_"
        if len(run) == 1:
            return _term(f"{before}chars", run)
        if run in self._frequent:
            return _term(f"{before}frequent", run)
        if len(run) == 2:
            return _term(where, run, "position")
        return self._covered(where, run)

    def _covered(self, where: str, run: str) -> Query:
        """A phrase of so many pairs as cover every character, the rarest first: they decide how long it takes."""
        places = range(len(run) - 1)
        spread = {place: self._searcher.doc_freq(where, run[place : place + 2]) for place in places}
        if not min(spread.values()):
            return Query.empty_query()
        bare, taken = set(range(len(run))), set()
        for place in sorted(places, key=lambda one: spread[one]):
            if bare & {place, place + 1}:
                taken.add(place)
                bare -= {place, place + 1}
            if not bare:
                break
        return Query.phrase_query(SCHEMA, where, [(place, run[place : place + 2]) for place in sorted(taken)])

    def _numbers(self, asked: Asked) -> Query | None:
        """The documents that bear an asked number, the exact one first; None when there are none."""
        question = asked.question
        exact = [one for one in question.identifiers if self._searcher.doc_freq("identifier", one)]
        ways = [
            Query.const_score_query(_term("identifier", one), float(1000 // (1 + index)))
            for index, one in enumerate(exact)
        ]
        if question.beginning:
            begun = self._searcher.terms_with_prefix("identifier", question.beginning, limit=MOST_NUMBERS)
            if begun:
                terms = [term for term, _count in begun]
                ways.append(Query.const_score_query(Query.term_set_query(SCHEMA, "identifier", terms), 10.0))
        return _either(ways) if ways else None

    # --- who may, and what was chosen

    def _within(self, matching: Query, asked: Asked) -> Query:
        """Narrowed to what this reader may find, and to the chosen values."""
        clauses = [(Occur.Must, matching)]
        limited = _term("allowed", LIMITED)
        own = sorted(asked.audience - {LIMITED})
        if own:
            mine = Query.term_set_query(SCHEMA, "allowed", own)
            limited = Query.boolean_query([(Occur.Must, limited), (Occur.MustNot, mine)])
        clauses.append((Occur.MustNot, limited))
        chosen = dict(asked.chosen) | ({"source": tuple(asked.sources)} if asked.sources else {})
        for code, values in chosen.items():
            terms = Query.term_set_query(SCHEMA, "facet", [f"{code}={value}" for value in values])
            clauses.append((Occur.Must, Query.const_score_query(terms, 0.0)))
        if asked.entered:
            first, end = asked.entered
            newer = Query.range_query(
                SCHEMA, "entered", tantivy.FieldType.Integer, first, end, include_upper=False
            )
            clauses.append((Occur.Must, Query.const_score_query(newer, 0.0)))
        return Query.boolean_query(clauses)

    # --- order, pages, counts

    def _tiers(self, everything: Query, asked: Asked) -> list[Query]:
        if asked.by_date or asked.by_entry or not asked.question:
            return [everything]
        numbers = self._numbers(asked)
        tiers = [*([numbers] if numbers is not None else []), self._in_titles(asked)]
        narrowed: list[Query] = []
        for index, tier in enumerate(tiers):
            narrowed.append(_without(self._within(tier, asked), tiers[:index]))
        return [*narrowed, _without(everything, tiers)]

    def _best(self, tiers: list[Query], asked: Asked, limit: int) -> list[tantivy.DocAddress]:
        """The best places over all tiers; a later one is only asked for what the earlier ones do not fill."""
        order = _order(asked)
        places: list[tantivy.DocAddress] = []
        for tier in tiers:
            wanted = limit - len(places)
            if wanted <= 0:
                break
            found = self._searcher.search(tier, limit=wanted, count=False, **order)  # type: ignore[arg-type]
            places += [place for _score, place in found.hits]
        return places

    def _counts(self, everything: Query) -> dict[str, dict[str, int]]:
        """How many documents have each value of each facet; every document has one source, so these add up to all."""
        asked = {"facet": {"terms": {"field": "facet", "size": MOST_VALUES}}}
        counts: dict[str, dict[str, int]] = {}
        for bucket in self._searcher.aggregate(everything, asked)["facet"]["buckets"]:
            code, _equals, value = bucket["key"].partition("=")
            counts.setdefault(code, {})[value] = bucket["doc_count"]
        return counts

    def _column(self, name: str, places: list[tantivy.DocAddress]) -> tuple[int, ...]:
        values = self._searcher.fast_field_values(name, places)
        return tuple(int(one) for one in values if one is not None)


def _order(asked: Asked) -> dict[str, str]:
    """By which column the best are chosen."""
    if asked.by_entry:
        return {"order_by_field": "entered"}
    by_day = asked.by_date or not asked.question
    return {"order_by_field": "day"} if by_day else {"weight_by_field": "prior"}


def _term(field: str, value: str, kept: str = "basic") -> Query:
    return Query.term_query(SCHEMA, field, value, index_option=kept)


def _phrase(field: str, words: list[str]) -> Query:
    if not words:
        return Query.empty_query()
    return (
        _term(field, words[0], "position")
        if len(words) == 1
        else Query.phrase_query(SCHEMA, field, list(words))
    )


def _must(*queries: Query) -> Query:
    return Query.boolean_query([(Occur.Must, one) for one in queries])


def _either(queries: list[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.disjunction_max_query(queries)


def _without(query: Query, others: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, query), *((Occur.MustNot, one) for one in others)])


def _sounding(run: str) -> list[Query]:
    """Typed letters as the sound of a title, or as its initials."""
    ways = [_phrase("sound", list(one)) for one in readings(run)]
    letters = [run[place : place + 2] for place in range(len(run) - 1)]
    return [*ways, _phrase("initials", letters)]


def _whole(runs: tuple[Run, ...]) -> list[str]:
    """The titles that would be the question itself."""
    return ["".join(run.text for run in runs), "·".join(run.text for run in runs)][
        : 1 if len(runs) == 1 else 2
    ]


def pieces(run: str) -> list[str]:
    """The pairs of characters of a run that nothing contains whole; a pair has no parts, letters mean nothing in pairs."""
    if len(run) < 3 or run.isascii():
        return []
    return list(dict.fromkeys(run[place : place + 2] for place in range(len(run) - 1)))


def enough_of(parts: Sequence[object]) -> int:
    """Half of them, and at least one."""
    return max((len(parts) + 1) // 2, 1)


def by_any_word(asked: Asked) -> Asked:
    """The same question, asked for any of its runs: numbers play no part."""
    question = replace(asked.question, identifiers=(), beginning="")
    return replace(asked, question=question)
