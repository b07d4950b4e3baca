"""退回修改: with the reason; the editors amend it, and every opinion is asked for anew."""

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

FIRST = date(2026, 6, 1)
REASON = {"reason": " 请补充办理条件的依据 "}


def test_goes_back_to_its_editors_with_the_reason(world: World) -> None:
    version = world.reviewed(world.copied(FIRST))
    done = actions.return_version(version, **REASON, by=world.approver, at=NOON)
    assert recorded(done) == "示例·严正 退回了 城市道路占用、挖掘许可 第2版：请补充办理条件的依据"
    returned = ItemVersion.objects.get(pk=version.pk)
    assert (returned.state, returned.return_reason) == ("draft", "请补充办理条件的依据")


def test_what_was_said_of_it_before_counts_no_more(world: World) -> None:
    version = world.reviewed(world.copied(FIRST))
    actions.return_version(version, **REASON, by=world.approver, at=NOON)
    actions.amend_version(version, terms={"promised_days": 5}, by=world.editor, at=NOON)
    actions.submit_version_for_review(version, by=world.head, at=NOON)
    with refused(RuleBroken, version, "还没有法制审核意见，不能公布。"):
        actions.publish_version(version, instrument_no="示例〔2026〕2号", by=world.approver, at=NOON)
    again = ItemVersion.objects.get(pk=version.pk)
    assert (again.review_round, again.return_reason, again.promised_days) == (2, "", 5)


def test_refuses_without_a_reason(world: World) -> None:
    version = world.reviewed(world.copied(FIRST))
    with refused(RuleBroken, version, "请写明退回理由。", ["reason"]):
        actions.return_version(version, reason=" ", by=world.approver, at=NOON)


def test_refuses_a_draft(world: World) -> None:
    draft = world.copied(FIRST)
    with refused(WrongState, draft):
        actions.return_version(draft, **REASON, by=world.approver, at=NOON)


def test_only_the_approver_of_the_catalogue(world: World) -> None:
    only(world, world.reviewed(world.copied(FIRST)), actions.return_version, "approver", **REASON)
