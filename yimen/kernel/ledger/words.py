"""不符之处 in words for those who audit; the detail is said as the command says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.refusals import Text

KINDS: Mapping[str, Text] = {
    "chain": _("留痕被更改，或者与前后不相接"),
    "put_in": _("留痕在账本之外被加入"),
    "taken_away": _("留痕被拿走"),
    "tree": _("账页与签署不符"),
    "head": _("签署无效或者前后不相接"),
    "key": _("密钥没有前一把的签认"),
}


@dataclass(frozen=True)
class FaultLine:
    """不符 — of which kind, in which words, and the entry where there is one."""

    kind: Text
    detail: str
    entry: str


def fault_lines(faults: Iterable[Mapping[str, Any]]) -> list[FaultLine]:
    """What a check kept, as lines of a page."""
    return [
        FaultLine(KINDS.get(one["code"], one["code"]), str(one["detail"]), str(one["entry"]))
        for one in faults
    ]
