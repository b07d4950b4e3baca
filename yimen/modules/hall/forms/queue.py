"""Fields of the queue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.kernel.cases.models import Case
from yimen.kernel.orgs.models import Window
from yimen.kernel.web.choices import NamedChoice
from yimen.kernel.web.words import named
from yimen.modules.hall.models import BusinessClass, PriorityGround


class Nothing(forms.Form):
    """An act that needs nothing but the click."""


class Number(forms.Form):
    """取号 — which queue; whoever the law lets go first says why."""

    business = NamedChoice(BusinessClass.objects.none(), label=_("业务"), empty_label=None)
    priority = NamedChoice(
        PriorityGround.objects.none(), label=_("优先办理"), required=False, empty_label=_("无")
    )
    item_code = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, classes: Any, priorities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["business"].queryset = classes  # type: ignore[attr-defined]
        self.fields["priority"].queryset = priorities  # type: ignore[attr-defined]


class ToWindow(forms.Form):
    """转窗口."""

    window = forms.ModelChoiceField(Window.objects.none(), label=_("转到"), empty_label=None)

    def __init__(self, *args: Any, windows: Iterable[Window], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [one.pk for one in windows]
        field = self.fields["window"]
        field.queryset = Window.objects.filter(pk__in=known).select_related("centre")  # type: ignore[attr-defined]
        field.label_from_instance = lambda one: f"{one} {named(one)}"  # type: ignore[attr-defined]


class Reason(forms.Form):
    """原因."""

    reason = forms.CharField(label=_("原因"), max_length=200)


class Served(forms.Form):
    """办毕 — with the number of the case that came of it, typed or scanned, or without one."""

    number = forms.CharField(
        label=_("办件编号"),
        max_length=30,
        required=False,
        help_text=_("没有办件时留空；可以扫描收件凭证上的条码"),
    )

    def clean_number(self) -> str:
        number = str(self.cleaned_data["number"]).strip().upper()
        self.case = Case.objects.filter(number=number).first() if number else None
        if number and self.case is None:
            raise forms.ValidationError(_("没有这个编号的办件，请核对。"))
        return number

    case: Case | None = None
