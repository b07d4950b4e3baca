"""阶段图: the items of a stage and their orders, for the drawing of kernel.web; the longest way is marked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from yimen.kernel.web.drawing import Drawing, Key, Node, draw

Orders = Mapping[tuple[str, str], str]
"""先后关系: two codes of items, and the kind of their order."""
KEYS = (
    Key("hard", _("实线：先办结果是后办的前提")),
    Key("soft", _("虚线：可先审查，前项办结后决定")),
    Key("marked", _("粗线：最长路径")),
)


def drawn(nodes: Iterable[Node], orders: Orders, way: Collection[str] = ()) -> Drawing | None:
    """The drawing of these items, by their codes; None when there is nothing to draw."""
    marked = (replace(one, is_marked=one.key in way) for one in nodes)
    return draw(marked, orders, keys=KEYS, marked=way)
