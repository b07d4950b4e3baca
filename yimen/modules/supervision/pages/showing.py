"""What the pages of supervision share: the way back, badges."""

from __future__ import annotations

from collections.abc import Mapping

from yimen.kernel.base.refusals import Text
from yimen.kernel.web.shapes import Badge, Crumb, Tone, state_badges
from yimen.modules.supervision.models import Alert
from yimen.modules.supervision.states import AlertState, Level

LEVELS: Mapping[str, Tone] = {Level.NOTICE: "info", Level.YELLOW: "warning", Level.RED: "danger"}
STATES: Mapping[str, Tone] = {
    AlertState.OPEN: "warning",
    AlertState.ACKNOWLEDGED: "info",
    AlertState.EXPLAINED: "info",
    AlertState.CONTESTED: "warning",
    AlertState.JUSTIFIED: "success",
    AlertState.CONFIRMED: "danger",
    AlertState.CANCELLED: "neutral",
}


def level_badge(alert: Alert) -> Badge:
    return Badge(alert.get_level_display(), tone=LEVELS[alert.level])


state_badge = state_badges(STATES)


def crumbs(*steps: tuple[Text, str]) -> list[Crumb]:
    return [Crumb(label, href) for label, href in steps]
