"""Fields that several forms of the desk for big projects have: a day, several lines, a row named by its number."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.text import normal

from .acts import long_text


def day(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    """A day, with the browser's own calendar."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=required, widget=widget, help_text=hint)


def words(label: Any, *, required: bool = True, most: int = 2000, hint: Any = "") -> forms.CharField:
    """Several lines of text."""
    return forms.CharField(
        label=label, required=required, max_length=most, widget=long_text(), help_text=hint
    )


class ByNumber(forms.CharField):
    """编号 — names one row among those that the reader sees; ``rows`` are set by the form."""

    rows: QuerySet[Any]

    def clean(self, value: Any) -> Model | None:
        number = normal(super().clean(value))
        if not number:
            return None
        found: Model | None = self.rows.filter(number=number).first()
        if found is None:
            raise forms.ValidationError(_("没有这个编号，或者您不能查看它。"))
        return found
