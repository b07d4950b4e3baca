"""The fields of the editors' pages."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import SynonymKind


class NewSynonym(forms.Form):
    """登记同义词."""

    kind = forms.ChoiceField(label=_("类型"), choices=SynonymKind.choices, widget=forms.RadioSelect)
    term = forms.CharField(label=_("检索用语"), max_length=40, help_text=_("群众习惯的说法，例如：医保"))
    other = forms.CharField(
        label=_("对应用语"), max_length=40, help_text=_("文件中的规范用语，例如：基本医疗保险")
    )
    note = forms.CharField(label=_("说明"), max_length=200, required=False)


class NewPromotion(forms.Form):
    """推荐结果."""

    words = forms.CharField(
        label=_("检索用语"), max_length=60, help_text=_("只有检索的正是这些字时才推荐，例如：公积金")
    )
    address = forms.CharField(
        label=_("推荐内容的网址"), max_length=500, help_text=_("打开这项内容，从浏览器复制网址。")
    )
    note = forms.CharField(label=_("推荐理由"), max_length=200)


class Ending(forms.Form):
    """停用 — nothing to fill in; the button says it."""


class Settling(forms.Form):
    """处理无结果检索."""

    note = forms.CharField(
        label=_("处理结果"),
        max_length=200,
        help_text=_("例如：已登记同义词；没有这方面的信息；已请有关部门公开"),
    )
