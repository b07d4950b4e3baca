"""The fields of the parameters' pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .models import Policy
from .units import Unit


class Setting(forms.Form):
    """设定参数 — a new value of a parameter that is known; its kind (number, text, yes or no) stays."""

    value = forms.CharField(label=_("新的值"))
    unit = forms.ChoiceField(label=pgettext_lazy("计量", "单位"), required=False)
    in_force_from = forms.DateField(
        label=_("施行日期"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("今天或以后；原来的值在前一天失效，过去的不能更改。"),
    )
    is_confirmed = forms.BooleanField(label=_("依据已核实"), required=False, initial=True)
    basis = forms.CharField(
        label=_("依据"),
        max_length=300,
        required=False,
        help_text=_("文件名称和条款，例如：行政许可法第四十二条"),
    )
    note = forms.CharField(label=_("说明"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, latest: Policy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = _field_for(latest.value)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ChoiceField)  # noqa: S101 - declared above
        unit.choices = [(value, label or _("无")) for value, label in Unit.choices]
        self.initial = {"value": latest.value, "unit": latest.unit, **self.initial}


class Confirmation(forms.Form):
    """核实参数 — the document and article on which it rests."""

    basis = forms.CharField(
        label=_("依据"), max_length=300, help_text=_("文件名称和条款，例如：行政许可法第四十二条")
    )


def _field_for(value: object) -> forms.Field:
    label = _("新的值")
    if isinstance(value, bool):
        return forms.BooleanField(label=label, required=False)
    if isinstance(value, int):
        return forms.IntegerField(label=label)
    return forms.CharField(label=label, max_length=300)
