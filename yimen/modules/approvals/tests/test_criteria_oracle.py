"""适用条件 against a slow oracle: all answers that can lawfully be given are tried, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from yimen.modules.approvals.criteria import Kind, Term, as_data, can_hold, criterion_from, holds

LETTERS = ("x", "y", "z")
LOWEST, HIGHEST = -1, 4


def comparison(key: str, kind: Kind, options: tuple[str, ...]) -> st.SearchStrategy[dict[str, Any]]:
    if kind == Kind.NUMBER:
        number = st.integers(LOWEST - 1, HIGHEST + 1)
        single = st.builds(
            lambda how, value: {"of": key, how: value},
            st.sampled_from(["equals", "at_least", "at_most"]),
            number,
        )
        return single | st.builds(lambda a, b: {"of": key, "between": [a, b]}, number, number)
    if kind == Kind.FLAG:
        return st.builds(lambda value: {"of": key, "equals": value}, st.booleans())
    one = st.builds(lambda value: {"of": key, "equals": value}, st.sampled_from(options))
    several = st.lists(st.sampled_from(options), min_size=1, max_size=3, unique=True)
    return one | st.builds(lambda values: {"of": key, "in": values}, several)


def criteria(terms: list[Term]) -> st.SearchStrategy[dict[str, Any]]:
    leaves = st.one_of([comparison(one.key, one.kind, one.known) for one in terms])
    joined = lambda inner: st.one_of(  # noqa: E731
        st.builds(lambda parts: {"all": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: {"any": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda part: {"not": part}, inner),
    )
    return st.recursive(leaves, joined, max_leaves=6)


@st.composite
def questionnaires(draw: st.DrawFn) -> dict[str, Term]:
    """A few questions; each may be asked only when a rule over earlier ones holds."""
    terms: list[Term] = []
    kinds = draw(
        st.lists(st.sampled_from([Kind.CHOICE, Kind.CHOICES, Kind.NUMBER, Kind.FLAG]), min_size=1, max_size=3)
    )
    for number, kind in enumerate(kinds):
        rule = draw(st.none() | criteria(terms)) if terms else None
        known = {one.key: one for one in terms}
        options = tuple((letter, letter) for letter in LETTERS[: draw(st.integers(1, 3))])
        terms.append(
            Term(
                f"q{number}",
                kind,
                f"Q{number}",
                options if kind in (Kind.CHOICE, Kind.CHOICES) else (),
                least=Decimal(LOWEST),
                most=Decimal(HIGHEST),
                is_whole=True,
                is_required=draw(st.booleans()),
                rule=criterion_from(rule, known) if rule else None,
            )
        )
    return {one.key: one for one in terms}


def lawful(terms: list[Term], values: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every way in which the questions can be answered."""
    if not terms:
        yield values
        return
    first, rest = terms[0], terms[1:]
    if first.rule is not None and not plainly(as_data(first.rule), values):
        yield from lawful(rest, {**values, first.key: None})
        return
    for value in chain(() if first.is_required else (None,), possible(first)):
        yield from lawful(rest, {**values, first.key: value})


def possible(term: Term) -> Iterator[Any]:
    if term.kind == Kind.NUMBER:
        yield from range(LOWEST, HIGHEST + 1)
    elif term.kind == Kind.FLAG:
        yield from (True, False)
    elif term.kind == Kind.CHOICE:
        yield from term.known
    else:
        for count in range(1, len(term.known) + 1):
            yield from combinations(term.known, count)


def plainly(data: dict[str, Any], values: dict[str, Any]) -> bool:
    """The meaning of a criterion, said once more in the plainest way."""
    if "all" in data:
        return all(plainly(one, values) for one in data["all"])
    if "any" in data:
        return any(plainly(one, values) for one in data["any"])
    if "not" in data:
        return not plainly(data["not"], values)
    value = values[data["of"]]
    ((how, wanted),) = [(key, one) for key, one in data.items() if key != "of"]
    if value is None:
        return False
    if isinstance(value, tuple):
        return any(one in value for one in (wanted if how == "in" else [wanted]))
    return {
        "equals": lambda: value == wanted and isinstance(value, bool) == isinstance(wanted, bool),
        "in": lambda: value in wanted,
        "at_least": lambda: value >= wanted,
        "at_most": lambda: value <= wanted,
        "between": lambda: wanted[0] <= value <= wanted[1],
    }[how]()


@st.composite
def asked(draw: st.DrawFn) -> tuple[dict[str, Term], dict[str, Any]]:
    terms = draw(questionnaires())
    return terms, draw(criteria(list(terms.values())))


@settings(max_examples=400, deadline=None)
@given(asked())
def test_can_be_met_exactly_when_some_answers_meet_it(
    question: tuple[dict[str, Term], dict[str, Any]],
) -> None:
    terms, data = question
    found = any(plainly(data, values) for values in lawful(list(terms.values()), {}))
    assert can_hold(criterion_from(data, terms), terms) is found


@settings(max_examples=300, deadline=None)
@given(asked(), st.data())
def test_holds_as_the_plain_meaning_says(
    question: tuple[dict[str, Term], dict[str, Any]], data: st.DataObject
) -> None:
    terms, said = question
    ways = list(lawful(list(terms.values()), {}))
    if not ways:
        return
    values = data.draw(st.sampled_from(ways))
    exact = {key: Decimal(one) if type(one) is int else one for key, one in values.items()}
    criterion = criterion_from(said, terms)
    assert holds(criterion, exact, settled=True) is plainly(said, values)
    known = {key: one for key, one in exact.items() if data.draw(st.booleans())}
    assert holds(criterion, known) in (None, plainly(said, values))
