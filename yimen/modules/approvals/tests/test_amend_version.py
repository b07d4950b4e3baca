"""修改版本草稿: other terms or content; what is not given stays; every editor is remembered."""

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


@pytest.fixture
def draft(world: World) -> ItemVersion:
    return world.copied(date(2026, 6, 1))


def test_changes_what_is_given(world: World, draft: ItemVersion) -> None:
    done = actions.amend_version(draft, terms={"promised_days": 5}, by=world.editor, at=NOON)
    amended = ItemVersion.objects.get(pk=draft.pk)
    assert recorded(done) == "示例·何洁 修改了 城市道路占用、挖掘许可 第2版 的草稿"
    assert (amended.promised_days, amended.content, amended.content_hash) == (
        5,
        draft.content,
        draft.content_hash,
    )
    actions.amend_version(draft, content=draft.content | {"conditions": ["新条件"]}, by=world.editor, at=NOON)
    amended = ItemVersion.objects.get(pk=draft.pk)
    assert (amended.body.conditions, amended.promised_days) == (("新条件",), 5)
    assert amended.content_hash != draft.content_hash


def test_whoever_changed_it_does_not_approve_it(world: World, draft: ItemVersion) -> None:
    """The one who amended holds both posts by mistake: the act refuses, and so does the database."""
    ItemVersion.objects.filter(pk=draft.pk).update(editors=[*draft.editors, f"person:{world.approver.id}"])
    version = world.reviewed(draft)
    with refused(RuleBroken, version, "起草人不能批准自己起草的版本，请由另一人批准。"):
        actions.publish_version(version, instrument_no="示例〔2026〕2号", by=world.approver, at=NOON)


@pytest.mark.parametrize(
    ("terms", "message"),
    [
        ({"promised_days": 21}, "承诺时限不能长于法定时限。"),
        ({"single_officer_allowed": True}, "只有即办件可以由一人办理。"),
        ({"state": "in_force"}, "不能修改这一栏。"),
    ],
)
def test_refuses_terms_against_the_rules(
    world: World, draft: ItemVersion, terms: dict[str, object], message: str
) -> None:
    with refused(RuleBroken, draft, message):
        actions.amend_version(draft, terms=terms, by=world.editor, at=NOON)


def test_refuses_what_is_in_review_or_in_force(world: World, draft: ItemVersion) -> None:
    for version in (world.reviewed(draft), world.version()):
        with refused(WrongState, version):
            actions.amend_version(version, terms={"promised_days": 5}, by=world.editor, at=NOON)


def test_only_the_editor_of_the_body(world: World, draft: ItemVersion) -> None:
    only(world, draft, actions.amend_version, "editor", terms={"promised_days": 5})
