"""The situation questions of an item as form fields: those that apply, given the answers so far."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from yimen.modules.approvals.content import Answers, Content, Situation

NEEDED = {"required": _("请选择。")}


def answers_in(content: Content, params: QueryDict) -> dict[str, list[str]]:
    """The answers in an address or a sent form; what is no answer to a question that applies is left out."""
    kept: dict[str, list[str]] = {}
    for situation in content.situations:
        if not content.applies(situation, kept):
            continue
        known = {option.key for option in situation.options}
        given = [one for one in dict.fromkeys(params.getlist(situation.key)) if one in known]
        if given:
            kept[situation.key] = given if situation.multiple else given[:1]
    return kept


class Situations(forms.Form):
    """情形 — a question a field; ``answers`` decide which ones apply and what is chosen."""

    use_required_attribute = False

    def __init__(self, content: Content, answers: Answers, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.content = content
        asked = {one.key: _field(one, answers) for one in content.asked(answers)}
        self.fields = {**asked, **self.fields}

    @property
    def situation_fields(self) -> list[forms.BoundField]:
        return [self[one.key] for one in self.content.situations if one.key in self.fields]


def _field(situation: Situation, answers: Answers) -> forms.Field:
    choices = [(option.key, option.shown) for option in situation.options]
    chosen = list(answers.get(situation.key, ()))
    if situation.multiple:
        return forms.MultipleChoiceField(
            label=situation.shown,
            choices=choices,
            initial=chosen,
            widget=forms.CheckboxSelectMultiple,
            error_messages=NEEDED,
        )
    return forms.ChoiceField(
        label=situation.shown,
        choices=choices,
        initial=chosen[0] if chosen else "",
        widget=forms.RadioSelect,
        error_messages=NEEDED,
    )
