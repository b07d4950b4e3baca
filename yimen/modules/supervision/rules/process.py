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
