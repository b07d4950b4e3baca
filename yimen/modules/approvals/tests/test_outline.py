"""办理要求: what follows from a situation is found by one function, kept at submission, and holds from then on."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.world import NOON, World
from yimen.kernel.cases.models import ClockKind
from yimen.modules.approvals import actions
from yimen.modules.approvals.known import Known
from yimen.modules.approvals.outline import outline

from .pages import opened, text

pytestmark = pytest.mark.django_db
GREEN = "green-land-occupation"
SMALL, LARGE = 99.9, 100


def days(world: World, area: float | None) -> tuple[int, list[str]]:
    form = {} if area is None else {"area": area}
    found = outline(world.version(GREEN), Known({}, form=form))
    return found.promised_days, [one.key for one in found.procedures]


def test_limit_and_steps_follow_the_answers(world: World) -> None:
    assert days(world, None) == (8, [])
    assert days(world, SMALL) == (4, [])
    assert days(world, LARGE) == (8, ["site-inspection"])


def test_what_depends_on_an_answer_is_told_as_open(world: World) -> None:
    found = outline(world.version(), Known({}))
    listed = [one.key for one in (*found.materials, *found.open_materials)]
    assert len(found.open_materials) > 0
    assert sorted(listed) == sorted(one.key for one in world.version().body.materials)


def test_guide_and_api_say_the_same(world: World) -> None:
    body = {"answers": {}, "form": {"area": SMALL}}
    there = f"/api/v1/approvals/items/{GREEN}/outline"
    answer = Client().post(there, body, content_type="application/json").json()
    assert (answer["promised_days"], answer["procedures"]) == (4, [])
    page = text(Client().get(f"/approvals/guide/{GREEN}/?form.area={SMALL}"))
    assert "受理后4个工作日内办结" in page
    assert "现场勘验" in text(Client().get(f"/approvals/guide/{GREEN}/?form.area={LARGE}"))


@pytest.mark.parametrize(("area", "limit"), [(SMALL, 4), (LARGE, 8)])
def test_is_kept_at_submission_and_the_clock_runs_by_it(world: World, area: float, limit: int) -> None:
    draft = world.draft(GREEN)
    actions.fill_form(draft, answers={**draft.form, "area": area}, by=world.resident, at=NOON)
    submitted = actions.submit(world.fresh(draft), by=world.resident, at=NOON).application
    kept: dict[str, Any] = world.fresh(submitted).outline
    assert (kept["promised_days"], kept["variant"]) == (limit, "small" if limit == 4 else "")
    accepted = actions.accept(submitted, window=None, by=world.reception, at=NOON).application
    assert accepted.own_case.clocks.get(kind=ClockKind.PROMISED).budget == limit
    page = opened(world.resident, "application", accepted)
    assert ("占用不足100平方米（示例）" in page) is (limit == 4)


def test_a_question_is_asked_once_whatever_its_key(world: World) -> None:
    page = text(Client().get(f"/approvals/guide/{GREEN}/"))
    assert page.count('<legend class="field-label">申请人是个人还是单位？') == 1
