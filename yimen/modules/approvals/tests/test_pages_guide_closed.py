"""办事指南 of an item that is suspended or cancelled: it says so, and by which instrument; and what table 4 asks for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.world import FOUR_ONES, NOON, World
from yimen.modules.approvals import actions
from yimen.modules.approvals.particulars import Intermediary, Particulars, Question, with_particulars

pytestmark = pytest.mark.django_db
PAGE = f"/approvals/guide/{FOUR_ONES}/"
TODAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def seen(page: str, status: int = 200) -> str:
    answer: Any = Client().get(page)
    assert answer.status_code == status
    return str(answer.content.decode())


def test_a_suspended_item_says_until_when(world: World) -> None:
    facts = {
        "instrument_no": "示例政发〔2026〕5号",
        "notice": "因系统改造暂停办理。",
        "by": world.approver,
        "at": NOON,
    }
    actions.suspend_version(world.version(), from_on=TODAY, to_on=date(2026, 4, 1), **facts)
    shown = seen(PAGE)
    assert "此事项已根据示例政发〔2026〕5号自2026年3月2日起暂停办理，2026年4月1日恢复受理。" in shown
    assert "因系统改造暂停办理。" in shown
    assert "开始申请" not in shown
    assert "暂停办理" in seen("/approvals/guide/?q=占用")


def test_a_cancelled_item_is_not_silently_gone(world: World) -> None:
    facts = {"instrument_no": "沈政发〔2008〕21号", "on": TODAY, "by": world.approver, "at": NOON}
    actions.cancel_version(world.version(), **facts)
    shown = seen(PAGE, 410)
    assert "此事项已根据沈政发〔2008〕21号自2026年3月2日起取消，不再受理申请。" in shown
    assert "已取消的事项" in seen("/approvals/guide/?q=占用")
    assert "已取消的事项" not in seen("/approvals/guide/")


def test_it_shows_the_particulars_of_the_standard(world: World) -> None:
    said = Particulars(
        visits=1, reach="city", courier=True, rights="有权陈述、申辩。", flow="先勘验，后批准。",
        faq=(Question("要几份？", "一份。"),), intermediaries=(Intermediary("路面检测", "城市道路管理条例第三十三条"),),
    )  # fmt: skip
    draft = world.copied(TODAY)
    content = with_particulars(draft.content, said)
    actions.amend_version(draft, content=content, by=world.editor, at=NOON)
    world.published(draft)
    shown = seen(PAGE)
    for words in (
        "全市通办",
        "物流快递",
        "有权陈述、申辩。",
        "先勘验，后批准。",
        "要几份？",
        "路面检测",
        "法定机关",
        "承诺件",
    ):
        assert words in shown
