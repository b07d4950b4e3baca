"""检索: leading groups of today and who is in office, for everybody; what ends is found no more."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from tests.world import NOON
from yimen.kernel.base.actor import Public
from yimen.kernel.search.answering import Wish, answer
from yimen.kernel.search.keeping import keep_changes
from yimen.modules.leadership import actions

from .stage import Leaders

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_index(settings: Settings, tmp_path: Path) -> None:
    settings.YIMEN_SEARCH = tmp_path


def found(words: str) -> list[str]:
    """The addresses that everybody finds in the leadership."""
    while keep_changes():
        pass
    wish = Wish(words, {"source": ("leadership",)})
    hits = answer(Public(), wish, on=timezone.localdate())
    return [one.href for one in hits.hits] if not hits.is_near else []


def test_a_group_is_found_by_its_name_its_body_and_who_is_in_office(leaders: Leaders) -> None:
    group = leaders.established()
    address = f"/leadership/groups/{group.pk}/"
    leaders.appointed(group, name="示例·欧阳示范", position="示例局长")
    for words in ("示例领导小组", group.org.name, "欧阳示范", "组长 欧阳", "示例〔2026〕1号"):
        assert (words, address in found(words)) == (words, True)


def test_who_left_and_what_was_annulled_is_found_no_more(leaders: Leaders) -> None:
    group = leaders.established()
    held = leaders.appointed(group, name="示例·欧阳示范")
    other = leaders.appointed(group, "deputy", name="示例·司马示范")
    assert (len(found("欧阳示范")), len(found("司马示范"))) == (1, 1)
    actions.annul_assignment(other, reason="登记有误", by=leaders.keeper, at=NOON)
    last = NOON.date()
    actions.relieve(held, until=last, relief_document="示例〔2026〕7号", by=leaders.keeper, at=NOON)
    assert (found("欧阳示范"), found("司马示范")) == ([], [])
    actions.dissolve_group(group, on=last, ending_document="示例〔2026〕9号", by=leaders.keeper, at=NOON)
    assert found("示例领导小组") == []
