"""节点、密钥、编号段: a link comes and goes by acts of the administrator; keys change over without a pause."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.world import World
from yimen.kernel.base.refusals import NotAllowed, RuleBroken
from yimen.kernel.cases.models import NumberBlock
from yimen.modules.network import actions
from yimen.modules.network.models import LocalKey, LocalNode, Node

from . import peer as peers
from .peer import Peer

pytestmark = pytest.mark.django_db


def test_rotates_its_key_and_keeps_the_one_before(office: World, now: datetime) -> None:
    before = LocalKey.objects.get()
    actions.rotate_key(LocalNode.objects.get(), by=office.administrator, at=now)
    assert sorted(LocalKey.objects.values_list("state", flat=True)) == ["current", "retiring"]
    assert LocalKey.objects.get(state="retiring").pk == before.pk


def test_a_node_changes_its_key_without_a_pause(
    office: World, below: Node, peer: Peer, now: datetime
) -> None:
    successor = Peer(peer.code)
    by = office.administrator
    actions.trust_key(below, public_key=successor.public_key, by=by, at=now - timedelta(minutes=1))
    for serial, side in ((80_001, peer), (80_002, successor)):
        facts = {"case_no": peers.number(serial, now), "sequence": 1}
        assert side.send("step", peers.submitted(now), **facts)["status"] == "applied"
    actions.end_key(below, key_id=peer.key_id, by=by, at=now)
    facts = {"case_no": peers.number(80_003, now), "sequence": 1}
    assert peer.send("step", peers.submitted(now), **facts)["code"] == "wrong_signature"
    with pytest.raises(RuleBroken, match="最后一把"):
        actions.end_key(below, key_id=successor.key_id, by=by, at=now)


def test_an_item_goes_to_one_node(office: World, below: Node, now: datetime) -> None:
    with pytest.raises(RuleBroken, match="已经划归一个节点"):
        actions.assign_item(below, item_code="road-occupation", by=office.administrator, at=now)


def test_retires_only_an_empty_node(office: World, below: Node, now: datetime) -> None:
    by = office.administrator
    with pytest.raises(RuleBroken, match="还有事项"):
        actions.retire_node(below, reason="撤并", by=by, at=now)
    actions.release_item(below, item_code="road-occupation", by=by, at=now)
    assert actions.retire_node(below, reason="撤并", by=by, at=now).node.state == "retired"
    assert not below.keys.filter(ended_at=None).exists()


def test_blocks_do_not_overlap_and_numbers_come_from_the_held_one(
    office: World, above: Node, now: datetime
) -> None:
    by, day = office.administrator, timezone.localdate(now)
    block = {"area": peers.AREA, "first_serial": 80_000, "last_serial": 80_001, "first_on": day}
    actions.hold_block(above, **block, by=by, at=now)
    with pytest.raises(RuleBroken, match="不与同一区划的其他编号段重叠"):
        actions.hold_block(above, **block | {"first_serial": 80_001}, by=by, at=now)
    numbers = [office.submitted(at=now).number[14:19] for _case in range(2)]
    assert numbers == ["80000", "80001"]
    with pytest.raises(RuleBroken, match="编号段今天已经用完"):
        office.submitted(at=now)


def test_no_block_holds_numbers_that_cases_have_already(office: World, below: Node, now: datetime) -> None:
    """The centre numbered from 1 today: a node that did so too would make every number twice."""
    by, serial = office.administrator, int(office.submitted(at=now).number[14:19])
    block = {"area": peers.AREA, "first_serial": serial, "last_serial": serial + 99}
    today = timezone.localdate(now)
    with pytest.raises(RuleBroken, match="这些序号从启用日期起已经有1个用于办件，再划出会重号。"):
        actions.allocate_block(below, **block, first_on=today, by=by, at=now)
    assert NumberBlock.objects.count() == 1
    actions.allocate_block(below, **block, first_on=today + timedelta(days=1), by=by, at=now)
    assert NumberBlock.objects.count() == 2


def test_a_block_is_returned_and_accounted_for(office: World, below: Node, peer: Peer, now: datetime) -> None:
    by, block = office.administrator, NumberBlock.objects.get()
    for serial in (80_000, 80_002):
        facts = {"case_no": peers.number(serial, now), "sequence": 1}
        assert peer.send("step", peers.submitted(now), **facts)["status"] == "applied"
    day = timezone.localdate(now)
    actions.return_block(below, block_id=block.pk, last_on=day, by=by, at=now)
    later = now + timedelta(days=2)
    with pytest.raises(RuleBroken, match="有 1 个缺号"):
        actions.account_for_block(below, block_id=block.pk, by=by, at=later)
    done = actions.account_for_block(below, block_id=block.pk, note="80001 作废", by=by, at=later)
    assert (done.used, done.missing, done.block.state) == (2, 1, "accounted")


def test_only_administrators(office: World, below: Node, now: datetime) -> None:
    for name in ("resident", "clerk", "manager", "auditor", "steward"):
        with pytest.raises(NotAllowed):
            actions.suspend_node(below, reason="检修", by=getattr(office, name), at=now)
    assert Node.objects.get(pk=below.pk).state == "connected"


def test_page_and_endpoint_suspend(office: World, below: Node, now: datetime) -> None:
    browser = Client()
    browser.force_login(office.administrator.person)
    page = browser.post(f"/network/nodes/{below.pk}/suspension/", {"reason": "检修"})
    assert (page.status_code, Node.objects.get().state) == (302, "suspended")
    answer = browser.post(f"/api/v1/network/nodes/{below.pk}/connection", content_type="application/json")
    assert (answer.status_code, answer.json()["state"]) == (201, "connected")


@pytest.mark.parametrize(
    ("where", "most"),
    [("/network/", 26), ("/network/incoming/", 16), ("/network/outgoing/", 16), ("/network/cases/", 16)],
)
def test_lists_cost_the_same_however_long(  # type: ignore[no-untyped-def]
    office: World,
    below: Node,
    peer: Peer,
    now: datetime,
    where: str,
    most: int,
    django_assert_max_num_queries,
) -> None:
    for serial in range(80_000, 80_004):
        facts = {"case_no": peers.number(serial, now), "sequence": 1}
        peer.send("step", peers.submitted(now), **facts)
    browser = Client()
    reader = office.clerk if where == "/network/cases/" else office.administrator
    browser.force_login(reader.person)
    browser.get(where)
    with django_assert_max_num_queries(most):
        assert browser.get(where).status_code == 200
