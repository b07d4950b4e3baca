"""Fields that offer rows of a table by their names in the reader's language, and how many of them are shown."""

from __future__ import annotations

from typing import Any

from django import forms

from .words import named


class NamedChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One body, item, section or person."""

    def label_from_instance(self, obj: Any) -> str:
        return named(obj)


class NamedChoices(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several of them."""

    def label_from_instance(self, obj: Any) -> str:
        return named(obj)


class FoldedChoices(forms.CheckboxSelectMultiple):
    """收起的选项 — many choices of which most people take none: folded until somebody opens them or has chosen."""
