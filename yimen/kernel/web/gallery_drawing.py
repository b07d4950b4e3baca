"""The drawing of the gallery: two come before a third."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from .drawing import Drawing, Key, Node, draw

KEYS = (
    Key("hard", _("实线：必须先取得")),
    Key("soft", _("虚线：可同时办理，决定前取得")),
)
NAMES = ("用地规划许可", "工程规划许可", "施工许可")  # 中文


def example_drawing() -> Drawing | None:
    """先后关系图 with both kinds of lines, a box that is done and one that leads somewhere."""
    first, second, third = NAMES
    nodes = [
        Node(1, first, tone="success"),
        Node(2, second, "20", href="#"),
        Node(3, third, is_marked=True),
    ]
    return draw(nodes, {(1, 3): "hard", (2, 3): "soft"}, keys=KEYS)
