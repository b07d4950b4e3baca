"""前置关系图: the items and their prerequisites, for the drawing of kernel.web."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.kernel.web.drawing import Drawing, Key, Node, draw
from yimen.kernel.web.words import named

from .models import Item, Prerequisite

POSTPONED = "postponed"
KEYS = (
    Key("hard", gettext_lazy("实线：必须先取得")),
    Key("soft", gettext_lazy("虚线：可同时办理，决定前取得")),
    Key(POSTPONED, gettext_lazy("点线：原为前置，已改为后置")),
)


def drawn(
    rows: Sequence[Prerequisite], *, marked: UUID | None = None, held: Collection[UUID] = ()
) -> Drawing | None:
    """The drawing of these prerequisites; None when there is nothing to draw. What was moved behind holds nothing back."""
    items = {one.pk: one for row in rows for one in (row.before, row.after)}
    nodes = [_node(one, is_marked=one.pk == marked, is_held=one.pk in held) for one in items.values()]
    orders = {(row.before_id, row.after_id): POSTPONED if row.is_postponed else str(row.kind) for row in rows}
    return draw(nodes, orders, keys=KEYS, loose=(POSTPONED,))


def _node(item: Item, *, is_marked: bool, is_held: bool) -> Node:
    name = named(item)
    return Node(
        item.pk,
        f"✓ {name}" if is_held else name,
        tone="success" if is_held else "",
        href=reverse("approvals:item-prerequisites", args=[item.code]),
        title=_("%(name)s（已取得）") % {"name": name} if is_held else name,
        is_marked=is_marked,
    )
