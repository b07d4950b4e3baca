"""Fields of the one application: which items, which situation; the form itself is that of approvals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.modules.projects.asking import Question


class Situations(forms.Form):
    """事项和情形 — optional items to choose, then each question once."""

    use_required_attribute = False

    def __init__(
        self,
        *args: Any,
        optional: Sequence[tuple[str, str]],
        questions: Sequence[Question],
        chosen: Sequence[str],
        answers: Mapping[str, Sequence[str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if optional:
            self.fields["chosen"] = forms.MultipleChoiceField(
                label=_("还要办理的事项"),
                choices=optional,
                initial=list(chosen),
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        for one in questions:
            self.fields[one.key] = _field(one, answers.get(one.key, ()))
        self.questions = questions

    @property
    def answers(self) -> dict[str, list[str]]:
        """What was answered, by the keys of the stage."""
        found = {one.key: self.cleaned_data.get(one.key) for one in self.questions}
        return {key: value if isinstance(value, list) else [value] for key, value in found.items() if value}

    @property
    def chosen(self) -> list[str]:
        return list(self.cleaned_data.get("chosen", []))


def _field(one: Question, given: Sequence[str]) -> forms.Field:
    if one.multiple:
        return forms.MultipleChoiceField(
            label=one.shown,
            choices=one.options,
            initial=list(given),
            widget=forms.CheckboxSelectMultiple,
        )
    return forms.ChoiceField(
        label=one.shown,
        choices=one.options,
        initial=next(iter(given), ""),
        widget=forms.RadioSelect,
    )


class Contact(forms.Form):
    """联系电话."""

    contact_phone = forms.CharField(label=_("联系电话"), max_length=30)
