"""已知情况: what is known of an application or of somebody who reads the guide — answers, form, who, when, how.

The rules of an item ask about terms: ``situation.KEY`` (a question), ``form.KEY`` (a field of the form), ``matter.MEANING``
(the field that says amount, area, date or place), ``applicant.kind``, ``applied.on``, ``applied.channel``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from yimen.kernel.cases.models import Channel
from yimen.kernel.people.models import PersonKind

from .criteria import BadCriterion, Kind, Term, Value, criterion_from, holds
from .item_forms import Field, FieldKind, value_of
from .item_forms.shapes import Meaning

if TYPE_CHECKING:
    from .content import Content

Answers = Mapping[str, list[str]]
KINDS: dict[str, Kind] = {
    FieldKind.CHOICE: Kind.CHOICE,
    FieldKind.DATE: Kind.DATE,
    FieldKind.FLAG: Kind.FLAG,
    FieldKind.INTEGER: Kind.NUMBER,
    FieldKind.MONEY: Kind.NUMBER,
    FieldKind.MULTIPLE: Kind.CHOICES,
    FieldKind.NUMBER: Kind.NUMBER,
}
NOT_COMPARED = (FieldKind.TABLE, FieldKind.RESIDENT_ID)


@dataclass(frozen=True)
class Known(Mapping[str, list[str]]):
    """已知情况 — the answers to the questions as a mapping, and beside them all else that is known."""

    answers: Answers
    form: Mapping[str, Any] = field(default_factory=dict)
    applicant_kind: str = ""
    applied_on: date | None = None
    channel: str = ""

    def __getitem__(self, key: str) -> list[str]:
        return self.answers[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.answers)

    def __len__(self) -> int:
        return len(self.answers)


def chosen(answers: Answers) -> set[str]:
    """The answers as a set of situation.option."""
    return {f"{key}.{option}" for key, options in answers.items() for option in options}


def terms_of(content: Content) -> dict[str, Term]:
    """Every term that a rule of this content may name; a bad rule of a question counts as none here."""
    found = {one.key: one for one in _standing()}
    for situation in content.situations:
        key = f"situation.{situation.key}"
        found[key] = Term(
            key,
            Kind.CHOICES if situation.multiple else Kind.CHOICE,
            situation.shown,
            tuple((option.key, option.shown) for option in situation.options),
            is_required=True,
        )
    for one in content.form.fields:
        if one.kind not in NOT_COMPARED:
            found[f"form.{one.key}"] = _field_term(one, f"form.{one.key}")
        if one.meaning:
            found[f"matter.{one.meaning}"] = _field_term(one, f"matter.{one.meaning}")
    return _with_rules(content, found)


def _standing() -> list[Term]:
    kinds = tuple(
        (str(key), str(label)) for key, label in PersonKind.choices if key in ("resident", "enterprise")
    )
    channels = tuple((str(key), str(label)) for key, label in Channel.choices)
    return [
        Term("applicant.kind", Kind.CHOICE, _("申请人类型"), kinds, is_required=True),
        Term("applied.on", Kind.DATE, _("申请日期"), is_required=True),
        Term("applied.channel", Kind.CHOICE, _("办理形式"), channels, is_required=True),
    ]


def _field_term(one: Field, key: str) -> Term:
    label = str(Meaning(one.meaning).label) if key.startswith("matter.") else one.shown
    return Term(
        key,
        KINDS.get(one.kind, Kind.TEXT),
        label,
        tuple((choice.key, choice.shown) for choice in one.choices),
        unit=one.unit or (_("元") if one.kind == FieldKind.MONEY else ""),
        least=one.least,
        most=one.most,
        is_whole=one.kind == FieldKind.INTEGER,
        is_required=one.is_required,
    )


def _with_rules(content: Content, terms: dict[str, Term]) -> dict[str, Term]:
    """Each question and field with the rule by which it is asked."""
    rules = {f"situation.{one.key}": one.rule_data for one in content.situations}
    for one in content.form.fields:
        rules[f"form.{one.key}"] = dict(one.rule)
        if one.meaning:
            rules[f"matter.{one.meaning}"] = dict(one.rule)
    return {key: _with_rule(term, rules.get(key), terms) for key, term in terms.items()}


def _with_rule(term: Term, data: Mapping[str, Any] | None, terms: Mapping[str, Term]) -> Term:
    if not data:
        return term
    try:
        rule = criterion_from(data, terms)
    except BadCriterion:
        return term
    return Term(**{**vars(term), "rule": rule})


def values_of(content: Content, answers: Answers) -> dict[str, Value]:
    """What is known, by term; a question or field that does not apply is known to have no value."""
    values: dict[str, Value] = dict(_stated(answers)) if isinstance(answers, Known) else {}
    for situation in content.situations:
        key = f"situation.{situation.key}"
        is_asked = _is_asked(content.terms[key], values)
        if is_asked is False:
            values[key] = None
        elif is_asked and (given := answers.get(situation.key)):
            values[key] = tuple(given) if situation.multiple else given[0]
    form = answers.form if isinstance(answers, Known) else {}
    for one in content.form.fields:
        _take_field(content, one, form, values)
    return values


def _stated(known: Known) -> Iterator[tuple[str, Value]]:
    if known.applicant_kind:
        yield "applicant.kind", known.applicant_kind
    if known.applied_on:
        yield "applied.on", known.applied_on
    if known.channel:
        yield "applied.channel", known.channel


def _take_field(content: Content, one: Field, form: Mapping[str, Any], values: dict[str, Value]) -> None:
    names = [f"form.{one.key}", *([f"matter.{one.meaning}"] if one.meaning else [])]
    for name in names:
        term = content.terms.get(name)
        is_asked = True if term is None else _is_asked(term, values)
        if is_asked is False:
            values[name] = None
        elif is_asked and (value := value_of(one, form.get(one.key))) is not None:
            values[name] = value


def _is_asked(term: Term, values: Mapping[str, Value]) -> bool | None:
    """Whether it is asked; None while that depends on what is not known yet."""
    return True if term.rule is None else holds(term.rule, values)


def asked_fields(content: Content, answers: Answers) -> list[Field]:
    """The fields of the form that are asked, as far as it is known."""
    values = values_of(content, answers)
    return [
        one
        for one in content.form.fields
        if not one.rule or holds(criterion_from(one.rule, content.terms), values)
    ]
