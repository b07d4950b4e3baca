"""法制审核意见: once in a round of review; without it, or against it, nothing is published."""

from __future__ import annotations

from datetime import date

import pytest

from tests.trials import only, refused
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import ItemVersion

pytestmark = pytest.mark.django_db

AGREED = {"stance": "agree", "text": "依据现行有效"}
PUBLISHED = {"instrument_no": "示例〔2026〕2号"}


@pytest.fixture
def version(world: World) -> ItemVersion:
    draft = world.copied(date(2026, 6, 1))
    actions.submit_version_for_review(draft, by=world.head, at=NOON)
    return draft


def test_is_kept_with_the_round(world: World, version: ItemVersion) -> None:
    done = actions.give_legal_opinion(version, **AGREED, by=world.lawyer, at=NOON)
    assert (
        recorded(done)
        == "示例·法正 对 城市道路占用、挖掘许可 第2版 的设定依据提出法制审核意见：同意。依据现行有效"
    )
    opinion = version.opinions.get()
    assert (opinion.kind, opinion.stance, opinion.review_round) == ("legal", "agree", 1)
    assert (opinion.given_by, opinion.given_at) == (f"person:{world.lawyer.id}", NOON)


def test_nothing_is_published_against_it(world: World, version: ItemVersion) -> None:
    with refused(RuleBroken, version, "还没有法制审核意见，不能公布。"):
        actions.publish_version(version, **PUBLISHED, by=world.approver, at=NOON)
    against = {"stance": "disagree", "text": "依据已经失效"}
    actions.give_legal_opinion(version, **against, by=world.lawyer, at=NOON)
    with refused(RuleBroken, version, "法制审核意见不同意，请退回修改。"):
        actions.publish_version(version, **PUBLISHED, by=world.approver, at=NOON)


def test_a_disagreement_has_its_reason(world: World, version: ItemVersion) -> None:
    with refused(RuleBroken, version, "不同意的，请写明理由。", ["text"]):
        actions.give_legal_opinion(version, stance="disagree", text=" ", by=world.lawyer, at=NOON)
    with refused(RuleBroken, version, "请选择同意或者不同意。", ["stance"]):
        actions.give_legal_opinion(version, stance="maybe", text="", by=world.lawyer, at=NOON)


def test_once_in_a_round(world: World, version: ItemVersion) -> None:
    actions.give_legal_opinion(version, **AGREED, by=world.lawyer, at=NOON)
    with refused(RuleBroken, version, "这一轮审查已经提出过意见。"):
        actions.give_legal_opinion(version, **AGREED, by=world.lawyer, at=NOON)


def test_not_on_a_draft(world: World) -> None:
    draft = world.copied(date(2026, 6, 1))
    with refused(WrongState, draft):
        actions.give_legal_opinion(draft, **AGREED, by=world.lawyer, at=NOON)


def test_only_its_office(world: World, version: ItemVersion) -> None:
    only(world, version, actions.give_legal_opinion, "lawyer", **AGREED)
