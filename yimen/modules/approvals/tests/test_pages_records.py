"""The pages of record corrections: one person proposes, another confirms."""

from __future__ import annotations

import pytest

from tests.trials import standing
from tests.world import World
from yimen.modules.approvals.models import Application

from .pages import address, enter, opened, sent, text

pytestmark = pytest.mark.django_db

PROPOSED = {"field": "subject", "new_value": "占用青年大街", "reason": "录入有误，与申请表不符"}


def test_two_persons_put_a_value_right(world: World, accepted: Application) -> None:
    assert "申请内容：示例申请" in opened(world.steward, "record-correction", accepted)
    assert sent(world.steward, "record-correction", accepted, **PROPOSED).status_code == 302
    assert world.fresh(accepted).subject == "示例申请"
    before = standing(accepted)
    own = sent(world.steward, "record-correction-confirmation", accepted, field="subject")
    assert "提出更正的人不能自己确认。" in text(own)
    assert standing(accepted) == before
    page = opened(world.manager, "record-correction-confirmation", accepted)
    assert "申请内容：由“示例申请”改为“占用青年大街”" in page
    assert sent(world.manager, "record-correction-confirmation", accepted, field="subject").status_code == 302
    assert world.fresh(accepted).subject == "占用青年大街"
    assert "没有等待确认的更正。" in opened(world.manager, "record-correction-confirmation", accepted)


def test_the_same_proposal_twice_stands_once(world: World, accepted: Application) -> None:
    sent(world.steward, "record-correction", accepted, **PROPOSED)
    before = standing(accepted)
    again = sent(world.steward, "record-correction", accepted, **PROPOSED)
    assert "这一栏已有等待确认的更正。" in text(again)
    assert standing(accepted) == before


def test_does_not_exist_for_others(world: World, accepted: Application) -> None:
    before = standing(accepted)
    for name in ("resident", "stranger", "clerk", "leader", "outsider"):
        for page in ("record-correction", "record-correction-confirmation"):
            client, there = enter(getattr(world, name)), address(page, accepted)
            assert (name, page, client.get(there).status_code) == (name, page, 404)
            assert (name, page, client.post(there, PROPOSED).status_code) == (name, page, 404)
    assert standing(accepted) == before
