"""Law of sight: every operation of the API with everybody of the cast is answered as the committed table says."""

from __future__ import annotations

import re

import pytest

from .addresses import operations
from .answers import Answers, cases, require_closed, require_tables
from .visits import NOBODYS, Things, Visitors, address, askers


def call_operations(things: Things) -> Answers:
    """Reading about every example; the acts, with an empty body, about what was submitted and what is not there."""
    visitors, answers = Visitors(things.world), {}
    for one in operations():
        parameters = tuple(re.findall(r"{(\w+)}", one.path))
        asked = cases(parameters)
        if one.method != "GET":
            asked = tuple(case for case in asked if case in ("one", "submitted", NOBODYS))
        for case in asked:
            where = address(one.path, things.values(one.name, parameters, case, one.path))
            answers[(f"{one.method} {one.path}", case)] = {
                name: (
                    visitors.get(name, where)
                    if one.method == "GET"
                    else visitors.send(name, one.method, where)
                ).status_code
                for name in askers(one.path, case)
            }
    return answers


def test_operations_answer_as_the_committed_table_says(
    db: None, things: Things, request: pytest.FixtureRequest
) -> None:
    answers = call_operations(things)
    require_closed(answers)
    closed = {f"{one.method} {one.path}" for one in operations() if not one.is_public}
    opened = [row for row, seen in answers.items() if row[0] in closed and seen.get("public", 401) != 401]
    assert [(row, answers[row].get("public")) for row in opened] == []
    require_tables(request, "operations", answers)
