"""Fields at the counter: who applies, and for which item."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yimen.kernel.base.refusals import Refused
from yimen.kernel.people import rules as persons
from yimen.kernel.people.models import IdType, PersonKind

from .acts import ActForm
from .delegation import Where


class Applicant(ActForm):
    """申请人 — as the document on the counter says; whoever is not known yet is registered without a password."""

    id_type = forms.ChoiceField(label=gettext_lazy("证件类型"), choices=IdType.choices)
    id_number = forms.CharField(
        label=gettext_lazy("证件号码"),
        max_length=30,
        help_text=gettext_lazy("按证件原样填写；加密保存"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    name = forms.CharField(label=gettext_lazy("姓名或者单位名称"), max_length=100)
    phone = forms.CharField(
        label=gettext_lazy("联系电话"), max_length=30, widget=forms.TextInput(attrs={"type": "tel"})
    )
    legal_representative = forms.CharField(
        label=gettext_lazy("法定代表人"), max_length=60, required=False, help_text=gettext_lazy("单位填写")
    )
    email = forms.EmailField(
        label=gettext_lazy("电子邮箱"),
        required=False,
        help_text=gettext_lazy("填写后，申请人可以用“忘记密码”设置密码，自行登录查看"),
    )

    def clean(self) -> dict[str, Any]:
        """The number is checked while the document still lies on the counter."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        try:
            data["id_number"] = persons.normal_number(data.get("id_type", ""), data.get("id_number", ""))
        except Refused as refusal:
            if "id_number" not in self.errors:
                self.add_error("id_number", str(refusal.message))
        unit = data.get("id_type") == IdType.CREDIT_CODE
        data["kind"] = (PersonKind.ENTERPRISE if unit else PersonKind.RESIDENT).value
        if unit and not data.get("legal_representative"):
            self.add_error("legal_representative", _("请填写法定代表人"))
        return data


class ChosenItem(Where):
    """选择事项 — the item that is applied for, by its code; the place where an item was delegated for some."""

    code = forms.SlugField(max_length=64, widget=forms.HiddenInput())

    def __init__(self, *args: Any, asked: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, asked={*asked, "code"}, **kwargs)
        for name, field in self.fields.items():
            field.required = name == "code"
