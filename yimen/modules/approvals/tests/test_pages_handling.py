"""The list of cases: whose they are, what can be asked of it, and what it costs."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.world import SPOT, World
from yimen.kernel.people.actor import PersonActor
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import Application

from .pages import enter, text

pytestmark = pytest.mark.django_db


def listed(person: PersonActor, query: str = "") -> str:
    response = enter(person).get(reverse("approvals:handled") + query)
    assert response.status_code == 200
    return text(response)


def test_shows_what_a_post_reaches_and_nothing_else(world: World, accepted: Application) -> None:
    assert accepted.number in listed(world.clerk)
    assert accepted.number in listed(world.leader)
    assert accepted.number not in listed(world.outsider)


@pytest.mark.parametrize("name", ["resident", "stranger", "administrator"])
@pytest.mark.parametrize("page", ["handling", "checks", "exclusions", "hand-overs", "results"])
def test_lists_of_officials_are_not_there_for_others(world: World, name: str, page: str) -> None:
    assert enter(getattr(world, name)).get(f"/approvals/{page}/").status_code == 404


def test_drafts_are_not_listed(world: World, draft: Application) -> None:
    assert str(draft.pk) not in listed(world.clerk)


def test_finds_by_number_applicant_and_item(world: World, accepted: Application) -> None:
    for words in (accepted.number, accepted.number[:12], accepted.applicant_name, "道路占用"):
        assert accepted.number in listed(world.clerk, f"?q={words}")
    for words in ("99999999", "没有这个人"):
        assert accepted.number not in listed(world.clerk, f"?q={words}")


def test_filters(world: World, accepted: Application, sealed: Application) -> None:
    for query, shown in (
        ("?state=accepted", [accepted]),
        ("?state=sealed", [sealed]),
        ("?open=1", [accepted]),
        ("?overdue=1", [accepted]),
        ("?outcome=granted", [sealed]),
        ("?on_time=1", [sealed]),
        ("?on_time=0", []),
        ("?instant=1", []),
        ("?channel=web", [accepted, sealed]),
        ("?channel=window", []),
        (f"?item={accepted.item_id}", [accepted, sealed]),
        (f"?window={accepted.window_id}", [accepted, sealed]),
        ("?accepted_from=2026-03-02&accepted_to=2026-03-02", [accepted, sealed]),
        ("?accepted_from=2026-03-03", []),
        ("?concluded_from=2026-03-02&concluded_to=2026-03-02", [sealed]),
        ("?submitted_to=2026-03-01", []),
    ):
        page = listed(world.clerk, query)
        found = [one.number for one in (accepted, sealed) if one.number in page]
        assert (query, found) == (query, [one.number for one in shown])


def test_a_held_case_is_not_overdue(world: World) -> None:
    application = world.in_review()
    facts = {"kind": "expert_review", "reason": "方案复杂", "expected_days": 9}
    actions.open_hold(application, **facts, by=world.examiner, at=timezone.now())
    page = listed(world.clerk, "?held=1")
    assert "计时中止" in page
    assert application.number not in listed(world.clerk, "?overdue=1")


def test_exports_what_it_shows(world: World, accepted: Application) -> None:
    response = enter(world.clerk).get(reverse("approvals:handled") + "?state=accepted&format=csv")
    lines = b"".join(response.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert len(lines) == 2
    assert accepted.number in lines[1]


def test_costs_few_queries_however_long_it_is(
    world: World, accepted: Application, django_assert_max_num_queries: object
) -> None:
    for _number in range(3):
        world.submitted()
    client = enter(world.clerk)
    client.get(reverse("approvals:handled"))
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get(reverse("approvals:handled"))


def test_a_centre_reads_what_it_takes_in(world: World) -> None:
    application = world.submitted(SPOT)
    assert (application.number in listed(world.manager)) is bool(application.centre_path)
