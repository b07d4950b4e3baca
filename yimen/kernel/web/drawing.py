"""先后关系图: boxes in layers from left to right and arrows between them, as plain numbers for the component ``order_drawing``."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import east_asian_width

from yimen.kernel.base.layers import layers
from yimen.kernel.base.refusals import Text

WIDTH, HEIGHT, ACROSS, DOWN, MARGIN = 216, 68, 58, 22, 12
LINE = 24
"""Half-width characters that fit in a line of a box."""

Pair = tuple[Any, Any]
"""The keys of two nodes, the earlier first."""


@dataclass(frozen=True)
class Node:
    """方框 as it is asked for: its name, a second line, a tone (a word beside it says the same), where it leads.

    ``title`` is the whole of what is said, for who does not see the box; without it, name and note.
    """

    key: Hashable
    name: str
    note: str = ""
    tone: str = ""
    href: str = ""
    title: str = ""
    is_marked: bool = False

    @property
    def said(self) -> str:
        return self.title or " · ".join(filter(None, (self.name, self.note)))


@dataclass(frozen=True)
class Box:
    """方框 in its place."""

    node: Node
    x: int
    y: int

    @property
    def text_x(self) -> int:
        return self.x + WIDTH // 2

    @property
    def text_y(self) -> int:
        return self.middle + (5 if len(self.lines) == 1 else -5)

    @property
    def middle(self) -> int:
        return self.y + HEIGHT // 2

    @property
    def lines(self) -> tuple[str, ...]:
        """The name in two lines; or in one, with the note under it."""
        return (cut(self.node.name), cut(self.node.note)) if self.node.note else lines_of(self.node.name)


@dataclass(frozen=True)
class Arrow:
    """箭头 — one comes before another: hard, soft, or moved behind."""

    kind: str
    path: str
    is_marked: bool = False


@dataclass(frozen=True)
class Key:
    """图例 — what a kind of line means; the kind ``marked`` is the thick one."""

    kind: str
    label: Text


@dataclass(frozen=True)
class Drawing:
    """关系图."""

    width: int
    height: int
    boxes: Sequence[Box]
    arrows: Sequence[Arrow]
    keys: Sequence[Key]
    box_width: int = WIDTH
    box_height: int = HEIGHT


def draw(
    nodes: Iterable[Node],
    orders: Mapping[Pair, str],
    *,
    keys: Sequence[Key],
    loose: Collection[str] = (),
    marked: Collection[Hashable] = (),
) -> Drawing | None:
    """The drawing of these nodes and of the kinds of their orders; None when there is nothing to draw.

    Orders of a ``loose`` kind are drawn and hold nothing back. An arrow between two that are ``marked`` is marked too.
    """
    known = {one.key: one for one in nodes}
    if not known:
        return None
    drawn = {pair: kind for pair, kind in orders.items() if pair[0] in known and pair[1] in known}
    pairs = [pair for pair, kind in drawn.items() if kind not in loose]
    columns = _ordered(layers(known, pairs), pairs)
    boxes = {box.node.key: box for box in _boxes(columns, known)}
    arrows = [
        Arrow(kind, _path(boxes[before], boxes[after]), before in marked and after in marked)
        for (before, after), kind in drawn.items()
    ]
    width = len(columns) * (WIDTH + ACROSS) - ACROSS + 2 * MARGIN
    height = _tallest(columns) * (HEIGHT + DOWN) - DOWN + 2 * MARGIN
    return Drawing(width, height, list(boxes.values()), arrows, keys)


def _tallest(columns: Sequence[Sequence[Hashable]]) -> int:
    return max(len(column) for column in columns)


def _ordered(columns: list[list[Hashable]], pairs: Collection[Pair]) -> list[list[Hashable]]:
    """Each column in the order of the middle of what comes before: arrows cross less."""
    places: dict[Hashable, float] = {}
    found: list[list[Hashable]] = []
    for column in columns:
        weight = {
            node: _middle([places[before] for before, after in pairs if after == node and before in places])
            for node in column
        }
        column = sorted(column, key=lambda node: weight[node])
        places |= {node: place for place, node in enumerate(column)}
        found.append(column)
    return found


def _middle(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _boxes(columns: list[list[Hashable]], nodes: Mapping[Hashable, Node]) -> Iterator[Box]:
    tallest = _tallest(columns)
    for across, column in enumerate(columns):
        top = MARGIN + (tallest - len(column)) * (HEIGHT + DOWN) // 2
        for down, key in enumerate(column):
            yield Box(nodes[key], MARGIN + across * (WIDTH + ACROSS), top + down * (HEIGHT + DOWN))


def _path(before: Box, after: Box) -> str:
    """From the right side of one to the left side of the other; bent back over when it lies behind."""
    start, end = before.x + WIDTH, after.x - 2
    if after.x > before.x:
        bend = (end - start) // 2
        return f"M{start} {before.middle}C{start + bend} {before.middle} {end - bend} {after.middle} {end} {after.middle}"
    low = max(before.y, after.y) + HEIGHT + DOWN // 2
    left, right = before.text_x, after.text_x
    return f"M{left} {before.y + HEIGHT}C{left} {low} {right} {low} {right} {after.y + HEIGHT + 2}"


def lines_of(text: str) -> tuple[str, ...]:
    """The text in at most two lines that fit into a box; what is longer ends in an ellipsis."""
    first, rest = _first_line(text)
    return (first, cut(rest)) if rest else (first,)


def cut(text: str) -> str:
    """As much of the text as fits into a line of a box."""
    end = _fitting(text)
    return text if end == len(text) else f"{text[: end - 1]}…"


def _first_line(text: str) -> tuple[str, str]:
    """What fits into a line, broken at a space where there is one, and what is left."""
    end = _fitting(text)
    if end < len(text):
        end = text.rfind(" ", 0, end + 1) if " " in text[: end + 1].strip() else end
    return text[:end].strip(), text[end:].strip()


def _fitting(text: str) -> int:
    used = 0
    for place, letter in enumerate(text):
        used += 2 if east_asian_width(letter) in "WF" else 1
        if used > LINE:
            return place
    return len(text)
