"""阶段图: the items of a stage in layers from left to right, arrows between them, the longest way marked; plain numbers for an SVG."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from .rules import layers

WIDTH, HEIGHT, ACROSS, DOWN, MARGIN = 216, 76, 56, 20, 12
LINE = 24
"""Half-width characters that fit in a line of a box."""


@dataclass(frozen=True)
class Node:
    """事项 in the drawing: its name, who holds it, in which state of the drawing it is."""

    code: str
    name: str
    holder: str
    tone: str = "waiting"
    href: str = ""


@dataclass(frozen=True)
class Box:
    """方框."""

    node: Node
    x: int
    y: int
    is_on_the_way: bool

    @property
    def text_x(self) -> int:
        return self.x + WIDTH // 2

    @property
    def name_y(self) -> int:
        return self.y + 30

    @property
    def holder_y(self) -> int:
        return self.y + 54

    @property
    def middle(self) -> int:
        return self.y + HEIGHT // 2

    @property
    def name(self) -> str:
        return cut(self.node.name)

    @property
    def holder(self) -> str:
        return cut(self.node.holder)


@dataclass(frozen=True)
class Arrow:
    """箭头."""

    kind: str
    path: str
    is_on_the_way: bool


@dataclass(frozen=True)
class Drawing:
    """阶段图."""

    width: int
    height: int
    boxes: Sequence[Box]
    arrows: Sequence[Arrow]
    box_width: int = WIDTH
    box_height: int = HEIGHT


def draw(
    nodes: Sequence[Node], orders: Mapping[tuple[str, str], str], way: Collection[str] = ()
) -> Drawing | None:
    """The drawing of these items; None when there is nothing to draw."""
    if not nodes:
        return None
    known = {one.code: one for one in nodes}
    pairs = [pair for pair in orders if pair[0] in known and pair[1] in known]
    columns = layers(list(known), pairs)
    boxes: dict[str, Box] = {}
    for across, column in enumerate(columns):
        for down, code in enumerate(column):
            x, y = MARGIN + across * (WIDTH + ACROSS), MARGIN + down * (HEIGHT + DOWN)
            boxes[code] = Box(known[code], x, y, code in way)
    arrows = [Arrow(orders[a, b], _path(boxes[a], boxes[b]), a in way and b in way) for a, b in pairs]
    tallest = max(len(column) for column in columns)
    width = len(columns) * (WIDTH + ACROSS) - ACROSS + 2 * MARGIN
    return Drawing(width, tallest * (HEIGHT + DOWN) - DOWN + 2 * MARGIN, list(boxes.values()), arrows)


def _path(before: Box, after: Box) -> str:
    """From the right side of one to the left side of the other."""
    start, end = before.x + WIDTH, after.x - 2
    bend = (end - start) // 2
    return f"M{start} {before.middle}C{start + bend} {before.middle} {end - bend} {after.middle} {end} {after.middle}"


def cut(text: str) -> str:
    """As much of the text as fits into a line of a box."""
    used = 0
    for place, letter in enumerate(text):
        used += 2 if east_asian_width(letter) in "WF" else 1
        if used > LINE:
            return f"{text[: place - 1]}…"
    return text
