"""What the cast is answered at the addresses, as tables; and what no answer may be."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from . import openness
from .tables import TABLES, require_equal
from .visits import CAST, NOBODYS, STATES, STRANGERS

Row = tuple[str, str]
Answers = dict[Row, dict[str, int]]


def cases(parameters: tuple[str, ...]) -> tuple[str, ...]:
    """Which examples an address is asked about."""
    if "application_id" in parameters:
        return (*STATES, NOBODYS)
    return ("one", NOBODYS) if any(one.endswith("_id") for one in parameters) else ("one",)


def require_tables(request: pytest.FixtureRequest, name: str, answers: Answers) -> None:
    """One table of open government with its own cast, one of everything else."""
    for of_openness, cast, prefix in ((False, CAST, ""), (True, openness.CAST, "openness_")):
        own = {row: seen for row, seen in answers.items() if openness.is_here(_path(row[0])) == of_openness}
        require_equal(request, TABLES / f"{prefix}{name}.txt", as_table(own, tuple(cast)))


def as_table(answers: Answers, cast: Iterable[str]) -> str:
    """Addresses, each with its examples as rows and the cast as columns; equal rows are told once."""
    lines = ["# " + " ".join(f"{name:>13}" for name in cast)]
    last = ""
    for (where, case), row in answers.items():
        if where != last:
            lines += ["", where]
            last = where
        lines.append(f"  {case:10}" + " ".join(f"{row.get(name, '-'):>13}" for name in cast))
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _path(where: str) -> str:
    return where.split(" ")[-1]


def require_closed(answers: Answers) -> None:
    """Nothing breaks; and to those who have no part in them, cases are as if they were not there."""
    broken = [(row, name) for row, seen in answers.items() for name, status in seen.items() if status >= 500]
    assert broken == []
    for (where, case), seen in answers.items():
        if "{application_id}" in where or "<uuid:application_id>" in where:
            nothing = answers[(where, NOBODYS)]
            assert [
                (where, case, name) for name in STRANGERS if seen.get(name, nothing[name]) != nothing[name]
            ] == []
