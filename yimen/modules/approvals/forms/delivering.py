"""Fields of delivery."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.modules.approvals.states import DeliveryMethod

from .acts import ActForm, LateEntry


class Delivery(ActForm, LateEntry):
    """送达 — at the window after a look at the identity card, by post with its number, or electronically."""

    method = forms.ChoiceField(
        label=gettext_lazy("送达方式"), choices=DeliveryMethod.choices, widget=forms.RadioSelect
    )
    receiver = forms.CharField(label=gettext_lazy("签收人"), max_length=100)
    identity_checked = forms.BooleanField(label=gettext_lazy("已核对领取人的身份证件"), required=False)
    tracking_number = forms.CharField(
        label=gettext_lazy("邮件号"), max_length=40, required=False, help_text=gettext_lazy("邮寄送达时填写")
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("method") == DeliveryMethod.WINDOW and not data.get("identity_checked"):
            self.add_error("identity_checked", _("请先核对领取人的身份证件"))
        if data.get("method") == DeliveryMethod.POST and not data.get("tracking_number"):
            self.add_error("tracking_number", _("请填写邮件号"))
        return data
