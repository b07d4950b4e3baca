"""Forms of those who settle complaints and corrections of records."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from yimen.modules.requests.states import ComplaintResult, CorrectionResult

from .acts import day
from .asking import long_text


class ComplaintSettlement(forms.Form):
    """处理投诉举报."""

    result = forms.ChoiceField(label=_("处理结果"), choices=ComplaintResult.choices, widget=forms.RadioSelect)
    finding = forms.CharField(label=_("查证情况"), max_length=5000, widget=long_text(5))
    correct_by = day(_("整改期限"), required=False, hint=_("督促整改时填写。"))


class RecordCorrectionSettlement(forms.Form):
    """处理更正申请."""

    result = forms.ChoiceField(
        label=_("处理结果"), choices=CorrectionResult.choices, widget=forms.RadioSelect
    )
    transferred_to = forms.CharField(label=_("转送的行政机关"), max_length=100, required=False)
    explanation = forms.CharField(label=_("处理说明"), max_length=5000, widget=long_text())
