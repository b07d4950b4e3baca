"""What the forms of acts share: the cursor in the first field, windows, long texts, persons."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.kernel.orgs.models import Window


class ActForm(forms.Form):
    """办理 — the first field that is typed into has the cursor when the page opens.

    ``begins_above``: where something is to be read and checked before the form, the page stays at its top.
    """

    begins_above = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound and not self.begins_above:
            self.focus_first()

    def focus_first(self) -> None:
        first = next((one for one in self.visible_fields() if not one.field.widget.use_fieldset), None)
        if first is not None:
            first.field.widget.attrs["autofocus"] = True


class Plain(ActForm):
    """An act that needs nothing but the click."""


class WindowField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """受理窗口 — one of the windows at which the officer sits; the only one is chosen already."""

    def __init__(self) -> None:
        super().__init__(Window.objects.none(), label=_("受理窗口"), required=False, empty_label=None)

    def offer(self, windows: Iterable[Window]) -> None:
        """Those that may be chosen; without any the field asks nothing."""
        known = [one.pk for one in windows]
        self.queryset = Window.objects.filter(pk__in=known).select_related("centre")
        self.required = bool(known)
        self.initial = known[0] if known else None
        if not known:
            self.widget = forms.HiddenInput()

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} {obj.name}"


class AtWindow(ActForm):
    """受理窗口 — acts that are done at a window, after the materials were checked."""

    begins_above = True

    window = WindowField()

    def __init__(self, *args: Any, windows: Iterable[Window], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["window"]
        assert isinstance(field, WindowField)  # noqa: S101 - declared above
        field.offer(windows)


class LateEntry(forms.Form):
    """补录 — for what was done on paper first: when it really happened."""

    occurred_at = forms.DateTimeField(
        label=_("实际办理时间"),
        required=False,
        help_text=_("只在补录时填写；记录会同时保留实际办理时间和录入时间"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )


def long_text(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})
