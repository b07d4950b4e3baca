"""Figures by way: what was accepted, by the procedure that it went and the form in which it came."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.refusals import Text
from yimen.kernel.cases.models import Channel
from yimen.kernel.metrics.figures import Dimension, Figure, register

from .metrics import ACCEPTED
from .states import Mode, Pattern


def _patterns(keys: Collection[Any]) -> Mapping[Any, Text]:
    return {one: Pattern(one).label for one in keys}


def _channels(keys: Collection[Any]) -> Mapping[Any, Text]:
    return {one: Channel(one).label for one in keys}


def _modes(keys: Collection[Any]) -> Mapping[Any, Text]:
    return {one: Mode(one).label for one in keys}


ACCEPTED_BY_WAY = Figure(
    code="approvals.accepted-by-way",
    is_kept=False,
    is_detail=True,
    title=_("受理（按流程和形式）"),
    definition=_("期间内受理的申请，口径同受理；按适用的审批流程、办理形式、办件类型分列。"),
    source=_("行政许可法第三十二条"),
    rows=ACCEPTED.rows,
    day="accepted_on",
    dimensions=(
        Dimension("pattern", _("审批流程"), "pattern", _patterns, read=str),
        Dimension("way", _("办理形式"), "channel", _channels, read=str),
        Dimension("mode", _("办件类型"), "version__mode", _modes, read=str),
    ),
)
MEASURES = [ACCEPTED_BY_WAY]
register(MEASURES)
