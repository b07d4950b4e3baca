"""对账: equal lists are found equal, a single difference is found by its hash; differences open and go."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.world import World
from yimen.kernel.notices.models import Notice
from yimen.modules.approvals.public import Item
from yimen.modules.network import actions, comparing, door
from yimen.modules.network.models import Difference, Node, Reconciliation
from yimen.modules.network.pages import reconciling
from yimen.modules.network.tree import Leaf, Tree, unlike

from . import peer as peers
from .peer import Peer

LEAVES = some.dictionaries(
    some.integers(0, 99_999), some.sampled_from(["accepted", "closed/granted"]), max_size=300
)


def leaves(found: dict[int, str]) -> list[Leaf]:
    return [Leaf(f"2101002026030280{number:05d}", "item", state) for number, state in found.items()]


def descend(here: Tree, there: Tree) -> set[str]:
    """The differing numbers, found as the centre finds them."""
    waiting, found = [""], set()
    while waiting:
        told = json.loads(json.dumps([comparing._below(there, one) for one in waiting]))
        waiting = []
        for branch in told:
            deeper, differing = comparing._descend(here, branch)
            waiting += deeper
            found |= {one.number for one in differing}
    return found


@given(LEAVES, LEAVES)
def test_the_tree_finds_what_a_plain_comparison_finds(ours: dict[int, str], theirs: dict[int, str]) -> None:
    here, there = leaves(ours), leaves(theirs)
    assert descend(Tree(here), Tree(there)) == {one.number for one in unlike(here, there)}


def test_order_does_not_matter() -> None:
    rows = leaves(dict.fromkeys(range(200), "accepted"))
    assert Tree(rows).branch("") == Tree(reversed(rows)).branch("")


@pytest.mark.django_db
def test_differences_open_are_told_and_go(
    office: World, below: Node, peer: Peer, now: datetime, whole: Callable[[int], str]
) -> None:
    held, missing = whole(80_001), peers.number(80_002, now)
    there = [Leaf(held, "road-occupation", "closed/refused"), Leaf(missing, "road-occupation", "accepted")]

    def ask_of(rows: list[Leaf]) -> Callable[[dict[str, object]], dict[str, object]]:
        tree = Tree(rows)

        def ask(question: dict[str, object]) -> dict[str, object]:
            if question.get("totals"):
                totals = [vars(one) for one in tree.totals()]
                return {"count": len(tree), "totals": totals, "root": tree.branch("").hash, "moving": []}
            return {"branches": [comparing._below(tree, str(one)) for one in question["prefixes"]]}  # type: ignore[union-attr]

        return ask

    def compared(rows: list[Leaf]) -> str:
        found = comparing.compare(below, ask_of(rows))
        done = actions.reconcile(below, found=found, started_at=now, by=door.BY, at=now)
        return str(done.reconciliation.state)

    assert compared(there) == "differs"
    open_ones = Difference.objects.order_by("number").values_list("number", "kind", "here", "there")
    assert list(open_ones) == [
        (held, "state", "road-occupation closed/granted", "road-occupation closed/refused"),
        (missing, "missing_here", "", "road-occupation accepted"),
    ]
    assert [(reconciling.held(one[2]), reconciling.held(one[3])) for one in open_ones] == [
        ("road-occupation 已归结（准予）", "road-occupation 已归结（不予许可）"),
        ("", "road-occupation 已受理，待审核"),
    ]
    shown = reconciling.totals(Reconciliation.objects.get())
    name = Item.objects.get(code="road-occupation").name
    assert [(row["item"], row["state"], row["here"], row["there"]) for row in shown] == [
        (f"{name}（road-occupation）", "已受理，待审核", 0, 1),
        (f"{name}（road-occupation）", "已归结（准予）", 1, 0),
        (f"{name}（road-occupation）", "已归结（不予许可）", 0, 1),
    ]
    assert Notice.objects.filter(person=office.administrator.person, code="network.differences").count() == 1
    assert compared([Leaf(held, "road-occupation", "closed/granted")]) == "equal"
    assert set(Difference.objects.values_list("state", flat=True)) == {"gone"}


@pytest.mark.django_db
def test_the_other_side_asks_by_a_signed_request(
    below: Node, peer: Peer, whole: Callable[[int], str]
) -> None:
    case_no = whole(80_001)
    answer = peer.ask("POST", "/api/v1/network/tree", {"totals": True})
    assert (answer.status_code, answer.json()["count"]) == (200, 1)
    told = peer.ask("POST", "/api/v1/network/tree", {"prefixes": [""]}).json()["branches"]
    assert told == [{"prefix": "", "cases": [[case_no, "road-occupation", "closed/granted"]]}]
    stranger = Peer(peer.code)
    refused = stranger.ask("POST", "/api/v1/network/tree", {"totals": True})
    assert (refused.status_code, refused.json()["code"]) == (401, "wrong_signature")
    unknown = peer.ask("GET", f"/api/v1/network/files/{'0' * 64}")
    assert unknown.status_code == 404


@pytest.mark.django_db
def test_a_reopened_case_begins_anew(
    below: Node, peer: Peer, now: datetime, whole: Callable[[int], str]
) -> None:
    from yimen.modules.network.models import MirroredCase

    body = peers.step("reopened", "in_review", days=10, note="复议决定撤销原决定")
    assert peer.send("step", body, case_no=whole(80_001), sequence=9)["status"] == "applied"
    mirror = MirroredCase.objects.select_related("case").get()
    assert (mirror.state, mirror.outcome, mirror.case.closed_at) == ("in_review", "", None)
