"""Fields of shifts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.days import local_day
from yimen.kernel.orgs.models import Org, Window
from yimen.kernel.people.models import Person
from yimen.kernel.web.choices import NamedChoice
from yimen.kernel.web.words import named
from yimen.modules.hall import queries
from yimen.modules.hall.models import Shift

from .queue import Nothing, Reason

__all__ = ["Nothing", "Reason", "Replacement", "ShiftPlan", "Week"]


class ShiftPlan(forms.Form):
    """排班."""

    window = forms.ModelChoiceField(Window.objects.none(), label=_("窗口"))
    person = NamedChoice(Person.objects.none(), label=_("人员"))
    day = forms.DateField(label=_("日期"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    starts = forms.TimeField(label=_("开始"), widget=forms.TimeInput(attrs={"type": "time"}))
    ends = forms.TimeField(label=_("结束"), widget=forms.TimeInput(attrs={"type": "time"}))
    note = forms.CharField(label=_("说明"), max_length=200, required=False)

    def __init__(self, *args: Any, centre: Org, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        windows = Window.objects.filter(centre=centre, is_open=True).select_related("centre")
        self.fields["window"].queryset = windows  # type: ignore[attr-defined]
        self.fields["window"].label_from_instance = lambda one: f"{one} {named(one)}"  # type: ignore[attr-defined]
        self.fields["person"].queryset = queries.clerks(centre, timezone.localdate())  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """What the verb is told, but the window."""
        data = self.cleaned_data
        return {
            "person": data["person"],
            "starts_at": timezone.make_aware(datetime.combine(data["day"], data["starts"])),
            "ends_at": timezone.make_aware(datetime.combine(data["day"], data["ends"])),
            "note": data["note"],
        }


class Replacement(forms.Form):
    """顶班."""

    person = NamedChoice(Person.objects.none(), label=_("由谁顶班"))
    reason = forms.CharField(label=_("原因"), max_length=200)

    def __init__(self, *args: Any, shift: Shift, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = local_day(shift.starts_at)
        others = queries.clerks(shift.window.centre, day).exclude(pk=shift.person_id)
        self.fields["person"].queryset = others  # type: ignore[attr-defined]


class Week(forms.Form):
    """周."""

    monday = forms.DateField(widget=forms.HiddenInput())
