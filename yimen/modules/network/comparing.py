"""对账: what each side holds of the cases of a link, and how the two are compared without sending them all.

The centre asks. It sends nothing but prefixes; the node answers with 16 hashes for each, or with the few cases
under it. Cases with a message still on its way are told apart: they are no difference yet.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from yimen.modules.approvals import public as approvals

from . import telling
from .models import Incoming, MirroredCase, Node, Outgoing
from .states import DifferenceKind, IncomingState, NodeRole, OutgoingState
from .tree import DEEPEST, FEW, Leaf, Tree, Unlike, unlike

AT_ONCE = 256
PARKED = (IncomingState.WAITING, IncomingState.PARKED)
ON_THE_WAY = (OutgoingState.WAITING, OutgoingState.FAILED, OutgoingState.DELIVERED)
KEEP_SECONDS = 60.0
_KEPT: list[tuple[float, UUID, str, Tree]] = []
Ask = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True)
class Found:
    """比对结果 — the counts of both sides, what differs, what is on its way, how often the other side was asked."""

    here: int
    there: int
    unlike: list[Unlike]
    moving: list[str]
    asked: int
    totals: list[dict[str, Any]]


def tree_of(node: Node) -> Tree:
    """What is held here of the cases of the link."""
    return Tree(_mirrored(node) if node.role == NodeRole.BELOW else _own(node))


def _mirrored(node: Node) -> Iterable[Leaf]:
    rows = MirroredCase.objects.filter(node=node).exclude(state="handed_back")
    values = rows.values_list("case__number", "item_code", "state", "outcome")
    return (
        Leaf(number, item, telling.held(state, outcome))
        for number, item, state, outcome in values.iterator(chunk_size=5000)
    )


def _own(node: Node) -> Iterable[Leaf]:
    """Cases here whose items go over the link, since they went over it."""
    codes = list(node.items.values_list("item_code", flat=True))
    known = set(Outgoing.objects.filter(node=node).exclude(case_no="").values_list("case_no", flat=True))
    days = [(row.item_code, _day(row.since), _day(row.until)) for row in node.items.all()]
    return (
        Leaf(one.number, one.item, telling.held(telling.state_of(one.state), one.outcome))
        for one in approvals.standing(codes)
        if one.outcome != approvals.Outcome.GIVEN_BACK and (one.number in known or _is_since(days, one))
    )


def _day(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%Y%m%d}" if moment else "99999999"


def _is_since(days: list[tuple[str, str, str]], one: approvals.Standing) -> bool:
    """A case that began while its item was assigned has to be known over there, told or not."""
    return any(item == one.item and since < one.number[6:14] < until for item, since, until in days)


def moving(node: Node) -> list[str]:
    """Cases with a message that has not arrived, or has arrived and is not entered."""
    out = Outgoing.objects.filter(node=node, state__in=ON_THE_WAY).exclude(case_no="")
    coming = Incoming.objects.filter(node=node, state=IncomingState.WAITING).exclude(case_no="")
    return sorted({*out.values_list("case_no", flat=True), *coming.values_list("case_no", flat=True)})


def answer(node: Node, question: dict[str, Any]) -> dict[str, Any]:
    """The node's part: totals, or for each prefix its sixteen branches or its few cases."""
    if question.get("totals"):
        tree = tree_of(node)
        totals, root = [vars(one) for one in tree.totals()], tree.branch("").hash
        _keep(node, root, tree)
        return {"count": len(tree), "totals": totals, "root": root, "moving": moving(node)}
    tree = _kept(node, str(question.get("root", ""))) or tree_of(node)
    prefixes = [str(one) for one in question.get("prefixes", [])][:AT_ONCE]
    return {"branches": [_below(tree, one) for one in prefixes]}


def _keep(node: Node, root: str, tree: Tree) -> None:
    """The tree that was just told of stays at hand for the questions that follow; one in a process."""
    _KEPT[:] = [(time.monotonic(), node.pk, root, tree)]


def _kept(node: Node, root: str) -> Tree | None:
    """The tree with this root, if this process told of it within the minute; another process reads anew."""
    fresh = [one for one in _KEPT if time.monotonic() - one[0] < KEEP_SECONDS]
    _KEPT[:] = fresh
    return next((tree for _at, owner, known, tree in fresh if (owner, known) == (node.pk, root)), None)


def _below(tree: Tree, prefix: str) -> dict[str, Any]:
    leaves = tree.under(prefix)
    if len(leaves) <= FEW or len(prefix) >= DEEPEST:
        return {"prefix": prefix, "cases": [[one.number, one.item, one.state] for one in leaves]}
    return {"prefix": prefix, "children": [vars(one) for one in tree.children(prefix)]}


def compare(node: Node, ask: Ask) -> Found:
    """The centre's part: descends only where the hashes differ."""
    tree = tree_of(node)
    first = ask({"totals": True})
    asked, differences = 1, []
    waiting = [] if first["root"] == tree.branch("").hash else [""]
    while waiting:
        asked += 1
        told = ask({"prefixes": waiting[:AT_ONCE], "root": first["root"]})["branches"]
        waiting = waiting[AT_ONCE:]
        for branch in told:
            deeper, found = _descend(tree, branch)
            waiting += deeper
            differences += found
    on_the_way = {*first["moving"], *moving(node)}
    return Found(
        here=len(tree),
        there=int(first["count"]),
        unlike=[one for one in differences if one.number not in on_the_way],
        moving=sorted(one.number for one in differences if one.number in on_the_way),
        asked=asked,
        totals=_side_by_side(tree, first["totals"]),
    )


def _descend(tree: Tree, branch: dict[str, Any]) -> tuple[list[str], list[Unlike]]:
    """Where to ask further below a branch, and what differs in it when its cases were told."""
    if "cases" in branch:
        theirs = [Leaf(*map(str, one)) for one in branch["cases"]]
        return [], unlike(tree.under(branch["prefix"]), theirs)
    return [one["prefix"] for one in branch["children"] if tree.branch(one["prefix"]).hash != one["hash"]], []


def _side_by_side(tree: Tree, theirs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """分事项合计 — item, state, both counts, whether the hashes of the numbers agree."""
    here = {(one.item, one.state): one for one in tree.totals()}
    there = {(one["item"], one["state"]): one for one in theirs}
    return [_total(key, here.get(key), there.get(key)) for key in sorted(here.keys() | there.keys())]


def _total(key: tuple[str, str], ours: Any, theirs: Any) -> dict[str, Any]:
    return {
        "item": key[0],
        "state": key[1],
        "here": ours.count if ours else 0,
        "there": int(theirs["count"]) if theirs else 0,
        "is_equal": bool(ours and theirs and ours.hash == theirs["hash"]),
    }


def kind_of(one: Unlike) -> DifferenceKind:
    if not one.here:
        return DifferenceKind.MISSING_HERE
    return DifferenceKind.STATE if one.there else DifferenceKind.MISSING_THERE
