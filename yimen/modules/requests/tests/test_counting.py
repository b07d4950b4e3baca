"""统计: table three and table four of the yearly report, each cell with its requests; the identities hold."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from tests.world import NOON
from yimen.modules.requests import actions, public
from yimen.modules.requests.actions import PartGiven
from yimen.modules.requests.models import InformationRequest

from .stage import Desk, after, fresh

pytestmark = pytest.mark.django_db
BEFORE = datetime.fromisoformat("2025-12-22T10:00:00+08:00")
NEXT = datetime.fromisoformat("2027-01-05T10:00:00+08:00")


def counts(cells: Any) -> dict[tuple[str, str], int]:
    return {key: len(ids) for key, ids in cells.items() if ids}


def identities(desk: Desk, year: int) -> None:
    cells = public.cells_of_requests(desk.org, year)
    assert len(cells) == 25 * 6
    assert set(cells) == {(row, kind) for row in public.ROWS for kind in public.KINDS}
    following = public.cells_of_requests(desk.org, year + 1)
    for kind in public.KINDS:
        sizes = {row: len(cells[row, kind]) for row in public.ROWS}
        assert sizes["1"] + sizes["2"] == sizes["24"] + sizes["25"]
        assert sizes["24"] == sum(sizes[str(row)] for row in range(3, 24))
        assert sorted(following["2", kind]) == sorted(cells["25", kind])


def organisation(request: InformationRequest) -> InformationRequest:
    InformationRequest.objects.filter(pk=request.pk).update(applicant_kind="research_institution")
    return fresh(request)


def test_every_request_is_counted_once_in_its_year(desk: Desk) -> None:
    carried = desk.in_process(at=BEFORE)
    desk.served(carried, at=NOON)
    desk.served(organisation(desk.in_process()), outcome="not_held", facts={"search": "经检索"})
    actions.withdraw_request(desk.received(), by=desk.resident, at=NOON)
    actions.lapse_request_correction(
        desk.correcting(due_on=after(9).date()), by=desk.machine("request sweep"), at=after(20)
    )
    open_one = desk.received()
    desk.submitted()
    desk.draft()
    cells = public.cells_of_requests(desk.org, 2026)
    person, research = "natural_person", "research_institution"
    assert counts(cells) == {
        ("1", person): 3, ("2", person): 1, ("3", person): 1, ("21", person): 1, ("23", person): 1,
        ("24", person): 3, ("25", person): 1,
        ("1", research): 1, ("13", research): 1, ("24", research): 1,
    }  # fmt: skip
    assert cells["25", person] == [open_one.pk]
    assert cells["2", person] == [carried.pk]
    assert counts(public.cells_of_requests(desk.org, 2025)) == {("1", person): 1, ("25", person): 1}
    identities(desk, 2025)
    identities(desk, 2026)


def test_other_bodies_count_for_themselves_or_with_those_above(desk: Desk) -> None:
    desk.received()
    market, city = desk.world.org("market-regulation"), desk.org.parent
    assert counts(public.cells_of_requests(market, 2026)) == {}
    assert counts(public.cells_of_requests(city, 2026)) == {}
    whole = counts(public.cells_of_requests(city, 2026, with_lower=True))
    assert whole == {("1", "natural_person"): 1, ("25", "natural_person"): 1}


def test_an_answer_that_was_undone_counts_once_and_in_table_four(desk: Desk) -> None:
    request = desk.served()
    filed = {"kind": "reconsideration", "authority": "沈阳市人民政府", "filed_on": NOON.date()}
    remedy = actions.open_remedy(request, **filed, by=desk.officer, at=after(1)).remedy
    assert counts(public.cells_of_reviews(desk.org, 2026)) == {
        ("reconsideration", "pending"): 1, ("reconsideration", "total"): 1
    }  # fmt: skip
    actions.conclude_remedy(
        fresh(request),
        remedy=remedy,
        result="corrected",
        concluded_on=after(9).date(),
        by=desk.officer,
        at=after(9),
    )
    actions.reopen_request(fresh(request), reason="决定书", by=desk.officer, at=after(10))
    parts = [PartGiven(1, "not_held", {"search": "经检索"})]
    actions.draft_answer(fresh(request), parts=parts, by=desk.officer, at=NEXT)
    actions.approve_answer(fresh(request), by=desk.leader, at=NEXT)
    assert counts(public.cells_of_requests(desk.org, 2026)) == {
        ("1", "natural_person"): 1, ("3", "natural_person"): 1, ("24", "natural_person"): 1
    }  # fmt: skip
    assert counts(public.cells_of_requests(desk.org, 2027)) == {}
    cells = public.cells_of_reviews(desk.org, 2026)
    assert len(cells) == 15
    assert counts(cells) == {("reconsideration", "corrected"): 1, ("reconsideration", "total"): 1}
    assert cells["reconsideration", "corrected"] == [request.pk]


def test_what_is_not_concluded_by_the_end_of_the_year_is_pending(desk: Desk) -> None:
    request = desk.in_process(at=BEFORE)
    filed = {"kind": "suit_direct", "authority": "沈河区人民法院", "filed_on": date(2025, 12, 30)}
    remedy = actions.open_remedy(request, **filed, by=desk.officer, at=NOON).remedy
    actions.conclude_remedy(
        fresh(request), remedy=remedy, result="upheld", concluded_on=NOON.date(), by=desk.officer, at=NOON
    )
    assert counts(public.cells_of_reviews(desk.org, 2025)) == {
        ("suit_direct", "pending"): 1, ("suit_direct", "total"): 1
    }  # fmt: skip
    assert counts(public.cells_of_reviews(desk.org, 2026)) == {
        ("suit_direct", "upheld"): 1, ("suit_direct", "total"): 1
    }  # fmt: skip
