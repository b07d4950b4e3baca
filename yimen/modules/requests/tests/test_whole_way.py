"""From the draft to the archive: each state, each letter, each piece of work, in the order of the law."""

from __future__ import annotations

import pytest

from tests.world import NOON
from yimen.modules.requests import actions
from yimen.modules.requests.states import State

from .stage import Desk, after, clocks, codes, fresh, letters, waiting

pytestmark = pytest.mark.django_db


def test_the_whole_way(desk: Desk) -> None:
    request = desk.submitted()
    assert (request.state, request.same_applicant != "") == (State.SUBMITTED, True)
    assert waiting(request) == [("register", "disclosure_officer", "2026-03-02")]

    request = fresh(
        actions.register_request(request, confirmed_on=NOON.date(), by=desk.officer, at=NOON).request
    )
    assert (request.register_number, request.regime) == ("沈城乡建设公开申字〔2026〕1号", "2019")
    assert clocks(request)["statutory"] == (20, "2026-03-30", "running")
    assert waiting(request) == [("handle", "disclosure_officer", "2026-03-30")]

    request = fresh(actions.take_up(request, by=desk.officer, at=NOON).request)
    request = desk.awaiting(request)
    assert waiting(request) == [("approve_answer", "leader", "2026-03-30")]
    request = fresh(actions.approve_answer(request, by=desk.leader, at=after(1)).request)
    assert waiting(request) == [("seal_answer", "seal_keeper", "2026-03-30")]
    request = fresh(actions.seal_answer(request, by=desk.keeper, at=after(1)).request)
    assert waiting(request) == [("serve_answer", "disclosure_officer", "2026-03-30")]
    request = fresh(
        actions.serve_answer(
            request, way="online", served_on=after(2).date(), by=desk.officer, at=after(2)
        ).request
    )
    assert (request.state, request.is_on_time, request.outcome_id) == (State.SERVED, True, "granted")
    assert clocks(request)["statutory"] == (20, "2026-03-30", "stopped")
    request = fresh(
        actions.close_request(request, archive_box="2026-公开-1", by=desk.officer, at=after(3)).request
    )
    assert letters(request) == ["receipt", "answer"]
    assert waiting(request) == []
    assert codes(request) == [
        "requests.request.drafted",
        "requests.request.submitted",
        "requests.request.registered",
        "requests.request.taken-up",
        "requests.answer.drafted",
        "requests.answer.approved",
        "documents.document.sealed",
        "requests.answer.sealed",
        "requests.answer.served",
        "requests.request.closed",
    ]
