"""补录: when it happened and when it was recorded stay apart; the window of the running shift is the default."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.trials import post, refused
from tests.world import NOON, World
from yimen.kernel.audit.models import Entry
from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.approvals import actions
from yimen.modules.approvals.late import entered_late
from yimen.modules.approvals.models import Application
from yimen.modules.approvals.story import story
from yimen.modules.hall import actions as hall

from .pages import opened, sent, text

pytestmark = pytest.mark.django_db
TEN, ELEVEN = NOON + timedelta(hours=22), NOON + timedelta(hours=23)


@pytest.fixture
def submitted(world: World) -> Application:
    return world.submitted()


def facts(world: World, **more: Any) -> dict[str, Any]:
    return {"window": world.window(), "by": world.clerk, **more}


def test_pain_21_what_happened_and_what_was_recorded_stay_apart(world: World, submitted: Application) -> None:
    entered_late(actions.accept)(submitted, **facts(world, occurred_at=TEN, at=ELEVEN))
    entry = Entry.objects.get(chain=submitted.pk, code="approvals.application.accepted")
    assert entry.happened_at == TEN
    assert entry.recorded_at > entry.happened_at + timedelta(days=1)
    assert world.fresh(submitted).accepted_on == TEN.date()
    told = next(one for one in story(submitted, for_staff=True) if "受理了申请" in str(one.text))
    assert str(told.note).startswith("补录于 ")


def test_pain_21_a_moment_that_cannot_have_been_is_refused(world: World, submitted: Application) -> None:
    with pytest.raises(RuleBroken, match="不能晚于现在"):
        entered_late(actions.accept)(submitted, **facts(world, occurred_at=ELEVEN, at=TEN))
    with pytest.raises(RuleBroken, match="不能早于上一步"):
        entered_late(actions.accept)(submitted, **facts(world, occurred_at=NOON - timedelta(days=1), at=TEN))
    assert world.fresh(submitted).state == "submitted"


def test_without_a_stated_moment_it_is_now(world: World, submitted: Application) -> None:
    entered_late(actions.accept)(submitted, **facts(world, occurred_at=None, at=TEN))
    assert Entry.objects.get(chain=submitted.pk, code="approvals.application.accepted").happened_at == TEN


def test_page_and_endpoint_take_the_moment(world: World, submitted: Application) -> None:
    assert "实际办理时间" in opened(world.clerk, "acceptance", submitted)
    future = timezone.localtime(timezone.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    wrong = sent(world.clerk, "acceptance", submitted, window=world.window().pk, occurred_at=future)
    assert "不能晚于现在" in text(wrong)
    stated = (NOON + timedelta(days=1)).isoformat()
    body = {"window": str(world.window().pk), "occurred_at": stated}
    assert post(world.clerk, submitted, "acceptance", **body).status_code == 201
    entry = Entry.objects.get(chain=submitted.pk, code="approvals.application.accepted")
    assert entry.happened_at == NOON + timedelta(days=1)


def test_the_window_of_the_running_shift_is_the_default(world: World, submitted: Application) -> None:
    now = timezone.now()
    other = world.window("A02")
    hall.plan_shift(
        other,
        person=world.clerk.person,
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(hours=1),
        by=world.manager,
        at=now,
    )
    page = opened(world.clerk, "acceptance", submitted)
    assert f'value="{other.pk}" selected' in page
    assert post(world.clerk, submitted, "acceptance").status_code == 201
    assert world.fresh(submitted).window_id == other.pk


def test_a_refusal_leaves_nothing(world: World, submitted: Application) -> None:
    with refused(RuleBroken, submitted):
        actions.accept_with_tolerance(submitted, promise="", days=1, **facts(world, at=TEN))
