"""办公时间 — data writes ``mon-fri 09:00-17:00``; people read it in their language."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

DAYS = {
    "mon": gettext_lazy("周一"),
    "tue": gettext_lazy("周二"),
    "wed": gettext_lazy("周三"),
    "thu": gettext_lazy("周四"),
    "fri": gettext_lazy("周五"),
    "sat": gettext_lazy("周六"),
    "sun": gettext_lazy("周日"),
}
WRITTEN = re.compile(r"([a-z]{3})-([a-z]{3}) (\d\d:\d\d)-(\d\d:\d\d)")


def in_words(hours: str) -> str:
    """``mon-fri 09:00-17:00`` as 周一至周五 9:00–17:00; what is written in another way stays as it is."""
    found = WRITTEN.fullmatch(hours.strip())
    if found is None or not {found[1], found[2]} <= DAYS.keys():
        return hours
    facts = {
        "first": DAYS[found[1]],
        "last": DAYS[found[2]],
        "opens": _clock(found[3]),
        "closes": _clock(found[4]),
    }
    return _("%(first)s至%(last)s %(opens)s–%(closes)s") % facts


def _clock(text: str) -> str:
    """09:00 as 9:00."""
    return text.removeprefix("0")
