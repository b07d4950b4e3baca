"""What the pages of supervision share: the way back, the page of an act, badges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse

from yimen.kernel.base.refusals import Text
from yimen.kernel.web.pages import render
from yimen.kernel.web.request import Request
from yimen.kernel.web.shapes import Badge, Crumb, Tone
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


def state_badge(alert: Alert) -> Badge:
    return Badge(alert.get_state_display(), tone=STATES[alert.state])


def sent(request: Request) -> Any:
    """What was posted, even when the form has no field; None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def crumbs(*steps: tuple[Text, str]) -> list[Crumb]:
    return [Crumb(label, href) for label, href in steps]


def show_act(
    request: Request,
    form: BaseForm,
    title: Text,
    way: Sequence[tuple[Text, str]],
    *,
    lead: Text = "",
    rows: Mapping[str, object] | None = None,
    kind: str = "primary",
) -> HttpResponse:
    """The page of an act: what it is about, its fields, its one button."""
    context = {
        "act_title": title,
        "lead_text": lead,
        "form": form,
        "rows": (rows or {}).items(),
        "kind": kind,
        "has_file": form.is_multipart(),
        "crumbs": crumbs(*way, (title, "")),
    }
    return render(request, "supervision/act.html", context)
