"""Fields of notify and commit."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from yimen.kernel.people.models import Person
from yimen.kernel.web.choices import NamedChoice
from yimen.modules.approvals.states import CheckOutcome

from .acts import ActForm, AtWindow, long_text

YES_NO = [("1", _("已整改到位")), ("0", _("未整改到位"))]


class Signing(ActForm):
    """签署承诺 — the hash says which text was on the page."""

    begins_above = True
    shown_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)
    agrees = forms.BooleanField(label=_("我已阅读并理解告知内容，自愿作出以上承诺，承诺不实愿意承担法律责任"))
    signature = forms.CharField(label=_("签名"), max_length=100, help_text=_("填写申请人的姓名或者名称"))


class ByCommitment(AtWindow):
    """告知承诺决定."""

    second_officer = NamedChoice(Person.objects.none(), label=_("第二名工作人员"))

    def __init__(self, *args: Any, officers: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["second_officer"].queryset = officers  # type: ignore[attr-defined]


class Check(ActForm):
    """承诺核查."""

    outcome = forms.ChoiceField(label=_("核查结果"), choices=CheckOutcome.choices, widget=forms.RadioSelect)
    findings = forms.CharField(
        label=_("核查情况"), widget=long_text(5), help_text=_("与承诺逐项对照；不一致的写明应当怎样整改")
    )


class Rectification(ActForm):
    """整改复核."""

    is_put_right = forms.TypedChoiceField(
        label=_("复核结果"), choices=YES_NO, coerce=lambda value: value == "1", widget=forms.RadioSelect
    )
    findings = forms.CharField(label=_("整改情况"), widget=long_text(4))


class Revocation(ActForm):
    """撤销决定."""

    reason = forms.CharField(label=_("撤销的理由"), widget=long_text(5), help_text=_("写入撤销决定书"))


class Repair(ActForm):
    """信用修复."""

    reason = forms.CharField(label=_("修复的理由"), widget=long_text(3), max_length=300)
