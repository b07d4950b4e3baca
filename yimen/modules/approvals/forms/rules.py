"""A rule picked from lists: lines of “what, how, value”, all or any of them; no JSON is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.kernel.base.punctuation import noted
from yimen.modules.approvals.criteria import BadCriterion, Kind, Term, as_data, criterion_from, in_words

LINES = 4
MEASURES = {
    "at_least": gettext_lazy("不少于（不早于）"),
    "at_most": gettext_lazy("不多于（不晚于）"),
    "between": gettext_lazy("介于两者之间"),
    "equals": gettext_lazy("等于"),
}


class Ruled(forms.Form):
    """适用条件 — of one row; without a line it always applies. A rule that lists cannot show is kept as it is."""

    use_required_attribute = False
    joined = forms.ChoiceField(
        label=gettext_lazy("适用条件"),
        choices=[
            ("all", gettext_lazy("下列条件全部满足")),
            ("any", gettext_lazy("下列条件任一满足")),
            ("keep", gettext_lazy("保留现有的组合条件")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, terms: Mapping[str, Term], rule: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.terms, self.kept_rule = dict(terms), dict(rule)
        lines = lines_of(rule)
        joined = "keep" if lines is None else "any" if "any" in rule else "all"
        self.fields["joined"].initial = joined
        if lines is not None:
            self.fields["joined"].choices = list(self.fields["joined"].choices)[:2]  # type: ignore[attr-defined]
        choices = _choices(self.terms)
        for number in range(max(LINES, len(lines or []) + 1)):
            line = (lines or [])[number] if number < len(lines or []) else ("", "", "")
            self._add_line(number, choices, line)

    def _add_line(self, number: int, choices: list[Any], line: tuple[str, str, str]) -> None:
        label = _("条件%(number)s") % {"number": number + 1}
        self.fields[f"rule-{number}-what"] = forms.ChoiceField(
            label=label, choices=choices, required=False, initial=line[0]
        )
        self.fields[f"rule-{number}-low"] = forms.CharField(
            label=_("值（从）"), required=False, max_length=200, initial=line[1]
        )
        self.fields[f"rule-{number}-high"] = forms.CharField(
            label=_("到"), required=False, max_length=200, initial=line[2]
        )

    @property
    def rule_lines(self) -> list[tuple[BoundField, BoundField, BoundField]]:
        count = sum(name.endswith("-what") for name in self.fields)
        return [
            (self[f"rule-{one}-what"], self[f"rule-{one}-low"], self[f"rule-{one}-high"])
            for one in range(count)
        ]

    @property
    def plain_fields(self) -> list[BoundField]:
        """Every field but those of the rule."""
        return [one for one in self if one.name != "joined" and not one.name.startswith("rule-")]

    @property
    def kept_in_words(self) -> str:
        try:
            return in_words(criterion_from(self.kept_rule, self.terms), self.terms) if self.kept_rule else ""
        except BadCriterion as error:
            return error.message

    def rule(self) -> dict[str, Any]:
        """The rule as data; an empty object when it always applies."""
        if self.cleaned_data.get("joined") == "keep":
            return self.kept_rule
        lines = [one for one in map(self._line, range(len(self.rule_lines))) if one]
        parts = [as_data(criterion_from(one, self.terms)) for one in lines]
        if len(parts) < 2:
            return parts[0] if parts else {}
        return {self.cleaned_data.get("joined") or "all": parts}

    def _line(self, number: int) -> dict[str, Any]:
        what = self.cleaned_data.get(f"rule-{number}-what", "")
        if not what:
            return {}
        key, operator, option = what.split("|")
        low, high = (self.cleaned_data.get(f"rule-{number}-{end}", "").strip() for end in ("low", "high"))
        if operator in ("is", "is_not"):
            compared = {"of": key, "equals": {"true": True, "false": False}.get(option, option)}
            return compared if operator == "is" else {"not": compared}
        return {"of": key, operator: [low, high] if operator == "between" else low}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            for number in range(len(self.rule_lines)):
                self._check_line(number)
        return cleaned

    def _check_line(self, number: int) -> None:
        if line := self._line(number):
            try:
                criterion_from(line, self.terms)
            except BadCriterion as error:
                self.add_error(f"rule-{number}-what", error.message)


def _choices(terms: Mapping[str, Term]) -> list[Any]:
    """Every condition that can be picked, under its question."""
    groups: list[Any] = [("", _("（不用）"))]
    for term in terms.values():
        groups.append((term.label, _of_term(term)))
    return groups


def _of_term(term: Term) -> list[tuple[str, str]]:
    if term.kind in (Kind.CHOICE, Kind.CHOICES, Kind.FLAG):
        options = term.options or (("true", _("是")), ("false", _("否")))
        chosen = [
            (f"{term.key}|is|{key}", _("选了“%(option)s”") % {"option": label}) for key, label in options
        ]
        others = [
            (f"{term.key}|is_not|{key}", _("没有选“%(option)s”") % {"option": label})
            for key, label in options
        ]
        return chosen + others
    if term.kind == Kind.TEXT:
        return [(f"{term.key}|equals|", str(MEASURES["equals"]))]
    return [(f"{term.key}|{key}|", noted(label, term.unit)) for key, label in MEASURES.items()]


def lines_of(rule: Mapping[str, Any]) -> list[tuple[str, str, str]] | None:
    """The rule as lines: what, from, to; None when it is more than lists can show."""
    if not rule:
        return []
    parts = rule.get("all") or rule.get("any") or [rule]
    lines = [_line_of(one) for one in parts]
    return None if None in lines else [one for one in lines if one]


def _line_of(part: Mapping[str, Any]) -> tuple[str, str, str] | None:
    inside = part.get("not")
    if isinstance(inside, Mapping) and "equals" in inside:
        return (f"{inside['of']}|is_not|{_option(inside['equals'])}", "", "")
    if "of" not in part:
        return None
    ((operator, value),) = [(key, one) for key, one in part.items() if key != "of"]
    if operator == "between":
        return (f"{part['of']}|between|", str(value[0]), str(value[1]))
    if operator in ("at_least", "at_most"):
        return (f"{part['of']}|{operator}|", str(value), "")
    if operator == "equals" and isinstance(value, str | bool):
        return (f"{part['of']}|is|{_option(value)}", "", "")
    return (f"{part['of']}|equals|", str(value), "") if operator == "equals" else None


def _option(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
