"""复制版本: a new draft that says what the version says, from another day on."""

from __future__ import annotations

from datetime import date

import pytest

from tests.trials import only, refused
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken
from yimen.modules.approvals import actions
from yimen.modules.approvals.actions.catalogue import TERMS
from yimen.modules.approvals.models import ItemVersion

pytestmark = pytest.mark.django_db

FIRST = date(2026, 6, 1)


def test_copies_terms_and_content(world: World) -> None:
    before = world.version()
    done = actions.copy_version(before, effective_from=FIRST, by=world.editor, at=NOON)
    copy = ItemVersion.objects.get(pk=done.version.pk)
    assert (
        recorded(done) == "示例·何洁 由 城市道路占用、挖掘许可 第1版 复制起草了 城市道路占用、挖掘许可 第2版"
    )
    assert (copy.number, copy.state, copy.effective_from, copy.effective_to) == (2, "draft", FIRST, None)
    assert (copy.content, copy.content_hash) == (before.content, before.content_hash)
    assert [getattr(copy, name) for name in TERMS] == [getattr(before, name) for name in TERMS]
    assert (copy.drafted_by, copy.editors) == (f"person:{world.editor.id}", [f"person:{world.editor.id}"])


def test_a_cancelled_item_gets_no_draft(world: World) -> None:
    version = world.version()
    facts = {"instrument_no": "示例〔2026〕9号", "on": NOON.date(), "by": world.approver, "at": NOON}
    actions.cancel_version(version, **facts)
    with refused(RuleBroken, version, "此事项已经取消，不能再起草或者公布版本。"):
        actions.copy_version(version, effective_from=FIRST, by=world.editor, at=NOON)


def test_only_the_editor_of_the_body(world: World) -> None:
    only(world, world.version(), actions.copy_version, "editor", effective_from=FIRST)
