"""A criterion in words, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yimen.kernel.base.punctuation import joined
from yimen.kernel.web.words import cn_date

from .shapes import All, Compare, Criterion, Kind, Not, Operator, Plain, Term


def in_words(criterion: Criterion, terms: Mapping[str, Term]) -> str:
    """“投资额”不少于5000万元，并且“是否占用道路”选“是”."""
    return _said(criterion, terms, inside=False)


def _said(criterion: Criterion, terms: Mapping[str, Term], *, inside: bool) -> str:
    if isinstance(criterion, Compare):
        return _compared(criterion, terms, negated=False)
    if isinstance(criterion, Not):
        if isinstance(criterion.part, Compare):
            return _compared(criterion.part, terms, negated=True)
        return _("不满足（%(criterion)s）") % {"criterion": _said(criterion.part, terms, inside=False)}
    if not criterion.parts:
        return _("总是") if isinstance(criterion, All) else _("从不")
    parts = [_said(one, terms, inside=len(criterion.parts) > 1) for one in criterion.parts]
    joined = pgettext("条件", "，并且") if isinstance(criterion, All) else pgettext("条件", "，或者")
    whole = joined.join(parts)
    return _("（%(criterion)s）") % {"criterion": whole} if inside and len(parts) > 1 else whole


def _compared(one: Compare, terms: Mapping[str, Term], *, negated: bool) -> str:
    term = terms.get(one.of) or Term(one.of, Kind.TEXT, one.of)
    values = [_value(value, term) for value in one.values]
    facts = {"label": term.label, "value": values[0], "last": values[-1]}
    facts["values"] = joined((_("“%(value)s”") % {"value": value} for value in values), "、")
    table = _of_days() if term.kind == Kind.DATE else {}
    if one.operator == Operator.EQUALS and term.kind in (Kind.NUMBER, Kind.DATE):
        return (_("“%(label)s”不是%(value)s") if negated else _("“%(label)s”是%(value)s")) % facts
    return (table or _of_numbers() | _of_options())[one.operator, negated] % facts


def _of_options() -> dict[tuple[Operator, bool], str]:
    return {
        (Operator.EQUALS, False): _("“%(label)s”是%(values)s"),
        (Operator.EQUALS, True): _("“%(label)s”不是%(values)s"),
        (Operator.IN, False): _("“%(label)s”是%(values)s之一"),
        (Operator.IN, True): _("“%(label)s”不是%(values)s中的任何一个"),
    }


def _of_numbers() -> dict[tuple[Operator, bool], str]:
    return {
        (Operator.AT_LEAST, False): _("“%(label)s”不少于%(value)s"),
        (Operator.AT_LEAST, True): _("“%(label)s”少于%(value)s"),
        (Operator.AT_MOST, False): _("“%(label)s”不多于%(value)s"),
        (Operator.AT_MOST, True): _("“%(label)s”多于%(value)s"),
        (Operator.BETWEEN, False): _("“%(label)s”在%(value)s至%(last)s之间"),
        (Operator.BETWEEN, True): _("“%(label)s”不在%(value)s至%(last)s之间"),
    }


def _of_days() -> dict[tuple[Operator, bool], str]:
    return {
        (Operator.AT_LEAST, False): _("“%(label)s”不早于%(value)s"),
        (Operator.AT_LEAST, True): _("“%(label)s”早于%(value)s"),
        (Operator.AT_MOST, False): _("“%(label)s”不晚于%(value)s"),
        (Operator.AT_MOST, True): _("“%(label)s”晚于%(value)s"),
        (Operator.BETWEEN, False): _("“%(label)s”在%(value)s至%(last)s之间"),
        (Operator.BETWEEN, True): _("“%(label)s”不在%(value)s至%(last)s之间"),
    }


def _value(value: Plain, term: Term) -> str:
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, Decimal):
        plain = f"{value.normalize():f}"
        return _("%(number)s%(unit)s") % {"number": plain, "unit": term.unit} if term.unit else plain
    if isinstance(value, date):
        return cn_date(value)
    return term.option(value)
