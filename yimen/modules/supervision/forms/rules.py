"""Fields of the pages of rules."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.kernel.people.roles import Role
from yimen.modules.supervision.actions.rules import ADDRESSEES
from yimen.modules.supervision.rules.registry import Definition
from yimen.modules.supervision.states import Level

ROLES = [(str(one), Role(one).label) for one in ADDRESSEES]


def long_text(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class Nothing(forms.Form):
    """An act without facts: the button says it all."""


class Adoption(forms.Form):
    """采用规则."""

    active_from = forms.DateField(label=_("起用日期"), widget=day())
    addressees = forms.MultipleChoiceField(
        label=_("通知对象"), choices=ROLES, widget=forms.CheckboxSelectMultiple, required=False
    )


class Switching(forms.Form):
    """启用、停用规则."""

    active_from = forms.DateField(label=_("起用日期"), widget=day())
    reason = forms.CharField(label=_("理由"), max_length=300, widget=long_text())


class Parametrised(forms.Form):
    """参数 — one field a parameter of the rule, before the others."""

    def __init__(self, *args: Any, definition: Definition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.definition = definition
        for one in definition.parameters:
            self.fields[one.key] = forms.DecimalField(
                label=str(one.label),
                min_value=one.least,
                max_value=one.most,
                decimal_places=one.places,
                help_text=_("通常为%(usual)s，可在%(least)s到%(most)s之间设定")
                % {"usual": one.usual, "least": one.least, "most": one.most},
            )
        self.order_fields([one.key for one in definition.parameters])

    @property
    def facts(self) -> dict[str, Any]:
        """What the act is told."""
        own = {one.key for one in self.definition.parameters}
        given = dict(self.cleaned_data)
        return {
            "parameters": {key: str(given[key]) for key in own if key in given},
            **{key: value for key, value in given.items() if key not in own},
        }


class Setting(Parametrised, Switching):
    """设定规则."""

    field_order = ("level", "addressees", "active_from", "reason")
    level = forms.ChoiceField(label=_("预警等级"), choices=Level.choices)
    addressees = forms.MultipleChoiceField(
        label=_("通知对象"), choices=ROLES, widget=forms.CheckboxSelectMultiple, required=False
    )


class Trial(Parametrised):
    """回测 — with which parameters, over which days."""

    first_day = forms.DateField(label=_("开始日期"), widget=day())
    last_day = forms.DateField(label=_("结束日期"), widget=day())
