"""索引号的格式 — the pattern by which index numbers are made: text with places in braces, such as {front}/{year}-{serial:5}.

Places: front (前段码 of the body), area (its division, 6 digits), year, serial with its least width.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from yimen.kernel.base.refusals import RuleBroken

PLACE = re.compile(r"{(front|area|year|serial(?::(\d))?)}")
LONGEST = 60


def numbered(pattern: str, *, front: str, area: str, year: int, serial: int) -> str:
    """The index number; raises RuleBroken when the pattern is none or the number does not fit."""
    require_pattern(pattern)
    places = {"front": front, "area": area[:6], "year": f"{year:04d}"}

    def fill(found: re.Match[str]) -> str:
        if found[1].startswith("serial"):
            return str(serial).zfill(int(found[2] or 1))
        return places[found[1]]

    made = PLACE.sub(fill, pattern)
    if len(made) > LONGEST:
        raise RuleBroken(_("索引号超过 %(most)s 个字符，请调整索引号格式。") % {"most": LONGEST})
    return made


def require_pattern(pattern: str) -> None:
    """Year and serial must be there, else two bodies or years would run into one another."""
    left = PLACE.sub("", pattern)
    if (
        "{" in left
        or "}" in left
        or "{serial" not in pattern
        or "{year}" not in pattern
        or "{front}" not in pattern
    ):
        raise RuleBroken(
            _("索引号格式必须含有 {front}、{year} 和 {serial}，例如 {front}/{year}-{serial:5}。")
        )
