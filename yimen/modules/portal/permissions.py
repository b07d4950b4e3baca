"""Who may do what in the portal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.grants import Ground
from yimen.kernel.base.refusals import Text
from yimen.kernel.people.grounds import machine, oneself, post
from yimen.kernel.people.roles import Role


class Permission(models.TextChoices):
    """权限 of the portal."""

    SEARCH_DROP = "portal.search.drop", _("取消检索订阅")
    SEARCH_SAVE = "portal.search.save", _("订阅检索")
    WALL_CLOSE = "portal.wall.close", _("关闭大屏")
    WALL_OPEN = "portal.wall.open", _("开通大屏")
    SEARCH_TELL = "portal.search.tell", _("告知订阅的新内容")


WALL_KEEPERS = (Role.CENTRE_MANAGER, Role.LEADER)
"""Who puts the figures of the own body onto a wall."""

MACHINES: Mapping[str, Text] = {
    "saved searches": _("系统（检索订阅）"),
}
"""系统 — how the machine that tells of new results is called."""

GRANTS: Mapping[str, Sequence[Ground]] = {
    Permission.SEARCH_DROP: [oneself],
    Permission.SEARCH_SAVE: [oneself],
    Permission.SEARCH_TELL: [machine("saved searches")],
    Permission.WALL_CLOSE: [post(*WALL_KEEPERS)],
    Permission.WALL_OPEN: [post(*WALL_KEEPERS)],
}
