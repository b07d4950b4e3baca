"""What the forms of campaigns and supervision cases have in common: long texts, days, bodies, the subject."""

from __future__ import annotations

from typing import Any

from django import forms

from yimen.kernel.web.words import named


class BodyField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """机构 — by its name in the reader's language."""

    def label_from_instance(self, obj: Any) -> str:
        return named(obj)


class BodiesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """机构 — several, by their names in the reader's language."""

    def label_from_instance(self, obj: Any) -> str:
        return named(obj)


def long_text(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def day(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=required, help_text=hint, widget=widget)
