"""流程: the lawful order of acts of a pattern, and where a case left it. Sets of states are followed, as the acts allow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

START = "draft"


class Move(NamedTuple):
    """步骤 — from one of these states to one of those."""

    sources: frozenset[str]
    targets: frozenset[str]


@dataclass(frozen=True)
class Procedure:
    """审批流程 — which facts move a case from which states to which; what is not among them is outside it.

    ``neutral`` are facts that belong to no pattern (a material was added): they move nothing and break nothing.
    """

    moves: Mapping[str, Move]
    known: frozenset[str]
    start: frozenset[str] = frozenset({START})

    def outside(self, codes: Iterable[str]) -> int | None:
        """The place of the first fact that the procedure does not allow there; None when all are allowed."""
        here, moves, known = self.start, self.moves, self.known
        for place, code in enumerate(codes):
            if code not in known:
                continue
            move = moves.get(code)
            if move is None or not (here & move.sources):
                return place
            here = here & move.sources if move.sources == move.targets else move.targets
        return None


NODE = "node"
"""The pattern of cases whose steps a node tells of."""


def _move(sources: str, targets: str) -> Move:
    return Move(frozenset(sources.split()), frozenset(targets.split()))


HANDLING = "accepted in_review in_approval"
_NODE_MOVES: Mapping[str, Move] = {
    "node.submitted": _move("draft", "submitted"),
    "node.received": _move("draft submitted", "submitted"),
    "node.accept": _move("draft submitted", "accepted in_review"),
    "node.correction_required": _move("draft submitted", "correction"),
    "node.correction_answered": _move("correction", "submitted"),
    "node.assigned": _move("accepted in_review", "in_review"),
    "node.examined": _move("accepted in_review", "in_approval"),
    "node.returned": _move("in_approval", "in_review"),
    "node.tolerance_supplied": _move(HANDLING, HANDLING),
    "node.extended": _move(HANDLING, HANDLING),
    "node.decided": _move(HANDLING, "decided"),
    "node.result": _move(f"draft submitted correction {HANDLING} decided", "sealed"),
    "node.delivered": _move("sealed", "delivered"),
    "node.closed": _move("sealed delivered", "closed"),
    "node.reopened": _move("closed", "in_review"),
    "node.withdrawn": _move(f"submitted correction {HANDLING}", "sealed"),
}
NODE_PROCEDURE = Procedure(_NODE_MOVES, frozenset(_NODE_MOVES))
"""What every system that handles approvals must keep to: accepted before decided, decided before delivered."""
