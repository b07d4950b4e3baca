"""The situation questions of an item as form fields: those that apply, given the answers so far."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from yimen.modules.approvals.content import Answers, Content, Situation
from yimen.modules.approvals.item_forms import Field, FieldKind
from yimen.modules.approvals.known import Known, asked_fields

from .item_form import field_of

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


def known_in(content: Content, params: QueryDict, *, on: date | None = None) -> Known:
    """What an address or a sent form says: the answers, and beside them what the rules ask about otherwise."""
    form = {}
    for one in content.form.fields:
        name = next((name for name in _names(one) if name in params), "")
        value = params.getlist(name) if one.kind == FieldKind.MULTIPLE else params.get(name, "").strip()
        if value and one.kind not in (FieldKind.RESIDENT_ID, FieldKind.TABLE):
            form[one.key] = (
                {"yes": True, "no": False}.get(str(value)) if one.kind == FieldKind.FLAG else value
            )
    kind = params.get("applicant.kind", "")
    return Known(
        answers_in(content, params),
        form=form,
        applicant_kind=kind if kind in content.terms["applicant.kind"].known else "",
        applied_on=on,
        channel=params.get("applied.channel", ""),
    )


def _names(one: Field) -> list[str]:
    return [f"form.{one.key}", *([f"matter.{one.meaning}"] if one.meaning else [])]


class Situations(forms.Form):
    """情形 — a question a field; ``answers`` decide which ones apply and what is chosen."""

    use_required_attribute = False

    def __init__(self, content: Content, answers: Answers, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.content = content
        asked = {one.key: _field(one, answers) for one in content.asked(answers)}
        self.fields = {**asked, **self.fields}

    def ask_beyond(self, known: Known) -> None:
        """另外要知道的 — what the rules ask about beside the questions, for who has no application yet."""
        if "applicant.kind" in self.content.decisive:
            term = self.content.terms["applicant.kind"]
            self.fields["applicant.kind"] = forms.ChoiceField(
                label=term.label,
                choices=term.options,
                initial=known.applicant_kind,
                required=False,
                widget=forms.RadioSelect,
            )
        asked = {one.key for one in asked_fields(self.content, known)}
        for one in self.content.form.fields:
            name = next((name for name in _names(one) if name in self.content.decisive), "")
            if name and one.key in asked and one.kind != FieldKind.TABLE:
                self.fields[name] = field_of(one, known.form.get(one.key))

    @property
    def further_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if "." in name]

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
