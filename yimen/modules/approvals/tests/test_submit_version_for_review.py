"""提交审查: by the head of the approval office, when the check list is met; from then on it cannot change."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.trials import only, refused
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.refusals import RuleBroken, WrongState
from yimen.modules.approvals import actions
from yimen.modules.approvals.models import ItemVersion

pytestmark = pytest.mark.django_db

FIRST = date(2026, 6, 1)


def test_is_in_review_and_cannot_change(world: World) -> None:
    draft = world.copied(FIRST)
    done = actions.submit_version_for_review(draft, by=world.head, at=NOON)
    version = ItemVersion.objects.get(pk=draft.pk)
    assert recorded(done).endswith("将 城市道路占用、挖掘许可 第2版 提交审查（第1轮）")
    assert (version.state, version.review_round) == ("in_review", 1)
    assert version.submitted_by == f"person:{world.head.id}"
    rows = ItemVersion.objects.filter(pk=version.pk)
    for act in (lambda: rows.update(promised_days=1), lambda: rows.update(content={}), rows.delete):
        with pytest.raises(IntegrityError, match="cannot change"), transaction.atomic():
            act()


def test_names_everything_that_is_not_complete(world: World) -> None:
    draft = world.copied(FIRST, enquiry_phone="", channels=[])
    content = draft.content | {
        "conditions": [],
        "materials": [{"key": "other", "name": "其他材料"}, {"key": "plan", "name": "方案"}],
        "fees": [{"name": "占用费", "basis": ""}],
        "holds": [],
    }
    actions.amend_version(draft, content=content, by=world.editor, at=NOON)
    with refused(
        RuleBroken, draft, fields=["channels", "conditions", "enquiry", "fees", "materials"]
    ) as caught:
        actions.submit_version_for_review(draft, by=world.head, at=NOON)
    assert str(caught.value) == (
        "还不能提交审查：没有选择办理形式；没有填写咨询电话；没有写明办理条件；材料“其他材料”没有依据；"
        "不能设“其他材料”这样的兜底材料；材料“方案”没有依据；收费“占用费”没有依据。"
    )


def test_refuses_without_a_basis_that_is_live_on_the_first_day(world: World) -> None:
    draft = world.copied(FIRST)
    draft.item.legal_bases.update(effective_to=FIRST)
    with refused(RuleBroken, draft, "还不能提交审查：在生效日期没有现行有效的设定依据。", ["basis"]):
        actions.submit_version_for_review(draft, by=world.head, at=NOON)


def test_once(world: World) -> None:
    version = world.reviewed(world.copied(FIRST))
    with refused(WrongState, version):
        actions.submit_version_for_review(version, by=world.head, at=NOON)


def test_only_the_head_of_the_approval_office(world: World) -> None:
    only(world, world.copied(FIRST), actions.submit_version_for_review, "head")
