"""时延 in words."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _


def lag_text(lag: timedelta | None) -> str:
    """时延 — in seconds, minutes, hours or days; nothing where there is none."""
    if lag is None:
        return ""
    seconds = max(int(lag.total_seconds()), 0)
    if seconds >= 86_400:
        return _("%(n)s 天") % {"n": seconds // 86_400}
    if seconds >= 3600:
        return _("%(n)s 小时") % {"n": seconds // 3600}
    if seconds >= 60:
        return _("%(n)s 分钟") % {"n": seconds // 60}
    return _("%(n)s 秒") % {"n": seconds}
