"""先后分层: what comes before what, as layers; pure."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def layers(nodes: Iterable[Key], pairs: Collection[tuple[Key, Key]]) -> list[list[Key]]:
    """Every node in the first layer in which all that comes before it is done; what stands in one layer can go together."""
    left = list(dict.fromkeys(nodes))
    inside = set(left)
    needs = {node: {before for before, after in pairs if after == node and before in inside} for node in left}
    found: list[list[Key]] = []
    done: set[Key] = set()
    while left:
        ready = [
            node for node in left if needs[node] <= done
        ] or left  # a circle cannot be: it is drawn all the same
        found.append(ready)
        done |= set(ready)
        left = [node for node in left if node not in done]
    return found
