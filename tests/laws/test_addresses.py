"""Law of sight: every address with everybody of the cast is answered as the committed table says."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator

import pytest
from django.db import transaction
from django.urls import reverse
from pytest_django.plugin import DjangoDbBlocker

from tests.world import World
from yimen.kernel.base.actor import Public
from yimen.kernel.web import menu

from . import openness
from .addresses import operations, pages
from .tables import TABLES, require_equal
from .visits import CAST, LOGINS, NOBODYS, STATES, STRANGERS, Things, Visitors, address, askers

Row = tuple[str, str]
Answers = dict[Row, dict[str, int]]


@pytest.fixture(scope="module")
def things(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Things]:
    """One stage for all tests of the file; thousands of answers are refusals, which need no line each."""
    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
        yield Things(World())
        transaction.set_rollback(True)
        around.__exit__(None, None, None)
    logging.getLogger("django.request").setLevel(logging.NOTSET)


def cases(parameters: tuple[str, ...]) -> tuple[str, ...]:
    """Which examples an address is asked about."""
    if "application_id" in parameters:
        return (*STATES, NOBODYS)
    return ("one", NOBODYS) if any(one.endswith("_id") for one in parameters) else ("one",)


def visit_pages(things: Things) -> Answers:
    visitors, answers = Visitors(things.world), {}
    for page in pages():
        for case in cases(page.parameters):
            where = address(page.pattern, things.values(page.name, page.parameters, case, page.pattern))
            answers[(page.pattern, case)] = {
                name: visitors.get(name, where).status_code for name in askers(page.pattern, case)
            }
    return answers


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


def require_tables(request: pytest.FixtureRequest, name: str, answers: Answers) -> None:
    """One table of open government with its own cast, one of everything else."""
    for of_openness, cast, prefix in ((False, CAST, ""), (True, openness.CAST, "openness_")):
        own = {row: seen for row, seen in answers.items() if openness.is_here(_path(row[0])) == of_openness}
        require_equal(request, TABLES / f"{prefix}{name}.txt", as_table(own, tuple(cast)))


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


def test_pages_answer_as_the_committed_table_says(
    db: None, things: Things, request: pytest.FixtureRequest
) -> None:
    answers = visit_pages(things)
    require_closed(answers)
    closed = {page.pattern for page in pages() if not page.is_public}
    opened = [
        row for row, seen in answers.items() if row[0] in closed and seen.get("public", 302) not in (302, 405)
    ]
    assert [(row, answers[row].get("public")) for row in opened] == []
    require_tables(request, "addresses", answers)


def test_operations_answer_as_the_committed_table_says(
    db: None, things: Things, request: pytest.FixtureRequest
) -> None:
    answers = call_operations(things)
    require_closed(answers)
    closed = {f"{one.method} {one.path}" for one in operations() if not one.is_public}
    opened = [row for row, seen in answers.items() if row[0] in closed and seen.get("public", 401) != 401]
    assert [(row, answers[row].get("public")) for row in opened] == []
    require_tables(request, "operations", answers)


def test_what_the_menu_does_not_show_is_not_there(db: None, things: Things) -> None:
    """Who is shown no way to a closed page finds none by typing its address either."""
    visitors, closed = Visitors(things.world), {page.name for page in pages() if not page.is_public}
    entries = [one for one in menu.entries() if one.url in closed]
    found = []
    for login in sorted(LOGINS):
        actor = things.world.actor(login) if login else Public()
        shown = {one.url for one in entries if one.shows(actor)}
        for url in sorted({one.url for one in entries} - shown):
            if visitors.look(login, reverse(url)).status_code not in (302, 404):
                found.append((login, url))
    assert found == []


def test_what_one_may_not_see_looks_like_what_is_not_there(db: None, things: Things) -> None:
    """Word for word, but for the address and what differs at every request."""
    visitors = Visitors(things.world)
    for name in ("approvals:application", "approvals:acceptance", "approvals:material-file"):
        page = next(one for one in pages() if one.name == name)
        said = set()
        for case in (*STATES, NOBODYS):
            where = address(page.pattern, things.values(name, page.parameters, case, page.pattern))
            answer = visitors.get("stranger", where)
            assert answer.status_code == 404
            text = answer.content.decode().replace(where, "")
            said.add(re.sub(r'nonce="[^"]*"|value="[^"]*"|[0-9a-f-]{36}', "", text))
        assert len(said) == 1
