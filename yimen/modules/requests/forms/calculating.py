"""The form of the public calculator: a day of receipt, and up to six things that happened afterwards."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.modules.requests.clock import Happened
from yimen.modules.requests.states import ClockEventKind

from .acts import day

LINES = 6
ASKED = [
    ("", "—"),
    *(
        one
        for one in ClockEventKind.choices
        if one[0] not in (ClockEventKind.RECEIVED, ClockEventKind.REOPENED)
    ),
]
PAIRS = {
    ClockEventKind.THIRD_PARTY_SENT: "third",
    ClockEventKind.THIRD_PARTY_ANSWERED: "third",
    ClockEventKind.BODY_CONSULTED: "body",
    ClockEventKind.BODY_ANSWERED: "body",
}


class Calculation(forms.Form):
    """期限计算 — by the address, so that a calculation can be sent on."""

    received_on = day(_("收到申请的日期"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(1, LINES + 1):
            self.fields[f"kind_{place}"] = forms.ChoiceField(
                label=_("之后的事件"), choices=ASKED, required=False
            )
            self.fields[f"on_{place}"] = day(_("日期"), required=False)
            self.fields[f"days_{place}"] = forms.IntegerField(
                label=_("延长的工作日"), min_value=1, max_value=60, required=False
            )
            self.fields[f"until_{place}"] = day(_("延迟答复至"), required=False)

    def lines(self) -> list[dict[str, Any]]:
        """The bound fields of each event, for the template."""
        names = ("kind", "on", "days", "until")
        return [
            {"place": place, "fields": [self[f"{name}_{place}"] for name in names]}
            for place in range(1, LINES + 1)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        received = cleaned.get("received_on")
        for place in range(1, LINES + 1):
            if not cleaned.get(f"kind_{place}"):
                continue
            on = cleaned.get(f"on_{place}")
            if on is None:
                self.add_error(f"on_{place}", _("请填写日期。"))
            elif received and on < received:
                self.add_error(f"on_{place}", _("日期不能早于收到申请的日期。"))
            if cleaned[f"kind_{place}"] == ClockEventKind.DELAY_FIXED and not cleaned.get(f"until_{place}"):
                self.add_error(f"until_{place}", _("请填写日期。"))
            if cleaned[f"kind_{place}"] == ClockEventKind.EXTENDED and not cleaned.get(f"days_{place}"):
                self.add_error(f"days_{place}", _("请填写天数。"))
        return cleaned

    @property
    def events(self) -> list[Happened]:
        data = self.cleaned_data
        found = [Happened(ClockEventKind.RECEIVED, data["received_on"])]
        for place in range(1, LINES + 1):
            if kind := data.get(f"kind_{place}"):
                found.append(_happened(kind, data[f"on_{place}"], data, place))
        return found


def _happened(kind: str, on: date, data: dict[str, Any], place: int) -> Happened:
    return Happened(
        kind,
        on,
        data.get(f"days_{place}") or 0,
        data.get(f"until_{place}"),
        PAIRS.get(ClockEventKind(kind), ""),
    )
