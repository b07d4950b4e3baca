"""Fields and their validation; no model forms, never saves."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yimen.kernel.base.punctuation import joined, mark, noted
from yimen.kernel.orgs.models import Org
from yimen.kernel.web.words import named

from . import formats
from .actions import SupplementGiven
from .formats import Format
from .models import Supplement

MOST_LINES = 500


class Nothing(forms.Form):
    """An act that asks nothing."""


class WhyForm(forms.Form):
    """理由."""

    reason = forms.CharField(label=_("理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class Opening(forms.Form):
    """建立年度报告."""

    org = forms.TypedChoiceField(label=_("报告机关"))
    year = forms.IntegerField(label=_("年度"), min_value=2008, max_value=2999)
    format_year = forms.TypedChoiceField(
        label=_("格式"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("不选的，按年度适用的格式。"),
    )

    def __init__(self, *args: Any, orgs: Sequence[Org], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.orgs = {str(one.pk): one for one in orgs}
        self.fields["org"].choices = [(key, named(one)) for key, one in self.orgs.items()]  # type: ignore[attr-defined]
        shown = [(year, formats.form(year).shown) for year in formats.years()]
        self.fields["format_year"].choices = [("", "—"), *shown]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Org:
        return self.orgs[self.cleaned_data["org"]]

    def facts(self) -> dict[str, Any]:
        """What the verb is told, but the bodies."""
        return {"year": self.cleaned_data["year"], "format_year": self.cleaned_data["format_year"]}


class Draft(forms.Form):
    """起草 — a text for each part; what the numbers say by themselves stands there already."""

    def __init__(self, *args: Any, form: Format, texts: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in form.parts:
            self.fields[f"part_{part.number}"] = forms.CharField(
                label=part.shown,
                initial=texts.get(str(part.number), ""),
                required=False,
                max_length=20_000,
                widget=forms.Textarea(attrs={"rows": 8 if part.is_text else 4}),
            )

    def texts(self) -> dict[str, str]:
        return {key.removeprefix("part_"): value for key, value in self.cleaned_data.items()}


class SupplementEntry(forms.Form):
    """填报补充数 — one cell, or many as lines of a table."""

    code = forms.ChoiceField(label=_("单元格"), required=False)
    value = forms.DecimalField(label=_("数字"), required=False, max_digits=18, decimal_places=6)
    source = forms.CharField(
        label=_("数据来源"), required=False, max_length=200, help_text=_("哪个系统、哪份台账，截至哪一天。")
    )
    lines = forms.CharField(
        label=_("或者成批粘贴"),
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("每行一项，三列：单元格代码、数字、数据来源，用逗号或制表符分开，可以从电子表格复制。"),
    )

    def __init__(self, *args: Any, form: Format, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cells = [(code, f"{form.name_of(code)} [{code}]") for code in form.leaves()]
        self.fields["code"].choices = [("", "—"), *cells]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("lines") and not (data.get("code") and data.get("value") is not None):
            raise forms.ValidationError(gettext("请填写一个单元格和数字，或者成批粘贴。"))
        return data

    def clean_lines(self) -> list[SupplementGiven]:
        """The pasted lines; those that are not understood are named by their numbers."""
        found, wrong = supplement_lines(self.cleaned_data["lines"])
        if wrong:
            shown = joined(map(str, wrong[:20]), "、")
            raise forms.ValidationError(gettext("这些行看不懂：%(lines)s。") % {"lines": shown})
        return found

    def rows(self) -> list[SupplementGiven]:
        data = self.cleaned_data
        if data["lines"]:
            return list(data["lines"])
        return [SupplementGiven(data["code"], data["value"], data["source"])]


def supplement_lines(text: str) -> tuple[list[SupplementGiven], list[int]]:
    """Lines of a table (comma or tab), and the numbers of those that are not a code, a number and a source."""
    found, wrong = [], []
    dialect = "excel-tab" if "\t" in text else "excel"
    for number, cells in enumerate(csv.reader(io.StringIO(text), dialect=dialect), 1):
        if not any(cell.strip() for cell in cells):
            continue
        try:
            code, value, source = (cell.strip() for cell in cells)
            found.append(SupplementGiven(code, Decimal(value), source))
        except (ValueError, InvalidOperation):
            wrong.append(number)
    return found[:MOST_LINES], wrong


class Confirmation(forms.Form):
    """复核补充数 — those that were compared with their source."""

    supplements = forms.ModelMultipleChoiceField(
        Supplement.objects.none(), label=_("已与来源核对的补充数"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, rows: Any, form: Format, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["supplements"].queryset = rows  # type: ignore[attr-defined]
        self.fields["supplements"].label_from_instance = lambda one: (  # type: ignore[attr-defined]
            f"{form.name_of(one.code)}{mark('：')}"
            + noted(f"{one.value.normalize():f}", joined((one.source, one.entered_by.name), "；"))
        )

    def facts(self) -> dict[str, Any]:
        return {"supplements": [one.pk for one in self.cleaned_data["supplements"]]}


class Correction(forms.Form):
    """更正年度报告."""

    note = forms.CharField(
        label=_("更正说明"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("公布时写在新版本上面：更正了什么，为什么。"),
    )
    recount = forms.BooleanField(
        label=_("重新统计并锁定数据"),
        required=False,
        help_text=_("不勾选的，沿用原来锁定的数字，差错用补充数调整。"),
    )
