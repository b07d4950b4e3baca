"""What the forms of campaigns and supervision cases have in common: long texts, days, bodies, the subject."""

from __future__ import annotations

from typing import Any

from django import forms


def long_text(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def day(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=required, help_text=hint, widget=widget)


class ActForm(forms.Form):
    """办理 — the form of one act on one subject, for the actor who looks at it."""

    def __init__(self, *args: Any, about: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about, self.actor = about, actor
        self.prepare()

    def prepare(self) -> None:
        """What depends on the subject: choices, first values."""

    def facts(self) -> dict[str, Any]:
        """What the verb is told."""
        return dict(self.cleaned_data)


class Plain(ActForm):
    """An act that needs nothing but the click."""
