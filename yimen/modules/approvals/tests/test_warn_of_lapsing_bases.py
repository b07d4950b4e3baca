"""依据预警: once for each basis, half a year ahead, to the editors of the item and the head who submits it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.trials import refused
from tests.world import NOON, World
from yimen.kernel.audit.recorded import recorded
from yimen.kernel.base.actor import Machine
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.notices.models import Notice
from yimen.modules.approvals import actions, catalogue
from yimen.modules.approvals.models import Item

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
SWEEP = Machine("catalogue sweep")


@pytest.fixture
def item(world: World) -> Item:
    """An item whose first basis ends in May."""
    found = world.item()
    found.legal_bases.filter(position=0).update(effective_to=date(2026, 5, 1))
    return found


def test_tells_those_who_keep_the_item(world: World, item: Item) -> None:
    done = actions.warn_of_lapsing_bases(item, by=SWEEP, at=NOON)
    basis = item.legal_bases.get(position=0)
    assert recorded(done) == f"{item} 的设定依据将失效或者已经失效：{basis}（最早 2026-05-01）"
    assert basis.warned_on == TODAY
    told = {notice.person.login for notice in Notice.objects.all()}
    assert told == {"editor.construction", "head.construction"}
    notice = Notice.objects.filter(person__login="editor.construction").get()
    assert notice.subject == f"依据预警：{item.name}"
    assert str(basis) in notice.body
    assert notice.link.endswith(f"/approvals/catalogue/items/{item.code}/")


def test_once_for_each_basis(world: World, item: Item) -> None:
    assert list(catalogue.items_to_warn_of(TODAY)) == [item]
    actions.warn_of_lapsing_bases(item, by=SWEEP, at=NOON)
    assert not catalogue.items_to_warn_of(TODAY).exists()
    with refused(RuleBroken, item, "没有需要预警的依据。"):
        actions.warn_of_lapsing_bases(item, by=SWEEP, at=NOON)
    item.legal_bases.filter(position=1).update(effective_to=date(2026, 6, 1))
    assert list(catalogue.items_to_warn_of(TODAY)) == [item]


def test_half_a_year_ahead_and_only_what_is_in_the_guide(world: World, item: Item) -> None:
    far = date(2026, 5, 1) - timedelta(days=catalogue.WARNED_DAYS)
    assert list(catalogue.items_to_warn_of(far)) == []
    item.legal_bases.update(effective_to=None)
    assert list(catalogue.items_to_warn_of(TODAY)) == []


def test_only_the_sweep(world: World, item: Item) -> None:
    for by in (world.editor, world.approver, world.administrator, Machine("city data")):
        with refused(NotAllowed, item):
            actions.warn_of_lapsing_bases(item, by=by, at=NOON)
