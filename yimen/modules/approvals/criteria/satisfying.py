"""Whether a criterion can ever hold: some answers exist, each lawful for its question, for which it does.

A question with a rule is asked only when the rule holds, so what is said about its answer says something about the
rule as well. The search goes through the ways in which the parts can be true and narrows what each term may be.
"""

from __future__ import annotations

from collections.abc import Mapping

from .domains import Domain, domain_of
from .shapes import All, AnyOf, Compare, Criterion, Kind, Not, Operator, Term

MOST_STEPS = 20_000
Wanted = tuple[Criterion, bool]


class TooComplicated(ValueError):  # noqa: N818 - what is said of the data
    """The search would take too long: nobody would understand such a criterion either."""


def can_hold(criterion: Criterion, terms: Mapping[str, Term]) -> bool:
    """Raises TooComplicated when there are too many ways to try."""
    return _Search(terms).goes(((criterion, True),), {})


class _Search:
    def __init__(self, terms: Mapping[str, Term]) -> None:
        self.terms = terms
        self.steps = 0

    def goes(self, wanted: tuple[Wanted, ...], known: Mapping[str, Domain]) -> bool:
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise TooComplicated
        if not wanted:
            return True
        (criterion, truth), rest = wanted[0], wanted[1:]
        if isinstance(criterion, Compare):
            return self._compared(criterion, truth, rest, known)
        if isinstance(criterion, Not):
            return self.goes(((criterion.part, not truth), *rest), known)
        parts = tuple((one, truth) for one in criterion.parts)
        if isinstance(criterion, All) == truth:
            return self.goes((*parts, *rest), known)
        return any(self.goes((one, *rest), known) for one in parts)

    def _compared(
        self, one: Compare, truth: bool, rest: tuple[Wanted, ...], known: Mapping[str, Domain]
    ) -> bool:
        term = self.terms[one.of]
        if term.kind == Kind.CHOICES and len(one.values) > 1:
            return self.goes(((_each(one), truth), *rest), known)
        domain = known.get(one.of) or domain_of(term)
        if term.rule is None:
            return self._narrowed(domain.narrow(one, truth), rest, known)
        for is_asked in (True, False):
            if domain.is_asked in (None, is_asked):
                wanted: tuple[Wanted, ...] = ((term.rule, is_asked), *rest)
                if self._narrowed(domain.asked(is_asked).narrow(one, truth), wanted, known):
                    return True
        return False

    def _narrowed(self, domain: Domain, wanted: tuple[Wanted, ...], known: Mapping[str, Domain]) -> bool:
        return domain.is_possible and self.goes(wanted, {**known, domain.term.key: domain})


def _each(one: Compare) -> AnyOf:
    """Several options of a question that takes several: any of them was chosen."""
    return AnyOf(tuple(Compare(one.of, Operator.EQUALS, (value,)) for value in one.values))
