"""Circles: what is asked only when it was answered."""

from __future__ import annotations

from collections.abc import Mapping

from .shapes import Term, uses


def circle(terms: Mapping[str, Term]) -> list[str]:
    """Terms whose rules lead back to the first of them, in their order; empty when there is no circle."""
    done: set[str] = set()
    for key in terms:
        if found := _walk(key, terms, [], done):
            return found
    return []


def _walk(key: str, terms: Mapping[str, Term], way: list[str], done: set[str]) -> list[str]:
    if key in way:
        return [*way[way.index(key) :], key]
    if key in done or key not in terms:
        return []
    rule = terms[key].rule
    for other in uses(rule) if rule else ():
        if found := _walk(other, terms, [*way, key], done):
            return found
    done.add(key)
    return []
