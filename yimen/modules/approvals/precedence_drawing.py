"""前置关系图: boxes in layers from left to right and arrows between them, as plain numbers for an SVG."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width
from uuid import UUID

from yimen.kernel.web.words import named

from .models import Item, Prerequisite
from .precedence import layers

WIDTH, HEIGHT, ACROSS, DOWN, MARGIN = 208, 60, 60, 24, 12
LINE = 24
"""Half-width characters that fit in a line of a box."""


@dataclass(frozen=True)
class Box:
    """方框 — one item."""

    item: Item
    x: int
    y: int
    lines: tuple[str, ...]
    is_marked: bool = False
    is_held: bool = False

    @property
    def text_x(self) -> int:
        return self.x + WIDTH // 2

    @property
    def text_y(self) -> int:
        return self.y + (HEIGHT // 2 + 5 if len(self.lines) == 1 else HEIGHT // 2 - 5)

    @property
    def middle(self) -> int:
        return self.y + HEIGHT // 2


@dataclass(frozen=True)
class Arrow:
    """箭头 — one comes before another: hard, soft, or moved behind."""

    kind: str
    path: str


@dataclass(frozen=True)
class Drawing:
    """关系图."""

    width: int
    height: int
    boxes: Sequence[Box]
    arrows: Sequence[Arrow]
    box_width: int = WIDTH
    box_height: int = HEIGHT


def draw(
    rows: Sequence[Prerequisite], *, marked: UUID | None = None, held: Collection[UUID] = ()
) -> Drawing | None:
    """The drawing of these prerequisites; None when there is nothing to draw."""
    items = {one.pk: one for row in rows for one in (row.before, row.after)}
    if not items:
        return None
    pairs = [(row.before_id, row.after_id) for row in rows if not row.is_postponed]
    columns = _ordered(layers(items, pairs), pairs)
    boxes = {box.item.pk: box for box in _boxes(columns, items, marked, held)}
    arrows = [Arrow(_kind(row), _path(boxes[row.before_id], boxes[row.after_id])) for row in rows]
    tallest = max(len(column) for column in columns)
    width = len(columns) * (WIDTH + ACROSS) - ACROSS + 2 * MARGIN
    return Drawing(width, tallest * (HEIGHT + DOWN) - DOWN + 2 * MARGIN, list(boxes.values()), arrows)


def _kind(row: Prerequisite) -> str:
    return "postponed" if row.is_postponed else row.kind


def _ordered(columns: list[list[UUID]], pairs: Collection[tuple[UUID, UUID]]) -> list[list[UUID]]:
    """Each column in the order of the middle of what comes before: arrows cross less."""
    places: dict[UUID, float] = {}
    found: list[list[UUID]] = []
    for column in columns:
        weight = {
            node: _middle([places[b] for b, a in pairs if a == node and b in places]) for node in column
        }
        column = sorted(column, key=lambda node: (weight[node], column.index(node)))
        places |= {node: place for place, node in enumerate(column)}
        found.append(column)
    return found


def _middle(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _boxes(
    columns: list[list[UUID]], items: Mapping[UUID, Item], marked: UUID | None, held: Collection[UUID]
) -> Iterator[Box]:
    tallest = max(len(column) for column in columns)
    for across, column in enumerate(columns):
        top = (tallest - len(column)) * (HEIGHT + DOWN) // 2
        for down, node in enumerate(column):
            yield Box(
                items[node],
                MARGIN + across * (WIDTH + ACROSS),
                MARGIN + top + down * (HEIGHT + DOWN),
                lines_of(named(items[node])),
                is_marked=node == marked,
                is_held=node in held,
            )


def lines_of(text: str) -> tuple[str, ...]:
    """The text in at most two lines that fit into a box; what is longer ends in an ellipsis."""
    lines, rest = [], text
    for number in (1, 2):
        line, rest = _cut(rest)
        lines.append(line)
        if not rest:
            return tuple(lines)
        if number == 2:
            lines[-1] = f"{line[:-1]}…"
    return tuple(lines)


def _cut(text: str) -> tuple[str, str]:
    used, space = 0, 0
    for place, letter in enumerate(text):
        used += 2 if east_asian_width(letter) in "WF" else 1
        space = place if letter == " " else space
        if used > LINE:
            end = space or place
            return text[:end].strip(), text[end:].strip()
    return text, ""


def _path(before: Box, after: Box) -> str:
    """From the right side of one to the left side of the other; bent back over when it lies behind."""
    start, end = before.x + WIDTH, after.x - 2
    if after.x > before.x:
        bend = (end - start) // 2
        return f"M{start} {before.middle} C{start + bend} {before.middle} {end - bend} {after.middle} {end} {after.middle}"
    low = max(before.y, after.y) + HEIGHT + DOWN // 2
    left, right = before.x + WIDTH // 2, after.x + WIDTH // 2
    return f"M{left} {before.y + HEIGHT} C{left} {low} {right} {low} {right} {after.y + HEIGHT + 2}"
