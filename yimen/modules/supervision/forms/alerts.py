"""Fields of the pages of alerts and registers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from yimen.kernel.orgs.models import Org
from yimen.modules.supervision.states import AlertState, RegisterKind

from .rules import long_text

OUTCOMES = [
    (str(one), AlertState(one).label)
    for one in (AlertState.JUSTIFIED, AlertState.CONFIRMED, AlertState.CANCELLED)
]


class Explanation(forms.Form):
    """说明预警."""

    explanation = forms.CharField(label=_("原因和处理情况"), max_length=2000, widget=long_text(5))


class Objection(forms.Form):
    """对预警提出异议."""

    objection = forms.CharField(label=_("异议的理由"), max_length=2000, widget=long_text(5))
    file = forms.FileField(
        label=_("证明材料"), required=False, widget=forms.FileInput, help_text=_("PDF 或者图片，可以不附。")
    )


class Decision(forms.Form):
    """复核预警."""

    outcome = forms.ChoiceField(label=_("复核结论"), choices=OUTCOMES, widget=forms.RadioSelect)
    decision = forms.CharField(label=_("复核意见"), max_length=2000, widget=long_text(5))


class RegisterFile(forms.Form):
    """导入登记册."""

    org = forms.ModelChoiceField(label=_("部门"), queryset=Org.objects.none())
    kind = forms.ChoiceField(label=_("登记册种类"), choices=RegisterKind.choices)
    file = forms.FileField(
        label=_("登记册文件"),
        widget=forms.FileInput,
        help_text=_("CSV 或者 XLSX，第一行为列名：编号、日期，可以有事项代码、持证人、联系电话。"),
    )

    def __init__(self, *args: Any, orgs: QuerySet[Org], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["org"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = orgs
