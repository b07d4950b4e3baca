"""Fields of the pricing office: a standard as published. The only place where prices are written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.kernel.orgs.models import Org, OrgKind
from yimen.kernel.web.choices import NamedChoice
from yimen.modules.approvals.charging.formula import Formula, FormulaKind
from yimen.modules.approvals.charging.words import plain
from yimen.modules.approvals.states import FeeNature

from .acts import ActForm

DAY = {"type": "date"}


class Pricing(ActForm):
    """计费公式 — kind, price, measures, tiers, grounds of exemption; one a line, parts divided by a bar."""

    pricing_document_number = forms.CharField(label=gettext_lazy("定价文号"), max_length=150)
    kind = forms.ChoiceField(
        label=gettext_lazy("计费方式"), choices=FormulaKind.choices, widget=forms.RadioSelect
    )
    price = forms.DecimalField(
        label=gettext_lazy("标准"),
        help_text=gettext_lazy("定额填金额（元），按量填每单位的金额（元），按比例填百分比。"),
        min_value=0,
        max_digits=16,
        decimal_places=4,
        required=False,
    )
    measures = forms.CharField(
        label=gettext_lazy("计费依据量"),
        help_text=gettext_lazy("每行一个：英文代码|名称|单位。例：area|占用面积|平方米"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    tiers = forms.CharField(
        label=gettext_lazy("分档"),
        help_text=gettext_lazy("每行一档：上限|单价；最后一档上限不填。例：100|2.00"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    reductions = forms.CharField(
        label=gettext_lazy("减免"),
        help_text=gettext_lazy("每行一项：英文代码|名称|减免百分比|依据"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    least = forms.DecimalField(
        label=gettext_lazy("最低收费（元）"), min_value=0, max_digits=16, decimal_places=2, required=False
    )
    most = forms.DecimalField(
        label=gettext_lazy("最高收费（元）"), min_value=0, max_digits=16, decimal_places=2, required=False
    )
    effective_from = forms.DateField(
        label=gettext_lazy("执行日期"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    )
    published_url = forms.URLField(
        label=gettext_lazy("公布网址"), required=False, max_length=300, assume_scheme="https"
    )

    def clean_measures(self) -> list[dict[str, str]]:
        return self._rows("measures", 2, lambda one: {"key": one[0], "label": one[1], "unit": one[2]})

    def clean_tiers(self) -> list[dict[str, Any]]:
        return self._rows("tiers", 2, lambda one: {"up_to": one[0] or None, "rate": one[1]})

    def clean_reductions(self) -> list[dict[str, str]]:
        return self._rows(
            "reductions",
            4,
            lambda one: {"key": one[0], "name": one[1], "percent": one[2], "basis": one[3]},
        )

    def _rows(self, name: str, least: int, made: Callable[[list[str]], Any]) -> list[Any]:
        rows = []
        for line in str(self.cleaned_data.get(name) or "").splitlines():
            parts = [part.strip() for part in line.replace("｜", "|").split("|")]  # 中文 bar
            if not any(parts):
                continue
            if len(parts) < least:
                raise forms.ValidationError(_("“%(line)s”缺少部分内容。") % {"line": line.strip()})
            rows.append(made([*parts, "", ""]))
        return rows

    def facts(self) -> dict[str, Any]:
        """What the verb is told: the formula as one value."""
        data = dict(self.cleaned_data)
        kind, price = data.pop("kind"), data.pop("price")
        formula = {
            "kind": kind,
            "amount" if kind == FormulaKind.FIXED else "rate": str(price or 0),
            "measures": data.pop("measures"),
            "tiers": data.pop("tiers"),
            "reductions": data.pop("reductions"),
        }
        return {**data, "formula": formula}


class NewStandard(Pricing):
    """公布收费标准 — a fee that is new."""

    field_order = ("code", "name", "name_en", "nature", "org", "legal_basis", "unit")

    code = forms.SlugField(label=gettext_lazy("收费项目代码"), max_length=64)
    name = forms.CharField(label=gettext_lazy("收费项目名称"), max_length=150)
    name_en = forms.CharField(label=gettext_lazy("英文名称"), max_length=200, required=False)
    nature = forms.ChoiceField(label=gettext_lazy("收费性质"), choices=FeeNature.choices)
    org = NamedChoice(
        label=gettext_lazy("执收单位"),
        queryset=Org.objects.filter(kind=OrgKind.DEPARTMENT).order_by("pinyin"),
    )
    legal_basis = forms.CharField(label=gettext_lazy("设定依据"), max_length=300)
    unit = forms.CharField(
        label=gettext_lazy("计费单位"), max_length=40, required=False, help_text=gettext_lazy("例：元/本")
    )


class EndOfStandard(ActForm):
    """停止收费."""

    effective_to = forms.DateField(label=gettext_lazy("停止执行日期"), widget=forms.DateInput(attrs=DAY))
    basis = forms.CharField(label=gettext_lazy("停止收费的依据"), max_length=300)


def initial_of(formula: Formula) -> dict[str, str]:
    """The formula in force as the form shows it, to be changed."""
    price = formula.amount if formula.kind == FormulaKind.FIXED else formula.rate
    return {
        "kind": str(formula.kind),
        "price": plain(price),
        "measures": "\n".join(f"{one.key}|{one.label}|{one.unit}" for one in formula.measures),
        "tiers": "\n".join(
            f"{'' if one.up_to is None else plain(one.up_to)}|{plain(one.rate)}" for one in formula.tiers
        ),
        "reductions": "\n".join(
            f"{one.key}|{one.name}|{plain(one.percent)}|{one.basis}" for one in formula.reductions
        ),
    }
