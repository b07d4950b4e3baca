"""Law of sight: every page with everybody of the cast is answered as the committed table says."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse
from django.urls import reverse

from yimen.kernel.base.actor import Public
from yimen.kernel.web import menu
from yimen.project import urls

from .addresses import pages
from .answers import Answers, cases, require_closed, require_tables
from .visits import LOGINS, NOBODYS, STATES, Things, Visitors, address, askers


def visit_pages(things: Things) -> Answers:
    visitors, answers = Visitors(things.world), {}
    for page in pages():
        for case in cases(page.parameters):
            where = address(page.pattern, things.values(page.name, page.parameters, case, page.pattern))
            answers[(page.pattern, case)] = {
                name: visitors.get(name, where).status_code for name in askers(page.pattern, case)
            }
    return answers


def test_pages_answer_as_the_committed_table_says(
    db: None, things: Things, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    # what a 404 says is looked at below; here it would be written thousands of times
    monkeypatch.setattr(urls, "handler404", lambda _request, exception: HttpResponse(status=404))
    answers = visit_pages(things)
    require_closed(answers)
    closed = {page.pattern for page in pages() if not page.is_public}
    opened = [
        row for row, seen in answers.items() if row[0] in closed and seen.get("public", 302) not in (302, 405)
    ]
    assert [(row, answers[row].get("public")) for row in opened] == []
    require_tables(request, "addresses", answers)


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
